package io.creditplatform.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What dead processes did not finish goes with the next one that writes to the same place; what living ones write stays. */
class UnfinishedTest {

    @TempDir
    private Path folder;

    private Path file(String name) throws IOException {
        return Files.createFile(folder.resolve(name));
    }

    private void assertLeft(String... names) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files.map(file -> file.getFileName().toString())).containsExactlyInAnyOrder(names);
        }
    }

    @Test
    void fileOfTheDeadGoesAndThatOfTheLivingStays() throws IOException {
        String dead = "report.md." + UUID.randomUUID();
        String living = "report.md." + UUID.randomUUID();
        String another = "other.md." + UUID.randomUUID();
        file(dead + ".part");
        file(dead + ".lock");
        file(living + ".part");
        Path held = file(living + ".lock");
        file(another + ".part");
        file(another + ".lock");
        file("report.md.draft.part");
        file("report.md.draft.lock");
        try (FileChannel channel = FileChannel.open(held, StandardOpenOption.WRITE);
                FileLock lock = channel.lock()) {
            assertThat(lock.isValid()).isTrue();
            WholeFile.write(folder.resolve("report.md"), "fox");
        }
        assertThat(folder.resolve("report.md")).hasContent("fox");
        assertLeft(
                "report.md",
                living + ".part",
                living + ".lock",
                another + ".part",
                another + ".lock",
                "report.md.draft.part",
                "report.md.draft.lock");
    }

    @Test
    void whatIsBeingWrittenHereStays() throws IOException {
        Path report = folder.resolve("report.md");
        WholeFile.write(report, writer -> {
            WholeFile.write(report, "first");
            try {
                writer.write("second");
            } catch (IOException e) {
                throw new IllegalStateException(e);
            }
        });
        assertThat(report).hasContent("second");
        assertLeft("report.md");
    }

    /** Killed between putting the former one aside and the new one in its place: the former one is the last that there is. */
    @Test
    void formerFolderStaysUntilThereIsANewOne() throws IOException {
        String dead = "export." + UUID.randomUUID();
        Files.writeString(Files.createDirectory(folder.resolve(dead + ".old")).resolve("a.csv"), "former");
        Files.writeString(Files.createDirectory(folder.resolve(dead + ".part")).resolve("a.csv"), "new");
        file(dead + ".lock");
        OutputFolder export = OutputFolder.at(folder.resolve("export"));

        assertThat(export.write(part -> false)).isFalse();
        assertLeft(dead + ".old", dead + ".lock");
        assertThat(export.write(part -> true)).isTrue();
        assertLeft(dead + ".old", dead + ".lock", "export");
        assertThat(export.write(part -> true)).isTrue();
        assertLeft("export");
    }
}
