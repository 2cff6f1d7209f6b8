package io.creditplatform.text;

import static org.assertj.core.api.Assertions.assertThat;

import io.creditplatform.console.Json;
import java.io.IOException;
import java.io.InputStream;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** What a spreadsheet would run is told from what it would not; {@code PageServerTest} holds the page to the same table. */
class SpreadsheetTextTest {

    private static JsonNode table() throws IOException {
        try (InputStream file =
                Objects.requireNonNull(SpreadsheetTextTest.class.getResourceAsStream("spreadsheet-text.json"))) {
            return Json.MAPPER.readTree(file);
        }
    }

    @Test
    void whatWouldBeRunGetsAnApostrophe() throws IOException {
        for (JsonNode text : table().get("run")) {
            assertThat(SpreadsheetText.guarded(text.asString()))
                    .as(text.toString())
                    .isEqualTo("'" + text.asString());
        }
    }

    @Test
    void allElseStaysAsItIs() throws IOException {
        for (JsonNode text : table().get("kept")) {
            assertThat(SpreadsheetText.guarded(text.asString()))
                    .as(text.toString())
                    .isEqualTo(text.asString());
        }
    }
}
