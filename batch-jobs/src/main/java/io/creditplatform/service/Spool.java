package io.creditplatform.service;

import io.creditplatform.console.Json;
import io.creditplatform.console.WholeFile;
import io.creditplatform.file.OwnedFiles;
import io.creditplatform.text.Visible;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.core.JacksonException;

/**
 * Keeps what happens until it is in the database: a file for each event, in the inbox, where it is kept when the database is away,
 * too; where it is the inbox that is away, or its disk is full, in memory. The thread that works puts events there, and another takes
 * them.
 */
final class Spool implements Listener {

    private static final Logger LOG = LoggerFactory.getLogger(Spool.class);
    private static final String ENDING = ".json";

    private final Path inbox;
    private final Path folder;
    private final Queue<Event> homeless = new ConcurrentLinkedQueue<>();

    Spool(Path inbox) {
        this.inbox = inbox;
        this.folder = inbox.resolve(Inbox.OWN).resolve("events");
    }

    /** Keeps it, so that it is there even after the machine has lost its power. */
    @Override
    public void hear(Event event) {
        try {
            // An inbox that is not there must not come into being by this.
            if (Files.isDirectory(inbox)) {
                OwnedFiles.folder(folder);
                Path file = file(event);
                WholeFile.write(file, Json.MAPPER.writeValueAsString(event));
                try (FileChannel channel = OwnedFiles.channel(file)) {
                    channel.force(true);
                }
                return;
            }
        } catch (IOException | UncheckedIOException e) {
            LOG.warn("Cannot write into {}; what happened is kept in memory", Visible.of(folder), e);
        }
        homeless.add(event);
    }

    /** What is kept, in the order in which it happened. */
    List<Event> waiting() {
        List<Event> events = new ArrayList<>(homeless);
        if (Files.isDirectory(folder)) {
            try (Stream<Path> files = Files.list(folder)) {
                for (Path file :
                        files.filter(path -> path.toString().endsWith(ENDING)).toList()) {
                    read(file, events);
                }
            } catch (IOException | UncheckedIOException e) {
                LOG.debug("Cannot read {}", Visible.of(folder), e); // the service says so itself if the inbox is away
            }
        }
        events.sort(Comparator.comparing(Event::happenedAt));
        return events;
    }

    private static void read(Path file, List<Event> events) throws IOException {
        try {
            events.add(Json.MAPPER.readValue(Files.readAllBytes(file), Event.class));
        } catch (NoSuchFileException e) {
            // An inbox that is taken away under it.
        } catch (JacksonException e) {
            LOG.warn("{} is not what the service wrote, and is not told", Visible.of(file));
            Files.deleteIfExists(file);
        }
    }

    /** Forgets one that is in the database. */
    void forget(Event event) throws IOException {
        homeless.remove(event);
        Files.deleteIfExists(file(event));
    }

    private Path file(Event event) {
        return folder.resolve(MessageFormat.id(event) + ENDING);
    }
}
