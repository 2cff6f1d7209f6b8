package io.creditplatform.ingest;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PushbackInputStream;
import java.util.Arrays;
import java.util.Optional;

/**
 * The bytes of a file's text: without the mark that only says that they are UTF-8, and without the Ctrl-Z with which old
 * programs close a file. Bytes that are no text in UTF-8 at all are refused at once.
 */
final class TextBytes extends FilterInputStream {

    static final byte[] BYTE_ORDER_MARK = {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF};
    private static final byte CTRL_Z = 0x1A;

    /** Bytes that may follow a closing Ctrl-Z; if more do, it closes nothing. */
    private static final int MAX_HELD = 4096;

    /** What may be the end of the file: a Ctrl-Z and what follows of its kind, of blanks and of line ends. */
    private byte[] held = {};

    /** What was held, but is not the end after all; handed on from {@code next}. */
    private byte[] released = {};

    private int next;
    private boolean closedByCtrlZ;

    private final boolean toFileEnd;

    /** @param part what of the file the bytes are */
    TextBytes(ExtractFile file, FilePart part, InputStream bytes) throws IOException {
        super(part.isFirst() ? withoutMark(file, bytes) : bytes);
        toFileEnd = part.last();
    }

    private static InputStream withoutMark(ExtractFile file, InputStream bytes) throws IOException {
        PushbackInputStream pushback = new PushbackInputStream(bytes, FileKind.BYTES);
        byte[] first = pushback.readNBytes(FileKind.BYTES);
        if (isUtf16(first)) {
            throw new UnfitFileException("is UTF-16, expected UTF-8. Have it delivered in UTF-8.");
        }
        Optional<FileKind> kind = FileKind.of(first);
        if (kind.isPresent()) {
            throw kind.get().instead(file);
        }
        boolean marked = Arrays.equals(first, 0, Math.min(first.length, 3), BYTE_ORDER_MARK, 0, 3);
        int start = marked ? BYTE_ORDER_MARK.length : 0;
        pushback.unread(first, start, first.length - start);
        return pushback;
    }

    /** By its byte-order mark, or else by the NUL that is half of every letter of a header. */
    private static boolean isUtf16(byte[] first) {
        if (first.length < 2) {
            return false;
        }
        boolean marked = (first[0] == (byte) 0xFF && first[1] == (byte) 0xFE)
                || (first[0] == (byte) 0xFE && first[1] == (byte) 0xFF);
        return marked || (first[0] == 0) != (first[1] == 0);
    }

    /** Whether the file has been read to its end, and ended with Ctrl-Z. */
    boolean isClosedByCtrlZ() {
        return closedByCtrlZ;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        while (next == released.length) {
            int count = in.read(buffer, offset, length);
            if (count < 0) {
                closedByCtrlZ |= held.length > 0;
                held = new byte[0];
                return -1;
            }
            int end = toFileEnd ? closingStart(buffer, offset, offset + count) : offset + count;
            if (held.length == 0 && end == offset + count) {
                return count;
            } else {
                hold(buffer, offset, offset + count);
            }
        }
        int count = Math.min(length, released.length - next);
        System.arraycopy(released, next, buffer, offset, count);
        next += count;
        return count;
    }

    private void hold(byte[] buffer, int start, int stop) {
        byte[] all = Arrays.copyOf(held, held.length + stop - start);
        System.arraycopy(buffer, start, all, held.length, stop - start);
        int end = closingStart(all, 0, all.length);
        end = all.length - end > MAX_HELD ? all.length : end;
        released = Arrays.copyOf(all, end);
        held = Arrays.copyOfRange(all, end, all.length);
        next = 0;
    }

    /** Where in these bytes the closing ones begin, or their end. */
    private static int closingStart(byte[] buffer, int start, int stop) {
        int first = stop;
        for (int i = stop - 1; i >= start && isClosing(buffer[i]); i--) {
            if (buffer[i] == CTRL_Z) {
                first = i;
            }
        }
        return first;
    }

    /** Whether a file that was closed with Ctrl-Z may end with this. */
    static boolean isClosing(byte value) {
        return value == CTRL_Z || value == ' ' || value == '\t' || value == '\r' || value == '\n';
    }

    /** Skips in the file itself, where that costs nothing. */
    @Override
    public long skip(long count) throws IOException {
        return held.length == 0 && next == released.length ? in.skip(count) : 0;
    }
}
