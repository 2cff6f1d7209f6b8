package io.creditplatform.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.creditplatform.console.Json;
import io.creditplatform.console.OutputFolder;
import io.creditplatform.console.WholeFile;
import io.creditplatform.database.DatabaseAddress;
import io.creditplatform.database.DatabaseException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What nobody may read from, such as a named pipe, is neither opened nor waited for. */
@Timeout(value = 60, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class SpecialFileTest {

    @TempDir
    private Path folder;

    private Path pipe = Path.of("made before each");
    private Path link = Path.of("made before each");

    @BeforeEach
    void makePipe() throws IOException, InterruptedException {
        pipe = folder.resolve("pipe");
        assumeThat(new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor())
                .isZero();
        link = Files.createSymbolicLink(folder.resolve("link"), pipe);
    }

    @Test
    void isToldByItsNameAlone() throws IOException {
        assertThat(SpecialFile.kind(pipe)).hasValue("a named pipe");
        assertThat(SpecialFile.kind(link)).hasValue("a named pipe");
        assertThat(SpecialFile.kind(Path.of("/dev/zero"))).hasValue("a device");
        assertThat(SpecialFile.kind(folder)).isEmpty();
        assertThat(SpecialFile.kind(Files.createFile(folder.resolve("file")))).isEmpty();
        assertThat(SpecialFile.kind(folder.resolve("nowhere"))).isEmpty();
    }

    @Test
    void outputsOfTheProcessAreAllowed() throws IOException {
        for (String own : List.of("/dev/stdout", "/dev/stderr", "/dev/null", "/dev/fd/1", "/dev/../dev/null")) {
            assertThat(SpecialFile.findObstacle(Path.of(own))).as(own).isEmpty();
        }
        Path nothing = Files.createSymbolicLink(folder.resolve("nothing"), Path.of("/dev/null"));
        assertThat(SpecialFile.findObstacle(nothing)).isEmpty();
        WholeFile.write(nothing, "a text");
        OwnedFiles.stream(Path.of("/dev/null")).close();
    }

    @Test
    void isNoPlaceForOutput() {
        for (Path special : List.of(pipe, link)) {
            String obstacle = special + " is a named pipe, expected the name of a file";
            assertThat(SpecialFile.findObstacle(special)).hasValue(obstacle);
            assertThat(Json.findObstacle(special)).hasValue(obstacle);
            assertThat(OutputFolder.findObstacle(special))
                    .hasValue(special + " is a named pipe, expected a folder that is empty or not there yet");
            assertThatExceptionOfType(FileSystemException.class)
                    .isThrownBy(() -> OwnedFiles.stream(special))
                    .withMessage(special + ": it is a named pipe, expected a file");
            assertThatExceptionOfType(FileSystemException.class).isThrownBy(() -> OwnedFiles.appender(special));
            assertThatExceptionOfType(FileSystemException.class).isThrownBy(() -> OwnedFiles.channel(special));
            assertThatExceptionOfType(UncheckedIOException.class)
                    .isThrownBy(() -> WholeFile.write(special, "a text"))
                    .withMessage("Cannot write " + special);
        }
    }

    @Test
    void isNoDatabase() {
        assertThatExceptionOfType(DatabaseException.class)
                .isThrownBy(() -> DatabaseAddress.of(pipe).requireNoSpecialFile())
                .withMessage(
                        pipe + " is a named pipe, expected the name of a SQLite file. Another one is named by --db or"
                                + " CREDIT_DB.");
        DatabaseAddress file = DatabaseAddress.of(folder.resolve("credit.db"));
        assertThat(file.requireNoSpecialFile()).isSameAs(file);
        DatabaseAddress server = DatabaseAddress.of("jdbc:postgresql://h/d");
        assertThat(server.requireNoSpecialFile()).isSameAs(server);
    }
}
