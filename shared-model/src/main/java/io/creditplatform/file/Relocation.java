package io.creditplatform.file;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;

/**
 * Moves files and folders so that they are whole wherever they are seen: by renaming, and to another file system by copying beside the
 * new place, renaming the copy, and only then removing the original. One that was interrupted is done again from its beginning.
 */
public final class Relocation {

    private final Path discarded;
    private final Renaming renaming;

    /** Gives a file or folder another name at once, or not at all. */
    @FunctionalInterface
    interface Renaming {

        void rename(Path from, Path to) throws IOException;
    }

    /** @param discarded a name, of nothing else, on the file system of what is moved: what was copied from there gets it until it is removed */
    public Relocation(Path discarded) {
        this(discarded, (from, to) -> Files.move(from, to, StandardCopyOption.ATOMIC_MOVE));
    }

    Relocation(Path discarded, Renaming renaming) {
        this.discarded = discarded;
        this.renaming = renaming;
    }

    /**
     * Moves something to a place that was free when this was first tried: what is there now is a copy that was completed then.
     *
     * @throws NoSuchFileException if it is at neither place
     */
    public void move(Path from, Path to) throws IOException {
        remove(discarded);
        boolean there = Files.exists(to, LinkOption.NOFOLLOW_LINKS);
        if (!Files.exists(from, LinkOption.NOFOLLOW_LINKS)) {
            if (!there) {
                throw new NoSuchFileException(from.toString());
            }
            return;
        }
        if (!there) {
            try {
                renaming.rename(from, to);
                return;
            } catch (AtomicMoveNotSupportedException e) {
                copy(from, to);
            }
        }
        // Not removed in its place, where half of it could be taken for something new.
        Files.move(from, discarded, StandardCopyOption.ATOMIC_MOVE);
        remove(discarded);
    }

    private static void copy(Path from, Path to) throws IOException {
        Path part = to.resolveSibling("." + to.getFileName() + ".part");
        remove(part);
        try {
            Files.walkFileTree(from, new Copying(from, part));
        } catch (IOException e) {
            remove(part);
            throw e;
        }
        Files.move(part, to, StandardCopyOption.ATOMIC_MOVE);
    }

    /** Removes a file, or a folder with all that is in it, if it is there. Links are removed, not what they lead to. */
    public static void remove(Path path) throws IOException {
        if (!Files.exists(path, LinkOption.NOFOLLOW_LINKS)) {
            return;
        }
        Files.walkFileTree(path, new SimpleFileVisitor<>() {

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Files.delete(file);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path folder, IOException failure) throws IOException {
                if (failure != null) {
                    throw failure;
                }
                Files.delete(folder);
                return FileVisitResult.CONTINUE;
            }
        });
    }

    /** Copies files and folders with their times. Links are left out: nothing of what they lead to has been moved. */
    private static final class Copying extends SimpleFileVisitor<Path> {

        private final Path from;
        private final Path to;

        Copying(Path from, Path to) {
            this.from = from;
            this.to = to;
        }

        @Override
        public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) throws IOException {
            OwnedFiles.folder(place(folder));
            return FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
            if (attributes.isRegularFile()) {
                try (InputStream content = Files.newInputStream(file);
                        OutputStream copy = OwnedFiles.stream(place(file))) {
                    content.transferTo(copy);
                }
                Files.setLastModifiedTime(place(file), attributes.lastModifiedTime());
            }
            return FileVisitResult.CONTINUE;
        }

        private Path place(Path original) {
            return to.resolve(from.relativize(original).toString());
        }
    }
}
