package io.creditplatform.ingest;

import io.creditplatform.feed.FeedDefinition;
import io.creditplatform.text.Visible;
import java.io.EOFException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.zip.CRC32C;
import java.util.zip.CheckedInputStream;

/**
 * One feed's file in an extract.
 *
 * @param path the file, which may be compressed with gzip
 * @param sha256 SHA-256 of the file's bytes, in hexadecimal: what makes two files the same
 * @param crc32c CRC-32C of the file's bytes: tells at a hundredth of the cost whether the file changed meanwhile
 * @param bytes size of the file
 * @param opening how it is opened
 * @param parts what can be staged apart; at least one
 */
public record ExtractFile(
        FeedDefinition feed,
        Path path,
        String sha256,
        long crc32c,
        long bytes,
        PlainFile.Opening opening,
        List<FilePart> parts) {

    /** Says that a file is to be one part. */
    public static final long UNCUT = 0;

    static final String COMPRESSED = ".gz";
    private static final int BUFFER = 64 * 1024;

    /** The file's name without its folder. */
    public String name() {
        return String.valueOf(path.getFileName());
    }

    /** Whether the file is compressed with gzip, by its name. */
    boolean isCompressed() {
        return isCompressed(path);
    }

    private static boolean isCompressed(Path path) {
        return path.toString().endsWith(COMPRESSED);
    }

    /** Reads a whole file for its size and its digests. */
    static ExtractFile of(FeedDefinition feed, Path path) {
        return of(feed, path, UNCUT, PlainFile.Opening.PLAIN, () -> false);
    }

    /**
     * Reads a whole file for its size, its digests, and where it can be cut.
     *
     * @param partBytes bytes that a part shall have at least; {@link #UNCUT} for one part
     * @throws StoppedException if a stop is requested meanwhile
     */
    static ExtractFile of(
            FeedDefinition feed, Path path, long partBytes, PlainFile.Opening opening, BooleanSupplier stopRequested) {
        RecordCuts cuts = partBytes == UNCUT || isCompressed(path) ? null : new RecordCuts(partBytes);
        MessageDigest sha256 = newSha256();
        CRC32C crc32c = new CRC32C();
        byte[] buffer = new byte[BUFFER];
        long bytes = 0;
        try (InputStream file = opening.open(path)) {
            for (int count = file.read(buffer); count >= 0; count = file.read(buffer)) {
                sha256.update(buffer, 0, count);
                crc32c.update(buffer, 0, count);
                bytes += count;
                if (cuts != null) {
                    cuts.take(buffer, count);
                }
                if (stopRequested.getAsBoolean()) {
                    throw new StoppedException();
                }
            }
            String digest = HexFormat.of().formatHex(sha256.digest());
            List<FilePart> parts = cuts == null ? List.of() : cuts.finish();
            return new ExtractFile(
                    feed,
                    path,
                    digest,
                    crc32c.getValue(),
                    bytes,
                    opening,
                    parts.isEmpty() ? List.of(FilePart.whole(bytes, digest, crc32c.getValue())) : parts);
        } catch (IOException e) {
            throw PlainFile.unreadable(path, e);
        }
    }

    /** The same file cut in another way. */
    ExtractFile cut(List<FilePart> into) {
        return new ExtractFile(feed, path, sha256, crc32c, bytes, opening, into);
    }

    /** The file as one part, however it was cut. */
    FilePart whole() {
        return FilePart.whole(bytes, sha256, crc32c);
    }

    /**
     * Makes sure that a part is here what it was where it was cut off.
     *
     * @throws ExtractException if it is not, or cannot be read
     */
    void require(FilePart part) {
        MessageDigest found = newSha256();
        byte[] buffer = new byte[BUFFER];
        try (InputStream raw = bytesOf(part)) {
            for (int count = raw.read(buffer); count >= 0; count = raw.read(buffer)) {
                found.update(buffer, 0, count);
            }
        } catch (IOException e) {
            throw PlainFile.unreadable(path, e);
        }
        if (!HexFormat.of().formatHex(found.digest()).equals(part.sha256())) {
            throw ExtractException.unfit(
                    Visible.of(path)
                            + " is not the file that is being loaded: its digest differs. Have the worker see the same folder.");
        }
    }

    Content open(FilePart part) throws IOException {
        return new Content(path, new RawBytes(bytesOf(part)));
    }

    /** The same bytes without a checksum; a file that is not compressed can be skipped in at no cost. */
    InputStream openAgain(FilePart part) throws IOException {
        return Content.decompressed(path, bytesOf(part));
    }

    /** Of the last part, all that there is: a file that grows has changed. */
    private InputStream bytesOf(FilePart part) throws IOException {
        InputStream file = opening.open(path);
        try {
            file.skipNBytes(part.offset());
            return part.last() ? file : new Range(file, part.bytes());
        } catch (EOFException e) {
            return file; // too short, which the checksum tells
        } catch (IOException | RuntimeException e) {
            file.close();
            throw e;
        }
    }

    /** No more than so many bytes. */
    private static final class Range extends FilterInputStream {

        private long left;

        Range(InputStream file, long bytes) {
            super(file);
            left = bytes;
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
        }

        @Override
        public int read(byte[] buffer, int offset, int length) throws IOException {
            if (left == 0 && length > 0) {
                return -1;
            }
            int count = in.read(buffer, offset, (int) Math.min(length, left));
            left -= Math.max(count, 0);
            return count;
        }

        @Override
        public long skip(long count) throws IOException {
            long skipped = in.skip(Math.min(count, left));
            left -= skipped;
            return skipped;
        }
    }

    /** The bytes of a file as they are read, decompressed, while the file's checksum is taken and its bytes are counted. */
    static final class Content extends FilterInputStream {

        private final RawBytes file;

        private Content(Path path, RawBytes file) throws IOException {
            super(decompressed(path, file));
            this.file = file;
        }

        private static InputStream decompressed(Path path, InputStream file) throws IOException {
            if (!isCompressed(path)) {
                return file;
            }
            return new GzipMembers(file);
        }

        /** Reads the file itself to its end, so that its checksum is complete. */
        void drain() throws IOException {
            byte[] buffer = new byte[BUFFER];
            int count = 0;
            while (count >= 0) {
                count = file.read(buffer, 0, BUFFER);
            }
        }

        long crc32c() {
            return file.getChecksum().getValue();
        }

        /** Bytes of the file itself that have been read so far. */
        long bytesRead() {
            return file.count;
        }
    }

    private static final class RawBytes extends CheckedInputStream {

        private long count;

        RawBytes(InputStream stream) {
            super(stream, new CRC32C());
        }

        @Override
        public int read() throws IOException {
            int read = super.read();
            count += read >= 0 ? 1 : 0;
            return read;
        }

        @Override
        public int read(byte[] buffer, int offset, int length) throws IOException {
            int read = super.read(buffer, offset, length);
            count += Math.max(read, 0);
            return read;
        }
    }

    static MessageDigest newSha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }
}
