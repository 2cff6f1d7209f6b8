package io.creditplatform.ingest;

import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * The text of a CSV file on its way to the parser. It remembers the text since the start of the record being read, so that
 * a refused record can be quarantined as the file has it and reading can go on at the line after broken quoting. Bytes that
 * are not UTF-8 become {@link #MALFORMED}, so that exactly the records that hold them are refused.
 */
final class SourceText extends Reader {

    /** Stands for bytes that are not UTF-8: a lone surrogate, which no UTF-8 text decodes to. */
    private static final char MALFORMED = '\uDC80';

    private static final int BYTES = 64 * 1024;

    /** A record of more characters is refused; also bounds the memory that one needs. */
    static final int MAX_RECORD = 4 * 1024 * 1024;

    private final InputStream source;
    private final Source again;
    private final CharsetDecoder decoder = StandardCharsets.UTF_8
            .newDecoder()
            .onMalformedInput(CodingErrorAction.REPORT)
            .onUnmappableCharacter(CodingErrorAction.REPORT);
    private final ByteBuffer bytes = ByteBuffer.allocate(BYTES).flip();
    private boolean sourceEnded;
    private boolean bytesWanted = true;
    private boolean malformed;

    /** The remembered text is {@code window[start, end)}; the parser has been given all of it before {@code served}. */
    private char[] window = new char[2 * BYTES];

    private int start;
    private int served;
    private int end;
    private long position;
    private long repeated;
    private long bytesRead;

    /** The line that begins at {@code start}, and the line on which the record being read begins. */
    private long startLine;

    private long keepLine;

    /** Whether {@code start} follows a CR that was the last character known, so that an LF may still belong to it. */
    private boolean startFollowsCr;

    /**
     * @param source the bytes of the text
     * @param again opens the same bytes once more, to look ahead
     */
    SourceText(InputStream source, Source again) {
        this(source, again, 1);
    }

    /** @param firstLine the line that the text begins with */
    SourceText(InputStream source, Source again, long firstLine) {
        this.source = source;
        this.again = again;
        this.startLine = firstLine;
        this.keepLine = firstLine;
    }

    /** Bytes that can be read from their first one as often as they are wanted. */
    @FunctionalInterface
    interface Source {

        InputStream open() throws IOException;
    }

    /** Says that a record begins on this line; text before it need not be remembered any longer. */
    void keepFrom(long line) {
        keepLine = line;
    }

    /** How many characters have been handed to the parser. */
    long position() {
        return position;
    }

    /** How many characters have been handed to a parser again, since the one before it met broken quoting. */
    long repeated() {
        return repeated;
    }

    /** Whether bytes that are not UTF-8 have been met. */
    boolean isMalformed() {
        return malformed;
    }

    /** Whether a piece of text holds bytes that were not UTF-8. */
    static boolean holdsMalformed(char[] text, int offset, int length) {
        for (int i = offset; i < offset + length; i++) {
            if (text[i] == MALFORMED && (i == offset || !Character.isHighSurrogate(text[i - 1]))) {
                return true;
            }
        }
        return false;
    }

    /** Makes sure that a line is known to its end, or as many characters of it as will be asked for. */
    void know(long line, int limit) throws IOException {
        dropUpTo(line);
        boolean more = true;
        while (more && end - start < limit && endOfLine(start) == end) {
            more = fill();
        }
    }

    /**
     * The remembered text of some lines, without the last line's end, for the quarantine.
     *
     * @param line first line, which must not lie before the one kept from
     * @param breaks how many line breaks lie within the text
     * @param limit characters to give at most
     */
    String lines(long line, int breaks, int limit) {
        dropUpTo(line);
        int from = start;
        int to = endOfLine(from);
        for (int i = 0; i < breaks && to < end; i++) {
            to = endOfLine(afterBreak(to));
        }
        return Storable.of(new String(window, from, Math.min(to - from, limit)));
    }

    /**
     * Follows the record that begins on a line to its end, however far away that is. The window is left as it is, but for
     * what is appended: beyond {@link #MAX_RECORD} characters the source is opened once more to look ahead, since it is not
     * known yet whether reading goes on after this record or, its quotation marks being broken, within it.
     */
    RecordScan scan(long line) throws IOException {
        dropUpTo(line);
        RecordScan scan = new RecordScan();
        int taken = 0;
        boolean more = true;
        while (more) {
            for (; taken < end - start; taken++) {
                if (!scan.take(window[start + taken])) {
                    return scan;
                }
            }
            if (taken > MAX_RECORD) {
                lookAhead(scan);
                return scan;
            }
            more = fill();
        }
        return scan;
    }

    private void lookAhead(RecordScan scan) throws IOException {
        byte[] buffer = new byte[BYTES];
        try (InputStream ahead = again.open()) {
            ahead.skipNBytes(bytesRead - bytes.remaining());
            for (int count = ahead.read(buffer); count >= 0; count = ahead.read(buffer)) {
                for (int i = 0; i < count; i++) {
                    if (!scan.take(buffer[i])) {
                        return;
                    }
                }
            }
        }
    }

    /** Makes the parser's next character the first one of the line after the given one. */
    void resumeAfter(long line) throws IOException {
        dropUpTo(line);
        int servedOfRest = served - start;
        served = start;
        long length = 0;
        int lineEnd = endOfLine(start);
        boolean more = true;
        while (more && lineEnd == end) {
            if (end - start > MAX_RECORD) {
                length += end - start;
                start = end; // of so long a line only the end is still of interest
                served = end;
            }
            int known = end - start;
            more = fill();
            lineEnd = endOfLine(start + known);
        }
        length += lineEnd - start;
        start = lineEnd == end ? end : afterBreak(lineEnd);
        served = start;
        if (startFollowsCr && fill()) {
            served = start; // a new parser must not take the LF of a CRLF for a blank line
        }
        startLine = line + 1;
        keepLine = startLine;
        repeated += Math.max(0, servedOfRest - length - 1);
    }

    @Override
    public int read(char[] target, int offset, int length) throws IOException {
        while (served >= end) {
            dropUpTo(keepLine);
            if (end - start > MAX_RECORD) {
                throw new RecordTooLongException();
            }
            if (!fill()) {
                return -1;
            }
        }
        int count = Math.min(length, end - served);
        System.arraycopy(window, served, target, offset, count);
        served += count;
        position += count;
        return count;
    }

    /** A single record is longer than the reader takes. */
    static final class RecordTooLongException extends IOException {

        private static final long serialVersionUID = 1L;
    }

    @Override
    public void close() throws IOException {
        source.close();
    }

    /** Forgets the lines before the given one, as far as the parser has them. */
    private void dropUpTo(long line) {
        while (startLine < line) {
            int lineEnd = endOfLine(start);
            if (lineEnd >= served) {
                return;
            }
            start = afterBreak(lineEnd);
            startLine++;
        }
    }

    private int endOfLine(int from) {
        int i = from;
        while (i < end && window[i] != '\n' && window[i] != '\r') {
            i++;
        }
        return i;
    }

    private int afterBreak(int lineEnd) {
        int next = lineEnd + 1;
        startFollowsCr = window[lineEnd] == '\r' && next == end;
        return window[lineEnd] == '\r' && next < end && window[next] == '\n' ? next + 1 : next;
    }

    /** Appends more text; false where there is none. */
    private boolean fill() throws IOException {
        int base = Math.min(start, served);
        System.arraycopy(window, base, window, 0, end - base);
        start -= base;
        served -= base;
        end -= base;
        if (window.length - end < BYTES) {
            window = Arrays.copyOf(window, window.length * 2);
        }
        int before = end;
        while ((end == before || !bytesWanted) && !(sourceEnded && !bytes.hasRemaining())) {
            decode();
        }
        if (startFollowsCr && before < end) {
            start += window[before] == '\n' ? 1 : 0;
            startFollowsCr = false;
        }
        return before < end;
    }

    private void decode() throws IOException {
        if (bytesWanted && !sourceEnded) {
            bytes.compact();
            int count = source.read(bytes.array(), bytes.position(), bytes.remaining());
            sourceEnded = count < 0;
            bytesRead += Math.max(count, 0);
            bytes.position(bytes.position() + Math.max(count, 0)).flip();
        }
        CharBuffer target = CharBuffer.wrap(window, end, window.length - end);
        CoderResult result = decoder.decode(bytes, target, sourceEnded);
        end = target.position();
        bytesWanted = result.isUnderflow();
        if (result.isError()) {
            malformed = true;
            window[end++] = MALFORMED;
            bytes.position(bytes.position() + result.length());
        }
    }
}
