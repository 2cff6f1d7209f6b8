package io.creditplatform.service;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;

/**
 * What the list at the end of a {@code .zip} says of its entries and Java does not tell: which of them are links or encrypted. Only
 * names, kinds and flags are read; the contents are {@link ZipFile}'s.
 */
final class ZipDirectory {

    private static final int END = 0x06054b50;
    private static final int END_SIZE = 22;
    private static final int LOCATOR_64 = 0x07064b50;
    private static final int LOCATOR_64_SIZE = 20;
    private static final int END_64 = 0x06064b50;
    private static final int END_64_SIZE = 56;
    private static final int ENTRY = 0x02014b50;
    private static final int ENTRY_SIZE = 46;
    private static final int MAX_COMMENT = 0xFFFF;
    private static final int MAX_BYTES = 64 << 20;

    private static final int UNIX = 3;
    private static final int KIND = 0170000;
    private static final int LINK = 0120000;
    private static final int FOLDER = 0040000;
    private static final int FILE = 0100000;

    private ZipDirectory() {}

    /** Whether its end is there, which arrives last. */
    static boolean isWhole(Path file) {
        try (ZipFile zip = new ZipFile(file.toFile())) {
            return zip.size() >= 0;
        } catch (IOException e) {
            return false;
        }
    }

    /** Whether it has a file of one of these names, at its top or in the one folder there. */
    static boolean holds(Path file, List<String> names) throws IOException {
        try (ZipFile zip = new ZipFile(file.toFile())) {
            return zip.stream().anyMatch(entry -> {
                String name = entry.getName();
                int slash = name.indexOf('/');
                return names.contains(name) || names.contains(name.substring(slash + 1));
            });
        }
    }

    /** The names of entries that are neither plain files nor folders, or encrypted, each with what it is. */
    static List<String> oddities(Path file) throws IOException {
        try (SeekableByteChannel channel = Files.newByteChannel(file)) {
            ByteBuffer entries = entries(channel);
            List<String> odd = new ArrayList<>();
            while (entries.remaining() >= ENTRY_SIZE && entries.getInt(entries.position()) == ENTRY) {
                int at = entries.position();
                int host = Byte.toUnsignedInt(entries.get(at + 5));
                int flags = Short.toUnsignedInt(entries.getShort(at + 8));
                int kind = entries.getInt(at + 38) >>> 16 & KIND;
                int nameLength = Short.toUnsignedInt(entries.getShort(at + 28));
                int next = ENTRY_SIZE
                        + nameLength
                        + Short.toUnsignedInt(entries.getShort(at + 30))
                        + Short.toUnsignedInt(entries.getShort(at + 32));
                if (next > entries.remaining()) {
                    throw new ZipException("its list of entries ends too early");
                }
                byte[] name = new byte[nameLength];
                entries.get(at + ENTRY_SIZE, name);
                String shown = new String(name, java.nio.charset.StandardCharsets.UTF_8);
                if ((flags & 1) == 1) {
                    odd.add(shown + " is encrypted");
                } else if (host == UNIX && kind == LINK) {
                    odd.add(shown + " is a link");
                } else if (host == UNIX && kind != 0 && kind != FILE && kind != FOLDER) {
                    odd.add(shown + " is no plain file");
                }
                entries.position(at + next);
            }
            return List.copyOf(odd);
        }
    }

    private static ByteBuffer entries(SeekableByteChannel channel) throws IOException {
        long size = channel.size();
        int tail = (int) Math.min(size, END_SIZE + MAX_COMMENT + LOCATOR_64_SIZE);
        ByteBuffer end = read(channel, size - tail, tail);
        for (int at = tail - END_SIZE; at >= 0; at--) {
            if (end.getInt(at) == END) {
                long bytes = Integer.toUnsignedLong(end.getInt(at + 12));
                long begin = Integer.toUnsignedLong(end.getInt(at + 16));
                if (at >= LOCATOR_64_SIZE && end.getInt(at - LOCATOR_64_SIZE) == LOCATOR_64) {
                    ByteBuffer large = read(channel, end.getLong(at - LOCATOR_64_SIZE + 8), END_64_SIZE);
                    if (large.getInt(0) != END_64) {
                        throw new ZipException("its end cannot be read");
                    }
                    bytes = large.getLong(40);
                    begin = large.getLong(48);
                }
                return read(channel, begin, bytes);
            }
        }
        throw new ZipException("it has no end");
    }

    private static ByteBuffer read(SeekableByteChannel channel, long from, long bytes) throws IOException {
        if (from < 0 || bytes < 0 || bytes > MAX_BYTES || from + bytes > channel.size()) {
            throw new ZipException("its end leads to where there is nothing");
        }
        ByteBuffer buffer = ByteBuffer.allocate((int) bytes).order(ByteOrder.LITTLE_ENDIAN);
        channel.position(from);
        while (buffer.hasRemaining()) {
            if (channel.read(buffer) < 0) {
                throw new ZipException("it became shorter while it was read");
            }
        }
        return buffer.flip();
    }
}
