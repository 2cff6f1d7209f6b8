package io.creditplatform.service;

import static org.assertj.core.api.Assertions.assertThat;

import io.creditplatform.audit.Actor;
import io.creditplatform.database.Database;
import io.creditplatform.database.DatabaseAddress;
import io.creditplatform.file.Relocation;
import io.creditplatform.testing.TestDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What the service lets others know of itself, and how often. */
class PresenceTest {

    @TempDir
    private Path home;

    private final SetClock clock = new SetClock(Instant.parse("2026-03-02T04:00:00.250Z")); // a Monday

    @ParameterizedTest
    @EnumSource
    void promisesToSpeakAgainAndSpeaksSeldom(Database database) throws IOException {
        DatabaseAddress address = TestDatabase.fresh(database);
        ServedInbox inbox = new ServedInbox(home, address).by(clock).set("DEADLINE_BY", "05:00");
        DeadlineWatch deadline = new DeadlineWatch(inbox.settings().deadline(), address, clock, inbox.teller());
        Presence presence = new Presence(inbox.settings().inbox(), address, deadline, clock);
        inbox.deliver("baseline", "2026-03-02");
        presence.look(); // there is no schema yet, and none is made for it
        assertThat(inbox.watch().look()).isTrue();
        inbox.deliver("next-day", "2026-03-03");
        Files.createDirectory(inbox.folder.resolve("2026-03-04"));

        clock.pass(Duration.ofSeconds(10));
        presence.look();
        assertThat(state(address))
                .containsEntry("inbox", inbox.folder.toString())
                .containsEntry("host", Actor.host())
                .containsEntry("started_at", "2026-03-02T04:00:00Z")
                .containsEntry("alive_until", "2026-03-02T04:03:10Z")
                .containsEntry("stopped_at", "null")
                .containsEntry("complete", "1")
                .containsEntry("arriving", "1")
                .containsEntry("obstacle", "null")
                .containsEntry("deadline", "2026-03-02T05:00:00Z")
                .containsEntry("late_since", "null");
        String revision = revision(address);
        for (int seconds = 1; seconds < 60; seconds++) {
            clock.pass(Duration.ofSeconds(1));
            presence.look();
        }
        assertThat(revision(address)).as("in the same minute").isEqualTo(revision);
        clock.pass(Duration.ofSeconds(1));
        presence.look();
        assertThat(state(address)).containsEntry("alive_until", "2026-03-02T04:04:10Z");
        assertThat(revision(address)).isNotEqualTo(revision);

        Files.move(inbox.folder, home.resolve("away"));
        clock.pass(Duration.ofSeconds(10));
        presence.look();
        assertThat(state(address))
                .containsEntry("complete", "null")
                .containsEntry("arriving", "null")
                .containsEntry("obstacle", "The inbox is not there");
        Files.move(home.resolve("away"), inbox.folder);
        clock.set(Instant.parse("2026-03-03T05:00:00Z"));
        deadline.look();
        presence.look();
        assertThat(state(address))
                .containsEntry("deadline", "2026-03-04T05:00:00Z")
                .containsEntry("late_since", "2026-03-03T05:00:00Z");

        clock.set(Instant.parse("2026-03-03T04:00:00Z")); // set back
        Relocation.remove(inbox.folder.resolve("2026-03-04"));
        presence.look();
        assertThat(state(address))
                .containsEntry("alive_until", "2026-03-03T04:03:00Z")
                .containsEntry("arriving", "0");
        presence.close();
        assertThat(state(address)).containsEntry("stopped_at", "2026-03-03T04:00:00Z");

        new Presence(inbox.settings().inbox(), address, deadline, clock).look();
        assertThat(state(address))
                .containsEntry("stopped_at", "null")
                .containsEntry("started_at", "2026-03-03T04:00:00Z");
        assertThat(TestDatabase.number(address, "SELECT count(*) FROM service_state"))
                .isEqualTo(1);
    }

    private static Map<String, String> state(DatabaseAddress address) {
        List<String> times = List.of("started_at", "alive_until", "stopped_at", "deadline", "late_since");
        return TestDatabase.query(address, jdbc -> jdbc.sql("SELECT * FROM service_state")
                .query((row, index) -> {
                    Map<String, String> state = new TreeMap<>();
                    for (String column : List.of("inbox", "host", "complete", "arriving", "obstacle")) {
                        state.put(column, String.valueOf(row.getString(column)));
                    }
                    for (String column : times) {
                        state.put(column, String.valueOf(address.database().timestamp(row, column)));
                    }
                    return state;
                })
                .single());
    }

    private static String revision(DatabaseAddress address) {
        return TestDatabase.query(address, jdbc -> jdbc.sql("SELECT state FROM data_states WHERE part = 'service'")
                .query(String.class)
                .single());
    }
}
