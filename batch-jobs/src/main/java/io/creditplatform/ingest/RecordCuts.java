package io.creditplatform.ingest;

import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.zip.CRC32C;

/**
 * Finds where a file can be cut into parts, while its bytes pass by to be hashed: only where a reader of the whole file would
 * begin a record. That is told byte by byte, by the rules of {@link RowReader}: quotation marks that pair up hold a record of
 * several lines together; of a record whose marks do not, only the first line goes, and reading goes on at the line after.
 * Which of the two it is, is known at the record's end; until then its bytes are kept.
 *
 * <p>Where that cannot be known cheaply, it does not cut: after the beginning of a very long record, and nowhere at all if so
 * much of the quoting is broken that one reader might give the file up.
 */
final class RecordCuts {

    /** Bytes of a record from which on it might be refused as too long; cells and records may have more characters than this. */
    static final int LONGEST_RECORD = 512 * 1024;

    /** Bytes that may be looked at again; far fewer than those that a {@link RowReader} may read again. */
    private static final long REPEAT_LIMIT = 32L * 1024 * 1024;

    /** How many bytes a reader may have read beyond a record that it gives up, and reads again. */
    private static final int READ_BEYOND = 16 * 1024;

    /** Bytes that may be closing ones; of more, what is the file's end depends on how they are read. */
    private static final int MAX_CLOSING = 4096;

    private enum Place {
        CELL_START,
        UNQUOTED,
        QUOTED,
        AFTER_QUOTE,
        /** In the first line of a record whose quotation marks do not pair up. */
        BROKEN
    }

    private final long partBytes;
    private final List<FilePart> parts = new ArrayList<>();

    /** The bytes from the one of the file at {@code base} to {@code base + end}; those before {@code at} have been looked at. */
    private byte[] window = new byte[0];

    private long base;
    private int at;
    private int end;

    private Place place = Place.CELL_START;
    private long recordStart;
    private long recordLine = 1;
    private long line = 1;
    private boolean afterCr;

    /** Where the second line of the record begins; behind the record's start only if it has one. */
    private long secondLine;

    private int markBytes;
    private boolean headerPassed;
    private boolean letterSeen;
    private boolean stopped;
    private boolean hopeless;
    private long repeated;

    private long partStart;
    private long partLine = 1;
    private MessageDigest sha256 = ExtractFile.newSha256();
    private CRC32C crc32c = new CRC32C();
    private long digested;

    /** Where the blanks, line ends and Ctrl-Zs begin with which the bytes so far end. */
    private long closingStart;

    /** @param partBytes bytes that a part has at least, but for the last one */
    RecordCuts(long partBytes) {
        this.partBytes = partBytes;
    }

    /** Takes the next bytes of the file. */
    void take(byte[] bytes, int count) {
        if (window.length - end < count) {
            window = Arrays.copyOf(window, Math.max(2 * window.length, end + count));
        }
        System.arraycopy(bytes, 0, window, end, count);
        for (int i = count - 1; i >= 0; i--) {
            if (!TextBytes.isClosing(bytes[i])) {
                closingStart = base + end + i + 1;
                break;
            }
        }
        end += count;
        scan();
        forget();
    }

    /** The parts of the file, once all of it has been taken. */
    List<FilePart> finish() {
        while (place == Place.QUOTED && !stopped) {
            giveUpRecord();
            scan();
        }
        List<FilePart> found = new ArrayList<>(parts);
        long size = base + end;
        boolean oneAlone = hopeless || size - closingStart > MAX_CLOSING;
        if (oneAlone || found.isEmpty()) {
            return List.of();
        }
        digestTo(size);
        found.add(part(true, size));
        return List.copyOf(found);
    }

    private void scan() {
        while (at < end && !stopped) {
            step(window[at]);
        }
        if (stopped) {
            at = end;
        }
    }

