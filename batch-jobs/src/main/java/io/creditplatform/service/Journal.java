package io.creditplatform.service;

import io.creditplatform.console.Json;
import io.creditplatform.console.WholeFile;
import io.creditplatform.file.OwnedFiles;
import io.creditplatform.text.Visible;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import tools.jackson.core.JacksonException;

/**
 * How far the service is with what lies in the inbox: a file for each delivery that it has begun with and not yet put away. It lies
 * in the inbox itself, so that it is there when the database is not, and goes where the inbox goes.
 */
final class Journal {

    private static final String ENDING = ".json";

    private final Path folder;

    private Journal(Path inbox, String name) {
        this.folder = inbox.resolve(Inbox.OWN).resolve(name);
    }

    /** That of what lies in an inbox. */
    static Journal ofDeliveries(Path inbox) {
        return new Journal(inbox, "deliveries");
    }

    /** That of the other jobs of the service which that inbox belongs to. */
    static Journal ofJobs(Path inbox) {
        return new Journal(inbox, "jobs");
    }

    /** The deliveries that were begun with. */
    List<Entry> open() throws IOException {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(ENDING))
                    .sorted()
                    .map(Journal::read)
                    .toList();
        }
    }

    /** That of this name, if it was begun with. */
    Optional<Entry> of(String name) {
        Path file = file(name);
        return Files.exists(file) ? Optional.of(read(file)) : Optional.empty();
    }

    private static Entry read(Path file) {
        try {
            return Json.MAPPER.readValue(Files.readAllBytes(file), Entry.class);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read " + Visible.of(file), e);
        } catch (JacksonException e) {
            throw new UncheckedIOException(
                    "Cannot read " + Visible.of(file),
                    new IOException("it is not what the service wrote; remove it, and its delivery is loaded anew", e));
        }
    }

    /** Keeps it, so that it is there even after the machine has lost its power. */
    Entry keep(Entry entry) {
        try {
            OwnedFiles.folder(folder);
            Path file = file(entry.name());
            WholeFile.write(file, Json.MAPPER.writeValueAsString(entry));
            try (FileChannel channel = OwnedFiles.channel(file)) {
                channel.force(true);
            }
            return entry;
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot write into " + Visible.of(folder), e);
        }
    }

    /** Forgets one that is put away. */
    void close(Entry entry) throws IOException {
        Files.deleteIfExists(file(entry.name()));
    }

    /** Names of folders may be as long as a file system takes, and of any signs. */
    private Path file(String name) {
        byte[] bytes = name.getBytes(StandardCharsets.UTF_8);
        String readable = name.replaceAll("[^A-Za-z0-9._-]", "_");
        return folder.resolve(readable.substring(0, Math.min(readable.length(), 100)) + "-"
                + HexFormat.of().toHexDigits(java.util.Arrays.hashCode(bytes)) + ENDING);
    }
}
