package io.creditplatform.service;

import static org.assertj.core.api.Assertions.assertThat;

import io.creditplatform.database.Database;
import io.creditplatform.testing.SampleData;
import io.creditplatform.testing.TestDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** When a delivery counts as complete. */
class InboxTest {

    private static final Duration QUIET = Duration.ofMinutes(5);

    @TempDir
    private Path home;

    private final List<String> strangers = new ArrayList<>();

    private Inbox inbox(String... settings) {
        ServedInbox served = new ServedInbox(home, TestDatabase.none(Database.SQLITE));
        for (int i = 0; i < settings.length; i += 2) {
            served.set(settings[i], settings[i + 1]);
        }
        return new Inbox(served.settings().inbox(), strangers::add);
    }

    private static List<String> complete(Inbox inbox, Instant at) throws IOException {
        return inbox.complete(at).stream().map(Delivery::name).toList();
    }

    private static void age(Path folder, String file, long seconds) throws IOException {
        Files.setLastModifiedTime(
                folder.resolve(file), FileTime.from(Instant.now().minusSeconds(seconds)));
    }

    /** Its files' own times do not count for that, which a copy may have kept. */
    @Test
    void withoutMarkerItIsCompleteWhenItHasBeenQuiet() throws IOException {
        Inbox inbox = inbox();
        Path extract = SampleData.copy("baseline", inbox.folder().resolve("today"));
        for (String file : SampleData.names("baseline")) {
            age(extract, file, 100_000);
        }
        Instant arrived = Instant.now();
        assertThat(complete(inbox, arrived)).isEmpty();
        assertThat(complete(inbox, arrived.plus(QUIET).minusSeconds(20))).isEmpty();
        assertThat(complete(inbox, arrived.plus(QUIET).plusSeconds(1))).containsExactly("today");
        assertThat(complete(inbox, arrived.minus(Duration.ofDays(1)))).isEmpty(); // the clock was set back
        assertThat(complete(inbox("INBOX_MARKERREQUIRED", "true"), arrived.plus(QUIET.multipliedBy(9))))
                .isEmpty();
        String before = inbox.look(extract).orElseThrow().fingerprint();
        Files.writeString(extract.resolve("sellers.csv"), "more");
        assertThat(inbox.look(extract).orElseThrow().fingerprint()).isNotEqualTo(before);
    }

    @Test
    void markerCountsUnlessAFileIsNewer() throws IOException {
        Inbox inbox = inbox("INBOX_DONEMARKER", "all.done");
        Path extract = SampleData.copy("baseline", inbox.folder().resolve("today"));
        Files.createFile(extract.resolve("_SUCCESS"));
        assertThat(complete(inbox, Instant.now())).isEmpty();
        Files.createFile(extract.resolve("all.done"));
        assertThat(complete(inbox, Instant.now())).containsExactly("today");
        age(extract, "all.done", 60);
        assertThat(complete(inbox, Instant.now())).isEmpty();
        assertThat(complete(inbox, Instant.now().plus(QUIET).plusSeconds(1))).containsExactly("today");
    }

    @Test
    void manifestCountsWhenAllIsThereThatItNames() throws IOException {
        Inbox inbox = inbox();
        Path extract = Files.createDirectory(inbox.folder().resolve("today"));
        Path manifest = extract.resolve("datapackage.json");
        Files.writeString(manifest, """
                {"resources": [{"name": "leads", "path": "leads.csv", "bytes": 6},
                               {"name": "credits", "path": "credits.csv", "bytes": 4}]}""");
        Files.writeString(extract.resolve("leads.csv"), "lead_i");
        assertThat(complete(inbox, Instant.now())).isEmpty();
        Files.writeString(extract.resolve("credits.csv"), "cre");
        assertThat(complete(inbox, Instant.now())).isEmpty();
        Files.writeString(extract.resolve("credits.csv"), "cred");
        assertThat(complete(inbox, Instant.now())).containsExactly("today");

        Files.writeString(manifest, "{\"resources\": [{\"name\": \"leads\", \"path\": \"leads.csv\"}]}");
        assertThat(complete(inbox, Instant.now())).containsExactly("today");
        age(extract, "datapackage.json", 60); // without sizes it is but a marker
        assertThat(complete(inbox, Instant.now())).isEmpty();
        for (String unfit : List.of("{\"resou", "{}", "{\"resources\": [{\"path\": \"../../x\"}]}")) {
            Files.writeString(manifest, unfit);
            assertThat(complete(inbox, Instant.now())).as(unfit).isEmpty();
        }
    }

    /** A clock that is ahead, or was set back, makes times to come: they tell nothing, so what is seen does. */
    @Test
    void timesToComeDoNotHoldAnExtractUp() throws IOException {
        Inbox inbox = inbox();
        Path extract = Files.createDirectory(inbox.folder().resolve("today"));
        Path file = Files.writeString(extract.resolve("leads.csv"), "x");
        Instant now = Instant.now();
        Files.setLastModifiedTime(file, FileTime.from(now.plus(Duration.ofDays(2))));
        assertThat(complete(inbox, now)).isEmpty();
        assertThat(complete(inbox, now.plus(QUIET).minusSeconds(1))).isEmpty();
        assertThat(complete(inbox, now.plus(QUIET).plusSeconds(1))).containsExactly("today");

        Files.writeString(file, "xy");
        Files.setLastModifiedTime(file, FileTime.from(now.plus(Duration.ofDays(2))));
        Instant later = now.plus(QUIET).plusSeconds(2);
        assertThat(complete(inbox, later)).as("it has grown").isEmpty();
        assertThat(complete(inbox, later.minus(Duration.ofHours(1))))
                .as("the clock is set back")
                .isEmpty();
        assertThat(complete(inbox, later.minus(Duration.ofHours(1)).plus(QUIET)))
                .containsExactly("today");
    }

    @Test
    void packedOneIsCompleteWhenItsEndIsThere() throws IOException {
        Inbox inbox = inbox();
        Path zip = Zips.of(inbox.folder().resolve("today.ZIP"), "x", "today/leads.csv", "today/_SUCCESS");
        Zips.of(inbox.folder().resolve("unmarked.zip"), "x", "leads.csv");
        assertThat(complete(inbox, Instant.now())).containsExactly("today.ZIP");
        byte[] whole = Files.readAllBytes(zip);
        Files.write(zip, java.util.Arrays.copyOf(whole, whole.length - 10));
        assertThat(complete(inbox, Instant.now())).isEmpty();
        assertThat(complete(inbox, Instant.now().plus(QUIET).plusSeconds(1)))
                .containsExactly("today.ZIP", "unmarked.zip");
    }

    @Test
    void oldestNameComesFirstAndWhatIsHiddenIsNotThere() throws IOException {
        Inbox inbox = inbox();
        for (String name : List.of("2025-07-10", "2025-07-09", "2025-07-9", ".2025-07-01")) {
            Files.createDirectory(inbox.folder().resolve(name));
            Files.createFile(inbox.folder().resolve(name).resolve("_SUCCESS"));
        }
        Zips.of(inbox.folder().resolve("2025-07-09.zip"), "x", "_SUCCESS");
        assertThat(complete(inbox, Instant.now()))
                .containsExactly("2025-07-09", "2025-07-09.zip", "2025-07-10", "2025-07-9");
        assertThat(strangers).isEmpty();
        try (Stream<Path> all = Files.list(inbox.folder())) {
            assertThat(all).hasSize(5);
        }
    }
}
