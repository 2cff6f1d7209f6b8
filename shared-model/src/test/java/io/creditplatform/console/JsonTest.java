package io.creditplatform.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import io.creditplatform.model.CreditStatus;
import io.creditplatform.model.Money;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** JSON as other programs rely on it. */
class JsonTest {

    @TempDir
    private Path folder;

    private record Promise(
            CreditStatus status, Money amountDue, @Nullable LocalDate dueDate, Instant promisedAt, List<Long> ids) {}

    @Test
    void writesValuesAsDocumented() {
        Promise promise = new Promise(
                CreditStatus.IN_REVIEW,
                new Money(-1200),
                LocalDate.of(2025, 10, 1),
                Instant.parse("2025-06-03T16:22:24.5Z"),
                List.of(7L, 8L));
        assertThat(Json.MAPPER.writeValueAsString(promise))
                .isEqualTo("{\"status\":\"InReview\",\"amount_due\":-12.00,\"due_date\":\"2025-10-01\","
                        + "\"promised_at\":\"2025-06-03T16:22:24.500Z\",\"ids\":[7,8]}");
    }

    @Test
    void writesLargeAmountsWithoutExponent() {
        assertThat(Json.MAPPER.writeValueAsString(new Money(Long.MAX_VALUE))).isEqualTo("92233720368547758.07");
        assertThat(Json.MAPPER.writeValueAsString(new Money(0))).isEqualTo("0.00");
    }

    @Test
    void textIsForPeopleToRead() {
        assertThat(Json.text(new Promise(CreditStatus.NEW, new Money(5), null, Instant.EPOCH, List.of()))
                        .lines())
                .containsExactly(
                        "{",
                        "  \"status\" : \"New\",",
                        "  \"amount_due\" : 0.05,",
                        "  \"due_date\" : null,",
                        "  \"promised_at\" : \"1970-01-01T00:00:00Z\",",
                        "  \"ids\" : [ ]",
                        "}");
    }

    @Test
    void fileEndsWithItsLine() throws IOException {
        Path file = folder.resolve("report.json");
        Json.write(List.of(), file);
        assertThat(file).hasContent("[ ]\n");
        assertThat(Files.size(file)).isEqualTo(4);
    }

    @Test
    void findsObstaclesBeforehand() throws IOException {
        assertThat(Json.findObstacle(folder.resolve("report.json"))).isEmpty();
        assertThat(Json.findObstacle(Files.writeString(folder.resolve("old.json"), "old")))
                .isEmpty();
        assertThat(Json.findObstacle(Path.of("report.json"))).isEmpty();
        assertThat(Json.findObstacle(folder))
                .hasValue(folder + " is a folder, expected the name of a file for the report");
        Path nowhere = folder.resolve("nowhere");
        assertThat(Json.findObstacle(nowhere.resolve("report.json")))
                .hasValue("There is no folder " + nowhere + " for the report; make it first");
    }

    @Test
    void findsThatFileIsReadOnly() throws IOException {
        Path file = Files.writeString(folder.resolve("old.json"), "old");
        assertThat(file.toFile().setWritable(false)).isTrue();
        assumeFalse(Files.isWritable(file), "root may write everything");
        assertThat(Json.findObstacle(file))
                .hasValue("You may not write " + file + ", expected a place where the report can be written");
    }
}
