package io.creditplatform.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A file is whole or it is not there. */
class WholeFileTest {

    @TempDir
    private Path folder;

    private List<String> names() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> String.valueOf(file.getFileName()))
                    .sorted()
                    .toList();
        }
    }

    @Test
    void takesThePlaceOfTheFormerFile() throws IOException {
        Path file = folder.resolve("report.md");
        WholeFile.write(file, "a longer text");
        assertThat(file).hasContent("a longer text");
        WholeFile.write(file, "Köln €");
        assertThat(Files.readAllBytes(file)).containsExactly(0x4B, 0xC3, 0xB6, 0x6C, 0x6E, 0x20, 0xE2, 0x82, 0xAC);
        assertThat(names()).containsExactly("report.md");
    }

    @Test
    void staysOpenToWhomItWas() throws IOException {
        assumeThat(folder.getFileSystem().supportedFileAttributeViews()).contains("posix");
        Path file = folder.resolve("report.md");
        WholeFile.write(file, "old");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r-----"));
        WholeFile.write(file, "new");
        assertThat(file).hasContent("new");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-r-----");
    }

    @Test
    void readersSeeTheFormerFileUntilTheNewOneIsWhole() throws IOException {
        Path file = Files.writeString(folder.resolve("report.md"), "old");
        WholeFile.write(file, writer -> {
            try {
                writer.write("new");
                writer.flush();
                assertThat(file).hasContent("old");
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
        assertThat(file).hasContent("new");
    }

    @Test
    void failureLeavesTheFormerFileAndNothingElse() throws IOException {
        Path file = Files.writeString(folder.resolve("report.md"), "old");
        IOException full = new IOException("No space left on device");
        assertThatExceptionOfType(UncheckedIOException.class)
                .isThrownBy(() -> WholeFile.write(file, writer -> {
                    throw new UncheckedIOException(full);
                }))
                .withMessage("Cannot write " + file)
                .withCause(full);
        assertThat(file).hasContent("old");
        assertThat(names()).containsExactly("report.md");
    }

    @Test
    void otherFailuresComeThroughAsTheyAre() throws IOException {
        Path file = folder.resolve("report.md");
        IllegalStateException failure = new IllegalStateException("no figures");
        assertThatExceptionOfType(IllegalStateException.class)
                .isThrownBy(() -> WholeFile.write(file, writer -> {
                    throw failure;
                }))
                .isSameAs(failure);
        assertThat(names()).isEmpty();
    }

    @Test
    void saysWhichFileCannotBeWritten() {
        Path file = folder.resolve("nowhere").resolve("report.md");
        assertThatExceptionOfType(UncheckedIOException.class)
                .isThrownBy(() -> WholeFile.write(file, "text"))
                .withMessage("Cannot write " + file)
                .withCauseInstanceOf(NoSuchFileException.class);
    }

    @Test
    void linkStaysALink() throws IOException {
        Path real = Files.writeString(folder.resolve("real.md"), "old");
        Path link = Files.createSymbolicLink(folder.resolve("link.md"), real);
        WholeFile.write(link, "new");
        assertThat(link).isSymbolicLink();
        assertThat(real).hasContent("new");
        assertThat(names()).containsExactly("link.md", "real.md");
    }

    @Test
    void deviceStaysADevice() {
        Path device = Path.of("/dev/null");
        WholeFile.write(device, "new");
        assertThat(Files.isRegularFile(device)).isFalse();
        assertThat(device).exists();
    }
}
