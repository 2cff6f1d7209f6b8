package io.creditplatform.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.creditplatform.database.Database;
import io.creditplatform.ingest.ExtractException;
import io.creditplatform.testing.TestDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Archives, good ones and such that mean harm: nothing of the latter is left, inside or outside. */
class PackedExtractTest {

    @TempDir
    private Path home;

    private Path unpack(Path zip, String... settings) throws IOException {
        ServedInbox served = new ServedInbox(home, TestDatabase.none(Database.SQLITE));
        for (int i = 0; i < settings.length; i += 2) {
            served.set("INBOX_ZIP_" + settings[i], settings[i + 1]);
        }
        Path folder = home.resolve("out/unpacked");
        Files.createDirectories(home.resolve("out"));
        new PackedExtract(zip, served.settings().inbox().zip(), () -> false).unpack(folder);
        return folder;
    }

    private void assertRefused(Path zip, String reason, String... settings) throws IOException {
        assertThatThrownBy(() -> unpack(zip, settings))
                .isInstanceOf(ExtractException.class)
                .hasMessageStartingWith(zip + " ")
                .hasMessageContaining(reason)
                .hasMessageEndingWith(
                        reason.contains(", as inbox.zip.")
                                ? ". Have a smaller one delivered, or that setting raised."
                                : ". Have it delivered again.");
        assertThat(ServedInbox.names(home.resolve("out"))).isEmpty();
        assertThat(ServedInbox.names(home)).containsExactly("inbox", "out", "x.zip");
    }

    @Test
    void folderAroundAllOfItIsLeftOut() throws IOException {
        Path folder = unpack(Zips.of(home.resolve("x.zip"), "text", "day/", "day/a.csv", "day/more/b.csv"));
        assertThat(ServedInbox.names(folder)).containsExactly("a.csv", "more");
        assertThat(folder.resolve("more/b.csv")).hasContent("text");
        Files.delete(folder.resolve("a.csv"));
        unpack(home.resolve("x.zip")); // it is there, so it is whole
        assertThat(ServedInbox.names(folder)).containsExactly("more");
        io.creditplatform.file.Relocation.remove(folder);
        Zips.of(home.resolve("x.zip"), "text", "day/a.csv", "__MACOSX/day/._a.csv", "day/b.csv");
        assertThat(ServedInbox.names(unpack(home.resolve("x.zip")))).containsExactly("a.csv", "b.csv");
        io.creditplatform.file.Relocation.remove(folder);
        Files.createDirectories(home.resolve("out/.part/left"));
        assertThat(ServedInbox.names(unpack(Zips.of(home.resolve("x.zip"), "text", "day/a.csv", "b.csv"))))
                .containsExactly("b.csv", "day");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            ../x             | ../x would lie outside of its folder
            day/../../x      | day/../../x would lie outside of its folder
            /etc/x           | /etc/x would lie outside of its folder
            C:/x             | C:/x would lie outside of its folder
            ..\\x            | would lie outside of its folder
            ./a.csv          | ./a.csv would lie outside of its folder, or leads there on a detour
            'a	b.txt'        | a<U+0009>b.txt has a control character in its name
            """)
    void namesLeadNowhereElse(String name, String reason) throws IOException {
        assertRefused(Zips.of(home.resolve("x.zip"), "text", "a.csv", name), reason);
    }

    @Test
    void filesAreEachThereOnceAndPlain() throws IOException {
        Path zip = home.resolve("x.zip");
        assertRefused(Zips.of(zip, "text", "a.csv", "A.csv"), "A.csv is in it twice");
        assertRefused(Zips.of(zip, "text", "a", "a/b.csv"), "a/b.csv would lie in a file");
        Zips.change(Zips.of(zip, "/etc/passwd", "sellers.csv"), 0120777, 0);
        assertRefused(zip, "sellers.csv is a link");
        Zips.change(Zips.of(zip, "text", "sellers.csv"), 0020666, 0);
        assertRefused(zip, "sellers.csv is no plain file");
        Zips.change(Zips.of(zip, "text", "sellers.csv"), 0100644, 1);
        assertRefused(zip, "sellers.csv is encrypted");
    }

    @Test
    void sizesAreBounded() throws IOException {
        Path zip = Zips.of(home.resolve("x.zip"), "0".repeat(3 << 20), "a.csv");
        assertRefused(zip, "becomes more than 200 times as large when it is unpacked, as inbox.zip.max-ratio allows");
        assertRefused(
                zip,
                "holds more than 2097152 bytes when it is unpacked, as inbox.zip.max-size allows",
                "MAXSIZE",
                "2MB",
                "MAXRATIO",
                "1100");
        assertRefused(
                Zips.of(zip, "x", "a.csv", "b.csv", "c.csv"),
                "holds 3 files and folders, expected at most 2, as inbox.zip.max-files says",
                "MAXFILES",
                "2");
        assertThat(Files.size(unpack(Zips.of(zip, "0".repeat(3 << 20), "a.csv"), "MAXRATIO", "1100")
                        .resolve("a.csv")))
                .isEqualTo(3 << 20);
    }

    @Test
    void damageIsNoticed() throws IOException {
        Path zip = Zips.of(home.resolve("x.zip"), "some text that is not repeated", "a.csv");
        byte[] whole = Files.readAllBytes(zip);
        Files.write(zip, Arrays.copyOf(whole, whole.length / 2));
        assertRefused(zip, "is damaged, or no .zip at all: ");
        Files.writeString(zip, "seller_id,seller_name");
        assertRefused(zip, "is damaged, or no .zip at all: ");
        for (int at = 40; at < 60; at++) { // within the packed text
            byte[] changed = whole.clone();
            changed[at] ^= 0x10;
            Files.write(zip, changed);
            assertRefused(zip, "is damaged, or no .zip at all: ");
        }
    }
}