    private void step(byte b) {
        long offset = base + at;
        if (afterCr) {
            afterCr = false;
            if (b == '\n') { // belongs to the break before
                at++;
                if (place == Place.QUOTED) {
                    secondLine = secondLine == offset ? offset + 1 : secondLine;
                } else {
                    beginRecord(offset + 1);
                }
                return;
            }
        }
        if (passByteOrderMark(b, offset)) {
            return;
        }
        if (offset == recordStart) {
            cutBefore(b);
        } else if (offset - recordStart > LONGEST_RECORD) {
            stopped = true;
            return;
        }
        at++;
        letterSeen |= (b >= 'a' && b <= 'z') || (b >= 'A' && b <= 'Z');
        boolean lineEnd = b == '\n' || b == '\r';
        if (lineEnd) {
            line++;
            afterCr = b == '\r';
        }
        switch (place) {
            case QUOTED -> {
                if (b == '"') {
                    place = Place.AFTER_QUOTE;
                } else if (lineEnd && secondLine == recordStart) {
                    secondLine = offset + 1;
                }
            }
            case BROKEN -> {
                if (lineEnd) {
                    beginRecord(offset + 1);
                }
            }
            default -> unquoted(b, lineEnd, offset);
        }
    }

    private boolean passByteOrderMark(byte b, long offset) {
        if (offset != markBytes || offset == TextBytes.BYTE_ORDER_MARK.length) {
            return false;
        } else if (b == TextBytes.BYTE_ORDER_MARK[markBytes]) {
            markBytes++;
            at++;
            return true;
        }
        place = markBytes > 0 ? Place.UNQUOTED : place; // a piece of a mark is text, if no good one
        return false;
    }

    private void unquoted(byte b, boolean lineEnd, long offset) {
        if (lineEnd) {
            beginRecord(offset + 1);
        } else if (b == ',') {
            place = Place.CELL_START;
        } else if (b == '"' && place != Place.UNQUOTED) {
            place = Place.QUOTED;
        } else if (place == Place.AFTER_QUOTE) {
            giveUpRecord();
        } else {
            place = Place.UNQUOTED;
        }
    }

    private void beginRecord(long offset) {
        headerPassed |= letterSeen; // blank lines may come before it, but it has letters
        place = Place.CELL_START;
        recordStart = offset;
        recordLine = line;
        secondLine = offset;
    }

    /** Goes back to the end of the record's first line. */
    private void giveUpRecord() {
        if (secondLine == recordStart) {
            place = Place.BROKEN; // still in it
            repeated += READ_BEYOND;
        } else {
            repeated += base + at - secondLine + READ_BEYOND;
            at = (int) (secondLine - base);
            line = recordLine + 1;
            afterCr = false;
            beginRecord(secondLine);
        }
        hopeless |= repeated > REPEAT_LIMIT;
        stopped |= hopeless;
    }

    /** What may turn out to be the file's closing blanks stays with the record before, so that there is one reader to see it. */
    private void cutBefore(byte first) {
        if (headerPassed && !TextBytes.isClosing(first) && recordStart - partStart >= partBytes) {
            digestTo(recordStart);
            parts.add(part(false, recordStart));
            partStart = recordStart;
            partLine = recordLine;
            sha256 = ExtractFile.newSha256();
            crc32c = new CRC32C();
        }
    }

    private FilePart part(boolean last, long stop) {
        return new FilePart(
                parts.size() + 1,
                last,
                partStart,
                stop - partStart,
                partLine,
                HexFormat.of().formatHex(sha256.digest()),
                crc32c.getValue());
    }

    private void digestTo(long offset) {
        int from = (int) (digested - base);
        int length = (int) (offset - digested);
        sha256.update(window, from, length);
        crc32c.update(window, from, length);
        digested = offset;
    }

    /** Keeps only what may have to be looked at again. */
    private void forget() {
        boolean keep = secondLine > recordStart && !stopped;
        long from = keep ? secondLine : base + at;
        digestTo(from);
        int gone = (int) (from - base);
        System.arraycopy(window, gone, window, 0, end - gone);
        base = from;
        at -= gone;
        end -= gone;
    }
}
