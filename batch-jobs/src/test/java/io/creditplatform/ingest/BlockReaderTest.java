package io.creditplatform.ingest;

import static io.creditplatform.ingest.FeedFile.CHAT;
import static io.creditplatform.ingest.FeedFile.CHAT_HEADER;
import static io.creditplatform.ingest.FeedFile.MANAGERS;
import static io.creditplatform.ingest.FeedFile.MANAGERS_HEADER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.creditplatform.database.Database;
import io.creditplatform.feed.FeedDefinition;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.batch.infrastructure.item.ExecutionContext;

class BlockReaderTest {

    @TempDir
    private Path folder;

    private final List<String> opened = new CopyOnWriteArrayList<>();
    private final List<String> told = new ArrayList<>();
    private long committed;

    private BlockReader reader(FeedDefinition feed, String text, @Nullable BlockReader next) throws IOException {
        Path path = Files.writeString(folder.resolve(feed.fileName()), text);
        ExtractFile file = ExtractFile.of(feed, path, ExtractFile.UNCUT, this::opened, () -> false);
        opened.clear(); // when its digest was taken
        return new BlockReader(
                file,
                file.whole(),
                Database.SQLITE,
                () -> committed,
                () -> false,
                bytes -> {},
                leftovers -> told.add(feed.name()),
                next);
    }

    private InputStream opened(Path path) throws IOException {
        opened.add(String.valueOf(path.getFileName()));
        return Files.newInputStream(path);
    }

    private BlockReader chat(int rows, @Nullable BlockReader next) throws IOException {
        return reader(
                CHAT,
                LongStream.rangeClosed(1, rows)
                        .mapToObj(id -> id + ",10,AM,2025-01-01 00:00:00,x\n")
                        .collect(Collectors.joining("", CHAT_HEADER, "")),
                next);
    }

    private BlockReader managers() throws IOException {
        return reader(MANAGERS, MANAGERS_HEADER, null);
    }

    private static List<Long> lines(BlockReader reader) throws InterruptedException {
        List<Long> lines = new ArrayList<>();
        for (RowBlock block = reader.read(); block != null; block = reader.read()) {
            block.rows().forEach(row -> lines.add(row.line()));
        }
        return lines;
    }

    private static List<String> threads() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(Thread::isAlive)
                .map(Thread::getName)
                .filter(name -> name.equals("read-" + CHAT.name()) || name.equals("read-" + MANAGERS.name()))
                .toList();
    }

    private void awaitEndOfThreads() {
        await().untilAsserted(() -> assertThat(threads()).isEmpty());
    }

    @Test
    void nextFileIsReadOnceThisOneIsAndItsStepHasBegun() throws IOException, InterruptedException {
        BlockReader next = managers();
        BlockReader reader = chat(2_500, next);

        reader.begin();
        awaitEndOfThreads();
        assertThat(opened).containsExactly(CHAT.fileName());
        reader.open(new ExecutionContext());
        awaitEndOfThreads();
        assertThat(opened).containsExactly(CHAT.fileName(), MANAGERS.fileName());
        assertThat(told).isEmpty();

        assertThat(lines(reader))
                .isEqualTo(LongStream.rangeClosed(2, 2_501).boxed().toList());
        reader.close();
        next.open(new ExecutionContext());
        assertThat(lines(next)).isEmpty();
        next.close();
        assertThat(opened).hasSize(2);
        assertThat(told).containsExactly(CHAT.name(), MANAGERS.name());
    }

    @Test
    void stepThatGoesOnElsewhereReadsFromThere() throws IOException, InterruptedException {
        BlockReader reader = chat(9_000, null);
        reader.begin();
        await().untilAsserted(() -> assertThat(opened).hasSize(1));
        committed = 2_000;

        reader.open(new ExecutionContext());

        assertThat(lines(reader))
                .isEqualTo(LongStream.rangeClosed(2_002, 9_001).boxed().toList());
        reader.close();
        assertThat(told).containsExactly(CHAT.name()); // once, though the file was begun twice
    }

    @Test
    void filesThatNoStepComesToAreLetGo() throws IOException {
        BlockReader next = managers();
        BlockReader reader = chat(20_000, next); // more than waits in memory
        reader.begin();
        assertThat(threads()).containsExactly("read-" + CHAT.name());

        reader.end();
        next.end();
        next.begin();

        assertThat(threads()).isEmpty();
        assertThat(opened).containsExactly(CHAT.fileName());
    }
}
