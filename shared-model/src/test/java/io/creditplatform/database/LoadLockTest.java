package io.creditplatform.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LoadLockTest {

    @TempDir
    private Path folder;

    @Test
    void refusesSecondUntilFirstIsClosed() {
        Path file = folder.resolve("credit.db.lock");
        try (LoadLock first = LoadLock.onFile(file).orElseThrow()) {
            assertThat(first).isNotNull();
            assertThat(LoadLock.onFile(file)).isEmpty();
            assertThat(LoadLock.onFile(file)).as("still").isEmpty();
        }
        assertThat(file).exists();
        Optional<LoadLock> second = LoadLock.onFile(file);
        assertThat(second).isPresent();
        second.orElseThrow().close();
    }

    @Test
    void locksFilesApart() {
        try (LoadLock first = LoadLock.onFile(folder.resolve("a.lock")).orElseThrow();
                LoadLock second = LoadLock.onFile(folder.resolve("b.lock")).orElseThrow()) {
            assertThat(first).isNotSameAs(second);
        }
    }

    @Test
    void respectsLockTakenByOtherMeans() throws IOException {
        Path file = folder.resolve("credit.db.lock");
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                FileLock lock = channel.lock()) {
            assertThat(lock.isValid()).isTrue();
            assertThat(LoadLock.onFile(file)).isEmpty();
        }
        LoadLock.onFile(file).orElseThrow().close();
    }

    @Test
    void saysWhatIsMissingWhereFileCannotBe() {
        Path file = folder.resolve("nowhere").resolve("credit.db.lock");
        assertThatExceptionOfType(DatabaseException.class)
                .isThrownBy(() -> LoadLock.onFile(file))
                .withMessage("Cannot create the lock file " + file
                        + ": NoSuchFileException. Loading needs the right to write to the database's folder.");
    }

    @Test
    void liesBesideDatabaseFile() {
        DatabaseAddress address = DatabaseAddress.of(folder.resolve("credit.db"));
        try (var connection = Database.open(address, Database.Access.WRITE);
                LoadLock lock = Database.SQLITE
                        .connections()
                        .tryLock(address, connection)
                        .orElseThrow()) {
            assertThat(lock).isNotNull();
            assertThat(folder.resolve("credit.db.lock")).exists();
            assertThat(Database.SQLITE.connections().tryLock(address, connection))
                    .isEmpty();
        } catch (java.sql.SQLException e) {
            throw new AssertionError(e);
        }
    }
}
