package io.creditplatform.ingest;

/**
 * Whole records of a feed's file, one after the other: what one reader stages by itself. The parts of a file together are the
 * file; their records, with lines and errors, are those that one reader of the whole file finds.
 *
 * @param number counted from 1
 * @param last whether the file ends with it
 * @param offset byte of the file at which it begins
 * @param bytes its size
 * @param line the file's line on which it begins, counted from 1
 * @param sha256 SHA-256 of its bytes, in hexadecimal
 * @param crc32c CRC-32C of its bytes: tells at a hundredth of the cost whether they changed meanwhile
 */
public record FilePart(int number, boolean last, long offset, long bytes, long line, String sha256, long crc32c) {

    /** A file that is not cut. */
    static FilePart whole(long bytes, String sha256, long crc32c) {
        return new FilePart(1, true, 0, bytes, 1, sha256, crc32c);
    }

    /** Whether the file begins with it, and so its header. */
    boolean isFirst() {
        return number == 1;
    }
}
