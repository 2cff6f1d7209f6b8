package io.creditplatform.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A folder is complete or it is not there. */
class OutputFolderTest {

    @TempDir
    private Path parent;

    private Path target = Path.of("set before each");

    @BeforeEach
    void nameTarget() {
        target = parent.resolve("extract");
    }

    private List<String> files() throws IOException {
        try (Stream<Path> files = Files.walk(parent)) {
            return files.filter(file -> !file.equals(parent))
                    .map(file -> parent.relativize(file).toString())
                    .sorted()
                    .toList();
        }
    }

    private static boolean write(Path target, String name) throws IOException {
        return OutputFolder.at(target).write(unfinished -> {
            Files.writeString(unfinished.resolve(name), "content");
            Files.createDirectory(unfinished.resolve("deep"));
            Files.writeString(unfinished.resolve("deep").resolve(name), "content");
            return true;
        });
    }

    @Test
    void appearsWhenAllOfItIsThere() throws IOException {
        boolean written = OutputFolder.at(target).write(unfinished -> {
            Files.writeString(unfinished.resolve("hens.csv"), "id\n");
            assertThat(target).doesNotExist();
            assertThat(unfinished).hasParent(parent);
            return true;
        });
        assertThat(written).isTrue();
        assertThat(files()).containsExactly("extract", "extract/hens.csv");
    }

    @Test
    void makesTheFoldersAboveIt() throws IOException {
        assertThat(write(parent.resolve("new").resolve("extract"), "a.csv")).isTrue();
        assertThat(files())
                .containsExactly(
                        "new", "new/extract", "new/extract/a.csv", "new/extract/deep", "new/extract/deep/a.csv");
    }

    @Test
    void takesThePlaceOfTheFormerFolder() throws IOException {
        assertThat(write(target, "old.csv")).isTrue();
        assertThat(write(target, "new.csv")).isTrue();
        assertThat(files()).containsExactly("extract", "extract/deep", "extract/deep/new.csv", "extract/new.csv");
    }

    @Test
    void staysOpenToWhomItWas() throws IOException {
        assumeThat(parent.getFileSystem().supportedFileAttributeViews()).contains("posix");
        Files.createDirectory(target);
        for (String rights : List.of("rwxr-x---", "rwx--x--x")) {
            Files.setPosixFilePermissions(target, PosixFilePermissions.fromString(rights));
            assertThat(write(target, "file.csv")).isTrue();
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(target)))
                    .isEqualTo(rights);
        }
    }

    @Test
    void emptyFolderIsThereAgainWhenNothingCameOfIt() throws IOException {
        Files.createDirectory(target);
        assertThat(OutputFolder.at(target).write(unfinished -> false)).isFalse();
        assertThat(files()).containsExactly("extract");
    }

    @Test
    void takesThePlaceOfAnEmptyFolder() throws IOException {
        Files.createDirectory(target);
        assertThat(write(target, "new.csv")).isTrue();
        assertThat(files()).contains("extract/new.csv");
    }

    @Test
    void writesWhereALinkLeads() throws IOException {
        Path real = Files.createDirectory(parent.resolve("real"));
        Path link = Files.createSymbolicLink(target, real);
        assertThat(write(link, "new.csv")).isTrue();
        assertThat(link).isSymbolicLink();
        assertThat(real.resolve("new.csv")).exists();
    }

    @Test
    void stoppingLeavesAllAsItWas() throws IOException {
        write(target, "old.csv");
        List<String> before = files();
        boolean written = OutputFolder.at(target).write(unfinished -> {
            Files.writeString(unfinished.resolve("new.csv"), "half");
            return false;
        });
        assertThat(written).isFalse();
        assertThat(files()).isEqualTo(before);
    }

    @Test
    void failureLeavesAllAsItWas() throws IOException {
        write(target, "old.csv");
        List<String> before = files();
        IOException full = new IOException("No space left on device");
        assertThatExceptionOfType(IOException.class)
                .isThrownBy(() -> OutputFolder.at(target).write(unfinished -> {
                    Files.writeString(unfinished.resolve("new.csv"), "half");
                    throw full;
                }))
                .isSameAs(full);
        assertThat(files()).isEqualTo(before);
    }

    /** What was written cannot take the place of the former folder when it is gone itself. */
    @Test
    void formerFolderComesBackWhereTheNewOneCannotTakeItsPlace() throws IOException {
        write(target, "old.csv");
        List<String> before = files();
        assertThatExceptionOfType(NoSuchFileException.class)
                .isThrownBy(() -> OutputFolder.at(target).write(unfinished -> {
                    Files.delete(unfinished);
                    return true;
                }));
        assertThat(files()).isEqualTo(before);
    }

    @Test
    void findsObstaclesBeforehand() throws IOException {
        assertThat(OutputFolder.findObstacle(target)).isEmpty();
        Files.createDirectory(target);
        assertThat(OutputFolder.findObstacle(target)).isEmpty();
        Path file = Files.writeString(target.resolve("mine.txt"), "mine");
        assertThat(OutputFolder.findObstacle(target))
                .hasValue(target + " is not empty, expected a folder that is empty or not there yet."
                        + " Name another one, or remove it first");
        assertThat(OutputFolder.findObstacle(file))
                .hasValue(file + " is no folder that can be read, expected one that is empty or not there yet");
        Path odd = parent.resolve("a\nb\u001B[2J");
        Files.createDirectories(odd.resolve("c"));
        assertThat(OutputFolder.findObstacle(odd)).hasValueSatisfying(obstacle -> assertThat(obstacle)
                .startsWith(parent + "/a<U+000A>b<U+001B>[2J is not empty, expected"));
    }

    @Test
    void namesFilesBesideIt() throws IOException {
        assertThat(OutputFolder.at(target).beside("planted.csv")).isEqualTo(parent.resolve("extract.planted.csv"));
        assertThat(OutputFolder.at(parent.resolve("other").resolve("..").resolve("extract"))
                        .beside("planted.csv"))
                .isEqualTo(parent.resolve("extract.planted.csv"));
    }
}
