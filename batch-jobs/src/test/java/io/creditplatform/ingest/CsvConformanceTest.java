package io.creditplatform.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.creditplatform.feed.Column;
import io.creditplatform.feed.FeedDefinition;
import io.creditplatform.feed.Feeds;
import io.creditplatform.testing.SampleData;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What the reader makes of the files in {@code src/test/resources/…/csv}, each beside what is expected of it. */
class CsvConformanceTest {

    private static final Path FOLDER = Path.of("src", "test", "resources", "io", "creditplatform", "ingest", "csv");

    /** A feed of one column. */
    public record One(@Nullable String a) {}

    /** A feed of three columns. */
    public record Three(
            @Nullable String a,
            @Nullable String b,
            @Nullable String c) {}

    static Stream<String> cases() throws IOException {
        try (Stream<Path> files = Files.list(FOLDER)) {
            return files
                    .map(file -> String.valueOf(file.getFileName()))
                    .filter(name -> name.endsWith(".csv"))
                    .map(name -> name.substring(0, name.length() - ".csv".length()))
                    .sorted()
                    .toList()
                    .stream();
        }
    }

    @ParameterizedTest
    @MethodSource("cases")
    void readsAsExpected(String name) {
        FeedDefinition feed = name.startsWith("one-column") ? feed(One.class, "a") : feed(Three.class, "a", "b", "c");
        JsonNode expected = JsonMapper.shared().readTree(SampleData.read(FOLDER.resolve(name + ".json")));
        ExtractFile file = ExtractFile.of(feed, FOLDER.resolve(name + ".csv"));
        if (expected.has("fails")) {
            assertThatExceptionOfType(ExtractException.class)
                    .isThrownBy(() -> new RowReader(file, warning -> {}).close())
                    .withMessageContaining(expected.get("fails").asString());
            return;
        }
        List<Row> rows;
        try (RowReader reader = new RowReader(file, warning -> {})) {
            rows = FeedFile.remaining(reader);
            reader.verifyContent();
        }
        List<String> told = new ArrayList<>();
        for (JsonNode record : expected.get("records")) {
            long line = record.get("line").asLong();
            told.add(
                    record.has("cells")
                            ? FeedFile.told(line, cells(record.get("cells")))
                            : line + " " + String.join(", ", strings(record.get("refused"))) + " | "
                                    + record.get("raw").asString());
        }
        assertThat(rows.stream().map(FeedFile::told)).isEqualTo(told);
    }

    @Test
    void everyCaseIsDescribed() throws IOException {
        assertThat(SampleData.lines(FOLDER.resolve("README.md")).stream()
                        .filter(line -> line.startsWith("| `"))
                        .map(line -> line.replaceFirst("\\| `([a-z0-9-]+)` \\| .+ \\|", "$1")))
                .containsExactlyInAnyOrderElementsOf(cases().toList());
    }

    private static FeedDefinition feed(Class<? extends Record> type, String... names) {
        Column text = Feeds.named("leads").orElseThrow().columns().stream()
                .filter(column -> column.name().equals("tracking_number"))
                .findFirst()
                .orElseThrow();
        List<Column> columns = IntStream.range(0, names.length)
                .mapToObj(i -> new Column(names[i], names[i], i, text.type(), false, i + 1, null, null))
                .toList();
        return new FeedDefinition("trees", type, columns, columns);
    }

    private static @Nullable Object[] cells(JsonNode cells) {
        return strings(cells).toArray();
    }

    private static List<@Nullable String> strings(JsonNode list) {
        return Arrays.asList(list.valueStream()
                .map(cell -> cell.isNull() ? null : cell.asString())
                .toArray(String[]::new));
    }
}
