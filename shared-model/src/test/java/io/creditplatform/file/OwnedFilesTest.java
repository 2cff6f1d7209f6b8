package io.creditplatform.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.io.Writer;
import java.net.URI;
import java.nio.charset.CharacterCodingException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the program makes is for its owner alone, and what was there is for whom it was. */
class OwnedFilesTest {

    @TempDir
    private Path folder;

    @BeforeEach
    void needRights() {
        assumeThat(folder.getFileSystem().supportedFileAttributeViews())
                .as("a file system with an owner, a group and others")
                .contains("posix", "unix");
    }

    private static String rights(Path file) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
    }

    private static void set(Path file, String rights) throws IOException {
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(rights));
    }

    @ParameterizedTest
    @CsvSource({
        "077, rw-------, rwx------",
        "027, rw-r-----, rwxr-x---",
        "007, rw-rw----, rwxrwx---",
        "022, rw-r--r--, rwxr-xr-x",
        "000, rw-rw-rw-, rwxrwxrwx",
        "012, rw-rw-r--, rwxrw-r-x"
    })
    void maskTakesRightsAway(String mask, String ofFile, String ofFolder) {
        int bits = Integer.parseInt(mask, 8);
        assertThat(PosixFilePermissions.toString(OwnedFiles.rights(bits, false)))
                .isEqualTo(ofFile);
        assertThat(PosixFilePermissions.toString(OwnedFiles.rights(bits, true))).isEqualTo(ofFolder);
    }

    @Test
    void whatIsMadeIsForItsOwnerAlone() throws IOException {
        OwnedFiles.folder(folder.resolve("a/b"));
        assertThat(rights(folder.resolve("a"))).isEqualTo("rwx------");
        assertThat(rights(folder.resolve("a/b"))).isEqualTo("rwx------");
        OwnedFiles.folder(folder.resolve("a/b"));
        OwnedFiles.file(folder.resolve("file"));
        assertThat(rights(folder.resolve("file"))).isEqualTo("rw-------");
        try (Writer writer = OwnedFiles.writer(folder.resolve("text"))) {
            writer.write("Köln");
            assertThat(rights(folder.resolve("text"))).isEqualTo("rw-------");
        }
        assertThat(folder.resolve("text")).hasContent("Köln");
        OwnedFiles.channel(folder.resolve("lock")).close();
        assertThat(rights(folder.resolve("lock"))).isEqualTo("rw-------");
        Path temporary = OwnedFiles.temporaryFolder();
        assertThat(rights(temporary)).isEqualTo("rwx------");
        Files.delete(temporary);
    }

    @Test
    void whatIsThereStaysOpenToWhomItWas() throws IOException {
        Path file = Files.writeString(folder.resolve("file"), "a longer text");
        set(file, "rw-r--r--");
        OwnedFiles.file(file);
        OwnedFiles.channel(file).close();
        assertThat(file).hasContent("a longer text");
        try (Writer writer = OwnedFiles.writer(file)) {
            writer.write("text");
        }
        assertThat(file).hasContent("text");
        assertThat(rights(file)).isEqualTo("rw-r--r--");
        set(folder, "rwxr-x---");
        OwnedFiles.folder(folder);
        assertThat(rights(folder)).isEqualTo("rwxr-x---");
    }

    @Test
    void successorIsOpenToWhomTheFormerOneWas() throws IOException {
        Path former = folder.resolve("former");
        Files.createDirectories(former.resolve("both"));
        Path successor = folder.resolve("successor");
        OwnedFiles.folder(successor.resolve("both"));
        for (String name : new String[] {"kept.csv", "both/kept.csv", "gone.csv"}) {
            set(Files.createFile(former.resolve(name)), "rw-r-----");
        }
        for (String name : new String[] {"kept.csv", "both/kept.csv", "new.csv"}) {
            OwnedFiles.file(successor.resolve(name));
        }
        OwnedFiles.folder(successor.resolve("gone.csv")); // a folder in the place of a file
        Files.setAttribute(former, "unix:mode", 02750); // what is made in there is the group's
        set(former.resolve("both"), "rwxr-xr-x");
        OwnedFiles.handOver(former, successor);
        assertThat(rights(successor)).isEqualTo("rwxr-x---");
        assertThat((int) Files.getAttribute(successor, "unix:mode") & 07777).isEqualTo(02750);
        assertThat(rights(successor.resolve("both"))).isEqualTo("rwxr-xr-x");
        assertThat(rights(successor.resolve("kept.csv"))).isEqualTo("rw-r-----");
        assertThat(rights(successor.resolve("both/kept.csv"))).isEqualTo("rw-r-----");
        assertThat(rights(successor.resolve("new.csv"))).isEqualTo("rw-------");
        assertThat(rights(successor.resolve("gone.csv"))).isEqualTo("rwx------");
    }

    @ParameterizedTest
    @CsvSource({"rw-------, false", "r--------, false", "rw-r-----, true", "rw----r--, true", "rwx-wx-wx, false"})
    void readersBesideTheOwnerAreNoticed(String rights, boolean open) throws IOException {
        Path file = Files.createFile(folder.resolve("file"));
        set(file, rights);
        assertThat(OwnedFiles.isOpenToOthers(file)).isEqualTo(open);
    }

    @Test
    void fileSystemWithoutRightsIsWrittenTo() throws IOException {
        URI archive = URI.create("jar:" + folder.resolve("files.zip").toUri());
        try (FileSystem files = FileSystems.newFileSystem(archive, Map.of("create", "true"))) {
            assertThat(files.supportedFileAttributeViews()).doesNotContain("posix", "unix");
            Path inside = files.getPath("/a/b");
            OwnedFiles.folder(inside);
            OwnedFiles.file(inside.resolve("file"));
            OwnedFiles.handOver(inside, files.getPath("/a"));
            assertThat(OwnedFiles.isOpenToOthers(inside.resolve("file"))).isFalse();
        }
    }

    @Test
    void whatCannotBeWrittenIsSaid() throws IOException {
        Path file = Files.createFile(folder.resolve("file"));
        assertThatExceptionOfType(FileAlreadyExistsException.class).isThrownBy(() -> OwnedFiles.folder(file));
        assertThatExceptionOfType(CharacterCodingException.class).isThrownBy(() -> {
            try (Writer writer = OwnedFiles.writer(file)) {
                writer.write("\uD800"); // half a character
            }
        });
    }
}
