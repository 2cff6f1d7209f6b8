package io.creditplatform.service;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** How it stands with the inbox and the folders beside it, as it is seen at a glance. */
final class InboxState {

    private final ServiceSettings.Inbox settings;
    private final Inbox inbox;

    InboxState(ServiceSettings.Inbox settings) {
        this.settings = settings;
        this.inbox = new Inbox(settings, stranger -> {});
    }

    /** Why extracts cannot be taken from it; empty if they can. */
    Optional<String> obstacle() {
        Path folder = settings.folder();
        if (!Files.isDirectory(folder)) {
            return Optional.of("The inbox is not there");
        }
        return Files.isReadable(folder) && Files.isWritable(folder)
                ? Optional.empty()
                : Optional.of("The inbox may not be read and written to");
    }

    /** How many complete extracts wait in it; empty if it cannot be looked at. */
    Optional<Integer> waiting(Instant now) {
        return found(now).map(found -> found.complete().size());
    }

    /** What is in it; empty if it cannot be looked at. */
    Optional<Inbox.Found> found(Instant now) {
        try {
            return Optional.of(inbox.look(now));
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /** How many bytes there is room for, where each folder is, or would be; without those that cannot be told. */
    Map<String, Long> room() {
        Map<String, Long> room = new TreeMap<>();
        Map.of("inbox", settings.folder(), "archive", settings.archive(), "failed", settings.failed())
                .forEach((name, folder) -> {
                    try {
                        room.put(name, Files.getFileStore(there(folder)).getUsableSpace());
                    } catch (IOException e) {
                        // An inbox that is away; its own health says so.
                    }
                });
        return room;
    }

    private static Path there(Path folder) {
        Path path = folder.toAbsolutePath().normalize();
        while (!Files.exists(path) && path.getParent() != null) {
            path = path.getParent();
        }
        return path;
    }
}
