package io.creditplatform.service;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** Makes archives, good and bad ones. */
final class Zips {

    private Zips() {}

    /** A folder with all in it, as people pack it. */
    static void pack(Path folder, Path zip) throws IOException {
        List<Path> files;
        try (Stream<Path> all = Files.list(folder)) {
            files = all.sorted().toList();
        }
        try (ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(zip))) {
            for (Path file : files) {
                out.putNextEntry(new ZipEntry(folder.getFileName() + "/" + file.getFileName()));
                Files.copy(file, out);
            }
        }
    }

    /** Entries of these names, each with the same text. */
    static Path of(Path zip, String text, String... names) throws IOException {
        try (OutputStream file = Files.newOutputStream(zip);
                ZipOutputStream out = new ZipOutputStream(file)) {
            for (String name : names) {
                out.putNextEntry(new ZipEntry(name));
                out.write(text.getBytes(StandardCharsets.UTF_8));
            }
        }
        return zip;
    }

    /** Makes its first entry, as its list has it, something else: of this Unix mode, with these flags. */
    static void change(Path zip, int mode, int flags) throws IOException {
        byte[] bytes = Files.readAllBytes(zip);
        ByteBuffer buffer = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        int at = 0;
        while (buffer.getInt(at) != 0x02014b50) {
            at++;
        }
        buffer.put(at + 5, (byte) 3);
        buffer.putShort(at + 8, (short) (buffer.getShort(at + 8) | flags));
        buffer.putInt(at + 38, mode << 16);
        Files.write(zip, bytes);
    }
}
