package io.creditplatform.database.sqlite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.creditplatform.database.DatabaseException;
import io.creditplatform.database.LoadLock;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One database file is locked once, whatever it is called. */
class FileLockTest {

    @TempDir
    private Path folder;

    private Path file;

    @BeforeEach
    void makeFile() throws IOException {
        file = Files.createFile(folder.resolve("credit.db"));
    }

    /** Tries to lock, as another process would, and says whether it could. */
    static final class Other {

        private Other() {}

        public static void main(String[] arguments) throws IOException {
            try (FileChannel channel = FileChannel.open(Path.of(arguments[0]), StandardOpenOption.WRITE)) {
                System.exit(channel.tryLock() == null ? 4 : 0);
            }
        }
    }

    private static boolean isFreeForOthers(Path lockFile) throws IOException, InterruptedException {
        Process other = new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        Other.class.getName(),
                        lockFile.toString()))
                .inheritIO()
                .start();
        int exitCode = other.waitFor();
        assertThat(exitCode).isIn(0, 4);
        return exitCode == 0;
    }

    @Test
    void staysLockedForOthersWhenSecondAttemptInProcessFails() throws IOException, InterruptedException {
        Path lockFile = folder.resolve("credit.db.lock");
        try (LoadLock first = FileLock.on(file).orElseThrow()) {
            assertThat(first).isNotNull();
            assertThat(FileLock.on(file)).isEmpty();
            assertThat(FileLock.on(file)).as("still").isEmpty();
            assertThat(isFreeForOthers(lockFile)).isFalse();
        }
        assertThat(lockFile).exists();
        assertThat(isFreeForOthers(lockFile)).isTrue();
        Optional<LoadLock> second = FileLock.on(file);
        assertThat(second).isPresent();
        second.orElseThrow().close();
    }

    @Test
    void knowsFileByEachOfItsNames() throws IOException {
        Path elsewhere = Files.createDirectory(folder.resolve("elsewhere"));
        Path link = Files.createSymbolicLink(elsewhere.resolve("link.db"), file);
        Path linkedFolder = Files.createSymbolicLink(folder.resolve("linked"), folder);
        Path hardLink = Files.createLink(elsewhere.resolve("hard.db"), file);
        List<Path> names = List.of(file, link, linkedFolder.resolve("credit.db"), hardLink);
        for (Path held : names) {
            try (LoadLock first = FileLock.on(held).orElseThrow()) {
                assertThat(first).isNotNull();
                for (Path tried : names) {
                    assertThat(FileLock.on(tried)).as(held + " and " + tried).isEmpty();
                }
            }
        }
        assertThat(elsewhere.resolve("link.db.lock"))
                .as("beside what a link leads to")
                .doesNotExist();
    }

    @Test
    void holdsWhenLockFileIsRemoved() throws IOException {
        try (LoadLock first = FileLock.on(file).orElseThrow()) {
            assertThat(first).isNotNull();
            Files.delete(folder.resolve("credit.db.lock"));
            assertThat(FileLock.on(file)).isEmpty();
        }
    }

    @Test
    void locksFilesApart() throws IOException {
        try (LoadLock first = FileLock.on(file).orElseThrow();
                LoadLock second = FileLock.on(Files.createFile(folder.resolve("other.db")))
                        .orElseThrow()) {
            assertThat(first).isNotSameAs(second);
        }
    }

    @Test
    void respectsLockTakenByOtherMeans() throws IOException {
        Path lockFile = folder.resolve("credit.db.lock");
        try (FileChannel channel = FileChannel.open(lockFile, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            assertThat(channel.lock().isValid()).isTrue();
            assertThat(FileLock.on(file)).isEmpty();
        }
        FileLock.on(file).orElseThrow().close();
    }

    @Test
    void saysWhatIsMissingWhereLockFileCannotBe() throws IOException {
        Path taken = Files.createDirectory(folder.resolve("credit.db.lock"));
        assertThatExceptionOfType(DatabaseException.class)
                .isThrownBy(() -> FileLock.on(file))
                .withMessage("Cannot create the lock file " + taken.toRealPath()
                        + ": Is a directory. Loading needs the right to write to the database's folder.");
        Files.delete(taken);
        FileLock.on(file).orElseThrow().close();
    }
}
