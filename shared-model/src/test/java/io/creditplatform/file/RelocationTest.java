package io.creditplatform.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Moves within a file system and to another one. */
class RelocationTest {

    private static final FileTime TIME = FileTime.from(Instant.parse("2025-07-08T05:00:00Z"));

    @TempDir
    private Path home;

    private Path from;
    private Path to;
    private Path discarded;

    /** As Java does to another file system. */
    private static void refuse(Path source, Path target) throws AtomicMoveNotSupportedException {
        throw new AtomicMoveNotSupportedException(source.toString(), target.toString(), "Invalid cross-device link");
    }

    @BeforeEach
    void makeFolder() throws IOException {
        from = home.resolve("inbox/today");
        Files.createDirectories(from.resolve("more"));
        Files.writeString(from.resolve("a.csv"), "a");
        Files.writeString(from.resolve("more/b.csv"), "b");
        Files.createSymbolicLink(from.resolve("link"), home);
        Files.setLastModifiedTime(from.resolve("a.csv"), TIME);
        to = Files.createDirectory(home.resolve("archive")).resolve("today");
        discarded = home.resolve("inbox/.discarded");
    }

    @Test
    void renamesWhereItCan() throws IOException {
        new Relocation(discarded).move(from, to);
        assertThat(to.resolve("more/b.csv")).hasContent("b");
        assertThat(from).doesNotExist();
        new Relocation(discarded).move(from, to); // done already
        assertThatThrownBy(() -> new Relocation(discarded).move(from, home.resolve("nowhere")))
                .isInstanceOf(NoSuchFileException.class);
    }

    /** At any moment, what is at either place is all of it, or nothing. */
    @Test
    void copiesToAnotherFileSystem() throws IOException {
        Files.createDirectories(to.resolveSibling(".today.part/left")); // of one that was interrupted
        new Relocation(discarded, RelocationTest::refuse).move(from, to);
        assertThat(to.resolve("a.csv")).hasContent("a");
        assertThat(Files.getLastModifiedTime(to.resolve("a.csv"))).isEqualTo(TIME);
        assertThat(to.resolve("more/b.csv")).hasContent("b");
        assertThat(to.resolve("left")).doesNotExist();
        assertThat(to.resolve("link")).doesNotExist();
        assertThat(home).isDirectory();
        assertThat(from).doesNotExist();
        assertThat(discarded).doesNotExist();
        assertThat(to.resolveSibling(".today.part")).doesNotExist();
    }

    /** The copy was complete, and the original half removed, when all ended. */
    @Test
    void goesOnAfterTheCopy() throws IOException {
        Files.createDirectories(to);
        Files.writeString(to.resolve("a.csv"), "a");
        Files.createDirectories(discarded.resolve("rest"));
        new Relocation(discarded, RelocationTest::refuse).move(from, to);
        assertThat(from).doesNotExist();
        assertThat(discarded).doesNotExist();
        assertThat(to.resolve("more")).doesNotExist(); // it is not copied again
    }
}
