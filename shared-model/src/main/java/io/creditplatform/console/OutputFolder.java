package io.creditplatform.console;

import io.creditplatform.file.OwnedFiles;
import io.creditplatform.file.SpecialFile;
import io.creditplatform.text.Visible;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/** A folder that a command writes: it appears when all of it is there, or not at all. */
public final class OutputFolder {

    private final Path folder;

    private OutputFolder(Path folder) {
        this.folder = folder;
    }

    /** Fills a folder. */
    @FunctionalInterface
    public interface Filling {

        /** Writes files into it; returns whether it came to the end, and was not stopped. */
        boolean into(Path folder) throws IOException;
    }

    /** The folder that bears this name, or will. */
    public static OutputFolder at(Path target) throws IOException {
        return new OutputFolder(
                Files.exists(target)
                        ? target.toRealPath()
                        : target.toAbsolutePath().normalize());
    }

    /** Why a folder could not be made there, for those who would rather know before than after. */
    public static Optional<String> findObstacle(Path target) {
        if (!Files.exists(target)) {
            return Optional.empty();
        }
        Optional<String> kind = SpecialFile.kind(target);
        if (kind.isPresent()) { // to list it would be to open it
            return Optional.of(
                    Visible.of(target) + " is " + kind.get() + ", expected a folder that is empty or not there yet");
        }
        try (Stream<Path> files = Files.list(target)) {
            return files.findAny().isEmpty()
                    ? Optional.empty()
                    : Optional.of(
                            Visible.of(target)
                                    + " is not empty, expected a folder that is empty or not there yet. Name another one, or remove it first");
        } catch (IOException e) {
            return Optional.of(
                    Visible.of(target) + " is no folder that can be read, expected one that is empty or not there yet");
        }
    }

    /**
     * Writes the folder. One that is there already stays until the new one is complete, and then gives way to it.
     *
     * @return whether it is written; otherwise all is as it was
     * @throws IOException if it could not be written; all is as it was
     */
    public boolean write(Filling filling) throws IOException {
        OwnedFiles.folder(Objects.requireNonNull(folder.getParent()));
        try (Unfinished unfinished = Unfinished.of(folder)) {
            return write(filling, unfinished.part(), unfinished.former());
        }
    }

    private boolean write(Filling filling, Path unfinished, Path former) throws IOException {
        try {
            if (Files.exists(folder) && findObstacle(folder).isEmpty()) {
                Files.move(folder, former); // now, since the root of a file system cannot be replaced
            }
            OwnedFiles.folder(unfinished);
            if (!filling.into(unfinished)) {
                return false;
            }
            Path open = Files.exists(folder) ? folder : former;
            if (Files.exists(open)) {
                OwnedFiles.handOver(open, unfinished);
            }
            if (Files.exists(folder)) {
                Files.move(folder, former);
            }
            Files.move(unfinished, folder);
            return true;
        } finally {
            if (Files.exists(former) && !Files.exists(folder)) {
                Files.move(former, folder);
            }
        }
    }

    /** A file next to the folder that bears its name and an ending. */
    public Path beside(String ending) {
        return folder.resolveSibling(folder.getFileName() + "." + ending);
    }
}
