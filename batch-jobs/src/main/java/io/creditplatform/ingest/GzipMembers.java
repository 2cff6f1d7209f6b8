package io.creditplatform.ingest;

import io.creditplatform.text.Visible;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/**
 * What a gzip file holds, through all its members (RFC 1952). Java's own {@code GZIPInputStream} takes whatever is no proper
 * header behind a member for the end of the file, so that a damaged member costs its rows unseen. Here a file is read to its
 * last byte: behind a member stands another one, or nothing but zeros, with which some media pad files.
 */
final class GzipMembers extends InputStream {

    private static final int BUFFER = 64 * 1024;
    private static final byte[] MAGIC = {0x1F, (byte) 0x8B};
    private static final int DEFLATE = 8;
    private static final int HEADER_CHECKSUM = 2;
    private static final int EXTRA = 4;
    private static final int NAME = 8;
    private static final int COMMENT = 16;
    private static final int RESERVED = 0xE0;

    private static final String HEADER = "within the header of a gzip member";

    private final InputStream file;
    private final byte[] input = new byte[BUFFER];
    private int next;
    private int end;
    private long bytesRead;
    private final Inflater inflater = new Inflater(true);
    private final CRC32 checksum = new CRC32();
    private final CRC32 headerChecksum = new CRC32();
    private long dataStart;
    private boolean within;
    private boolean ended;

    /** @param file the file's own bytes, from its first one */
    GzipMembers(InputStream file) {
        this.file = file;
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
        while (!ended) {
            if (!within) {
                begin();
            } else if (inflater.finished()) {
                next = end - inflater.getRemaining();
                finish();
            } else if (inflater.needsInput()) {
                if (!fill()) {
                    throw UnfitFileException.cutShort(bytesRead, "within the data of a gzip member");
                }
                inflater.setInput(input, next, end - next);
            } else {
                int count = inflate(buffer, offset, length);
                if (count > 0) {
                    checksum.update(buffer, offset, count);
                    return count;
                }
            }
        }
        return -1;
    }

    private int inflate(byte[] buffer, int offset, int length) throws IOException {
        try {
            int count = inflater.inflate(buffer, offset, length);
            if (count == 0 && inflater.needsDictionary()) {
                throw damagedData("it asks for a dictionary");
            }
            return count;
        } catch (DataFormatException e) {
            throw damagedData(String.valueOf(e.getMessage()));
        }
    }

    private UnfitFileException damagedData(String reason) {
        return UnfitFileException.damaged(
                dataStart + inflater.getBytesRead(),
                "the data of a gzip member cannot be decompressed (" + reason + ")");
    }

    /** Reads the header of the next member, if there is one. */
    private void begin() throws IOException {
        long start = position();
        if (start > 0 && !hasMore()) {
            ended = true;
            return;
        }
        headerChecksum.reset();
        if (start == 0) {
            requireGzip();
        }
        byte[] found = take(available(MAGIC.length + 1));
        if (found.length > 0 && found[0] == 0 && start > 0) {
            skipZeros(start, found);
            ended = true;
            return;
        }
        boolean magic = Arrays.equals(found, 0, Math.min(found.length, 2), MAGIC, 0, Math.min(found.length, 2));
        if (!magic || (found.length == 3 && found[2] != DEFLATE)) {
            throw wrongStart(start, found);
        } else if (found.length < 3) {
            throw UnfitFileException.cutShort(position(), HEADER);
        }
        readRestOfHeader();
        inflater.reset();
        inflater.setInput(input, next, end - next);
        dataStart = position();
        next = end;
        checksum.reset();
        within = true;
    }

    /** A file that has nothing of gzip's has a wrong name, which is another matter than damage. */
    private void requireGzip() throws IOException {
        byte[] first = Arrays.copyOfRange(input, 0, available(FileKind.BYTES));
        if (first.length > 0 && first[0] != MAGIC[0]) {
            String got = FileKind.of(first)
                    .map(FileKind::words)
                    .orElseGet(() -> "no gzip file: it begins with "
                            + Visible.quoted(new String(first, StandardCharsets.ISO_8859_1)));
            throw new UnfitFileException("is " + got + ", expected a CSV file compressed with gzip (1F 8B)."
                    + " Take the ending .gz off its name, if it is plain CSV, or have it delivered again.");
        }
    }

