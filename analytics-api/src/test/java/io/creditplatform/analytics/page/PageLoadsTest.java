package io.creditplatform.analytics.page;

import static io.creditplatform.analytics.page.OpenPage.column;
import static io.creditplatform.analytics.page.OpenPage.only;
import static io.creditplatform.analytics.page.OpenPage.rows;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import tools.jackson.databind.JsonNode;

/** The loads, what they changed, and the one that runs, as the API gives them. */
class PageLoadsTest {

    @RegisterExtension
    static final OpenPage PAGE = new OpenPage();

    @Test
    void loadsShowTheirCountsAndWhyRowsWereRejected() {
        PAGE.open("loads/3");
        Function<JsonNode, List<String>> counts = row -> Stream.of(
                        "read", "inserted", "updated", "unchanged", "duplicate", "superseded", "rejected", "rounded")
                .map(key -> Written.count(row.get(key)))
                .toList();
        assertThat(PAGE.table("Loads, newest first").stream().map(row -> row.subList(6, 13)))
                .isEqualTo(PAGE.rows(
                        "/api/loads", load -> counts.apply(load.get("totals")).subList(0, 7)));
        assertThat(column(PAGE.table("Loads, newest first"), 2)).containsExactly("broken", "next-day", "baseline");
        JsonNode feeds = PAGE.server().json("/api/loads/3").get("feeds");
        List<List<String>> shown = PAGE.table("Load 3: what became");
        assertThat(column(shown, 0))
                .isEqualTo(feeds.valueStream()
                        .map(feed -> feed.get("feed").asString())
                        .toList());
        assertThat(shown.stream().map(row -> row.subList(1, 9))).isEqualTo(rows(feeds, counts));
        assertThat(PAGE.table("Load 3: rejected"))
                .isEqualTo(feeds.valueStream()
                        .flatMap(feed -> rows(
                                feed.get("rejections"),
                                rejection -> List.of(
                                        Written.text(feed.get("feed")),
                                        Written.text(rejection.get("code")),
                                        Written.text(rejection.get("column")),
                                        Written.count(rejection.get("count"))))
                                .stream())
                        .toList());
        assertThat(PAGE.text(".state.error")).startsWith("Load 3 failed").contains("too many rows were rejected");
    }

    @Test
    void aLoadShowsTheRowsThatItChangedAndTheseTheirVersions() {
        PAGE.open("loads/2");
        JsonNode changes = PAGE.items("/api/changes?load=2&since_load=1&limit=50");
        assertThat(changes).hasSize(50);
        List<List<String>> shown = PAGE.table("Load 2: rows that it changed");
        assertThat(shown)
                .isEqualTo(rows(
                        changes,
                        row -> List.of(
                                Written.text(row.get("feed")),
                                Written.text(row.get("key")),
                                Written.words(row.get("change")),
                                Written.text(row.get("line")))));
        JsonNode feeds = PAGE.server().json("/api/loads/2").get("feeds");
        long total = 0;
        for (JsonNode feed : feeds) {
            total += feed.get("inserted").asLong()
                    + feed.get("updated").asLong()
                    + feed.get("removed").asLong(0);
        }
        assertThat(PAGE.items("/api/changes?load=2&since_load=1&limit=1000")).hasSize((int) total);
        assertThat(PAGE.text("nav.pages")).startsWith("1–50 of " + total);
        PAGE.browser().run("[...document.querySelectorAll('nav.pages a')].at(-1).click();");
        PAGE.browser().await("return location.hash.includes('after_changes=');");
        assertThat(PAGE.table("Load 2: rows that it changed").get(0)).isNotEqualTo(shown.get(0));

        PAGE.open("loads/2?feed=credits");
        assertThat(column(PAGE.table("Load 2: rows that it changed in credits"), 0))
                .hasSameSizeAs(PAGE.items("/api/changes?load=2&since_load=1&feed=credits&limit=50"))
                .containsOnly("credits");

        JsonNode updated = only(changes, "change", "updated");
        PAGE.open("row/"
                + (updated.get("feed").asString() + "/" + updated.get("key").asString()).replace("/", "%2F"));
        List<List<String>> expected = new ArrayList<>();
        for (JsonNode version : PAGE.server()
                .json("/api/history/" + updated.get("feed").asString() + "/"
                        + updated.get("key").asString())
                .get("versions")) {
            for (JsonNode change : version.get("changes")) {
                expected.add(List.of(
                        change.get("column").asString(),
                        Written.text(change.get("was")),
                        Written.text(change.get("became")),
                        "Load " + version.get("load_id").asString(),
                        Written.time(version.get("published_at")),
                        version.get("file").asString(),
                        Written.text(version.get("line"))));
            }
        }
        assertThat(expected).extracting(row -> row.get(3)).contains("Load 1", "Load 2");
        assertThat(PAGE.table("Versions")).isEqualTo(expected);

        PAGE.open("row/sellers");
        assertThat(PAGE.text("main")).contains("No row is chosen.");
    }

    @Test
    void aLoadIsWatchedWhileItRuns() {
        PAGE.setWorkerAtLoad3(true);
        PAGE.setStatusOfLoad3("STARTED");
        try {
            PAGE.open("loads/3");
            assertThat(PAGE.table("Load 3: parts that workers stage"))
                    .containsExactly(List.of("leads", "7", "Running", "east:17", "1,234", "2", "–", "No folder."));
            PAGE.open("loads");
            PAGE.browser().await("return !document.querySelector('[aria-label=\"Running load\"]').hidden;");
            assertThat(PAGE.text("[aria-label='Running load']"))
                    .contains("Load 3 is running", "44 rows read, 11 rejected; 10 of 10 feeds");
        } finally {
            PAGE.setWorkerAtLoad3(false);
            PAGE.setStatusOfLoad3("FAILED");
        }
        PAGE.browser().await("return document.querySelector('[aria-label=\"Running load\"]').hidden;");
        assertThat(PAGE.table("Loads, newest first").get(0)).contains("Load 3", "Failed");
    }
}