    private void readRestOfHeader() throws IOException {
        try {
            long start = position();
            int flags = takeOne();
            if ((flags & RESERVED) != 0) {
                throw UnfitFileException.damaged(start, "the flags of a gzip member are " + flags + ", which none has");
            }
            take(6); // time, flags of compression, system
            if ((flags & EXTRA) != 0) {
                int length = takeOne() + 256 * takeOne();
                take(length);
            }
            for (int text = flags & (NAME | COMMENT); text != 0; text &= text - 1) {
                int letter = takeOne();
                while (letter != 0) {
                    letter = takeOne();
                }
            }
            if ((flags & HEADER_CHECKSUM) != 0) {
                long expected = headerChecksum.getValue() & 0xFFFF;
                long place = position();
                if (number(2) != expected) {
                    throw UnfitFileException.damaged(place, "the header of a gzip member differs from its checksum");
                }
            }
        } catch (EOFException e) {
            throw UnfitFileException.cutShort(position(), HEADER);
        }
    }

    private static UnfitFileException wrongStart(long start, byte[] found) {
        String got = HexFormat.ofDelimiter(" ").withUpperCase().formatHex(found);
        String expected =
                start == 0 ? "a gzip member (1F 8B 08)" : "another gzip member (1F 8B 08) or the end of the file";
        return UnfitFileException.damaged(start, "got the bytes " + got + ", expected " + expected);
    }

    private void skipZeros(long start, byte[] found) throws IOException {
        next -= found.length;
        while (hasMore()) {
            for (; next < end; next++) {
                if (input[next] != 0) {
                    throw UnfitFileException.damaged(
                            position(),
                            String.format(
                                    "got the byte %02X behind %d bytes of zero, expected them up to the end of the file",
                                    input[next], position() - start));
                }
            }
        }
    }

    /** Compares what has been decompressed with what the member's end says of it. */
    private void finish() throws IOException {
        long place = position();
        try {
            boolean same = number(4) == checksum.getValue();
            same &= number(4) == (inflater.getBytesWritten() & 0xFFFFFFFFL);
            if (!same) {
                throw UnfitFileException.damaged(
                        place, "the data of the gzip member before differs from its checksum or length");
            }
        } catch (EOFException e) {
            throw UnfitFileException.cutShort(position(), "within the checksum of a gzip member");
        }
        within = false;
    }

    private long position() {
        return bytesRead - (end - next);
    }

    private boolean hasMore() throws IOException {
        return next < end || fill();
    }

    /** How many of so many bytes, a few, there are. */
    private int available(int wanted) throws IOException {
        if (end - next < wanted && hasMore()) {
            System.arraycopy(input, next, input, 0, end - next);
            end -= next;
            next = 0;
            int count = file.readNBytes(input, end, Math.max(0, wanted - end));
            end += count;
            bytesRead += count;
        }
        return Math.min(wanted, end - next);
    }

    private boolean fill() throws IOException {
        int count = file.read(input, 0, input.length);
        next = 0;
        end = Math.max(count, 0);
        bytesRead += end;
        return count >= 0;
    }

    private byte[] take(int count) throws IOException {
        byte[] bytes = new byte[count];
        for (int i = 0; i < count; i++) {
            bytes[i] = (byte) takeOne();
        }
        return bytes;
    }

    private int takeOne() throws IOException {
        if (!hasMore()) {
            throw new EOFException();
        }
        byte taken = input[next++];
        headerChecksum.update(taken);
        return taken & 0xFF;
    }

    private long number(int bytes) throws IOException {
        long number = 0;
        for (int i = 0; i < bytes; i++) {
            number |= (long) takeOne() << (8 * i);
        }
        return number;
    }

    @Override
    public void close() throws IOException {
        inflater.end();
        file.close();
    }
}
