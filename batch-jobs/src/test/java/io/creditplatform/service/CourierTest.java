package io.creditplatform.service;

import static org.assertj.core.api.Assertions.assertThat;

import io.creditplatform.cli.CreditRunner;
import io.creditplatform.database.Database;
import io.creditplatform.database.DatabaseAddress;
import io.creditplatform.testing.TestDatabase;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.IntStream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Who is told what has happened, whatever becomes of those who are told, of the service and of the database. */
class CourierTest {

    private static final String SECRET = "a key";
    private static final Instant MORNING = Instant.parse("2025-07-08T05:00:00Z");

    @TempDir
    private Path home;

    private final Receiver receiver = new Receiver();
    private final SetClock clock = new SetClock(MORNING);

    @AfterEach
    void closeReceiver() {
        receiver.close();
    }

    private ServedInbox inbox(DatabaseAddress address) {
        return new ServedInbox(home, address)
                .set("NOTIFY_WEBHOOKS_OPS_URL", receiver.url())
                .set("NOTIFY_WEBHOOKS_OPS_SECRET", SECRET)
                .set(
                        "NOTIFY_WEBHOOKS_OPS_TIMEOUT",
                        "30s"); // also a busy machine answers by then, so nothing is sent twice
    }

    private static Event event(int number) {
        return new Event(
                "failed day-" + number,
                Event.Kind.FAILED,
                "load " + number + " of day-" + number,
                (long) number,
                List.of("too many rows were rejected"),
                List.of(new Event.Count("type-error", "sellers", 12)),
                "Have it corrected.",
                MORNING.plusSeconds(number));
    }

    private List<String> receivedKeys() {
        return receiver.got().stream()
                .map(got -> got.json().path("key").asString())
                .toList();
    }

    private static void rounds(Courier courier, int times) throws InterruptedException {
        for (int i = 0; i < times; i++) {
            courier.round();
        }
    }

    /** The oldest go, but those of whom somebody has still to be told. */
    @ParameterizedTest
    @EnumSource
    void keepsSoManyEventsAndNoMore(Database database) throws Exception {
        DatabaseAddress address = TestDatabase.fresh(database);
        ServedInbox inbox = inbox(address);
        assertThat(new CreditRunner(address).run("db", "migrate").exitCode()).isZero();
        TestDatabase.execute(
                address,
                "INSERT INTO service_events (event_id, inbox, event_key, kind, happened_at, body)"
                        + " WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < " + Outbox.KEPT
                        + ")"
                        + " SELECT i, 'another', 'e' || i, 'FAILED', '2025-07-01 00:00:00', '{}' FROM n",
                "INSERT INTO notifications (event_id, target, attempts, next_at, ended_at) VALUES"
                        + " (1, 'ops', 1, '2025-07-01 00:00:00', '2025-07-01 00:00:00'),"
                        + " (2, 'ops', 1, '2025-07-01 00:00:00', NULL), (3, 'ops', 1, '2025-07-01 00:00:00', NULL),"
                        + " (3, 'all', 1, '2025-07-01 00:00:00', '2025-07-01 00:00:00')");
        IntStream.rangeClosed(1, 4).forEach(number -> inbox.spool().hear(event(number)));
        rounds(inbox.courier(clock), 1);
        assertThat(TestDatabase.numbers(
                        address, "SELECT event_id FROM service_events WHERE event_id < 7 ORDER BY event_id"))
                .containsExactly(2L, 3L, 5L, 6L);
        assertThat(TestDatabase.numbers(
                        address, "SELECT event_id FROM notifications WHERE event_id < 7 ORDER BY event_id"))
                .containsExactly(2L, 3L, 3L);
    }

    @ParameterizedTest
    @EnumSource
    void tellsInOrderUntilItHasArrivedWhateverIsInBetween(Database database) throws Exception {
        ServedInbox inbox = inbox(TestDatabase.fresh(database)).set("NOTIFY_WEBHOOKS_OPS_TIMEOUT", "3s");
        receiver.answers(500, Receiver.HANG, 302, 200);
        IntStream.rangeClosed(1, 3).forEach(number -> inbox.spool().hear(event(number)));
        inbox.spool().hear(event(2));
        clock.pass(Duration.ofSeconds(10));
        Courier courier = inbox.courier(clock);
        rounds(courier, 3); // the pause is not over
        assertThat(receivedKeys()).containsExactly("failed day-1");
        assertThat(inbox.said())
                .containsExactly("credit: ops could not be told what happened: 127.0.0.1 answered 500, expected 200."
                        + " It is tried again; nothing waits for it.");
        clock.pass(Duration.ofSeconds(10));
        rounds(courier, 1);
        assertThat(inbox.said()).singleElement().asString().contains("127.0.0.1 gave no answer within 3 s");

        // The second pause goes on over a restart: 20 seconds.
        courier = inbox.courier(clock);
        clock.pass(Duration.ofSeconds(19));
        rounds(courier, 1);
        assertThat(receivedKeys()).hasSize(2);
        clock.pass(Duration.ofSeconds(1));
        rounds(courier, 1);
        assertThat(inbox.said()).singleElement().asString().contains("answered 302");
        clock.pass(Duration.ofSeconds(40));
        rounds(courier, 2);
        assertThat(receivedKeys())
                .containsExactly(
                        "failed day-1", "failed day-1", "failed day-1", "failed day-1", "failed day-2", "failed day-3");
        assertThat(inbox.said()).containsExactly("ops can be told again.");
        rounds(inbox.courier(clock), 2);
        assertThat(receivedKeys()).hasSize(6);
        assertThat(ServedInbox.names(home.resolve("inbox/.credit-run/events"))).isEmpty();
        assertThat(inbox.number("SELECT count(*) FROM notifications WHERE ended_at IS NULL"))
                .isZero();
        assertThat(inbox.number("SELECT sum(attempts) FROM notifications")).isEqualTo(6);

        Receiver.Got got = receiver.got().get(3);
        assertThat(got.json().path("kind").asString()).isEqualTo("FAILED");
        assertThat(got.json().path("load_id").asInt()).isEqualTo(1);
        assertThat(got.json().path("reasons").path(0).asString()).isEqualTo("too many rows were rejected");
        assertThat(got.json().path("rules").path(0).toString())
                .isEqualTo("{\"rule\":\"type-error\",\"feed\":\"sellers\",\"rows\":12}");
        assertThat(got.json().path("next_step").asString()).isEqualTo("Have it corrected.");
        assertThat(got.json().path("happened_at").asString()).isEqualTo("2025-07-08T05:00:01Z");
        assertThat(got.json().path("text").asString())
                .isEqualTo("load 1 of day-1 failed: too many rows were rejected. Next: Have it corrected.");
        assertThat(got.header("Content-type")).isEqualTo("application/json");
        assertThat(receiver.got().subList(0, 4))
                .allMatch(each -> got.json().path("id").asString().equals(each.header("Credit-event")));
        String[] signature = String.valueOf(got.header("Credit-signature")).split("[=,]", -1);
        assertThat(List.of(signature)).hasSize(4).startsWith("t").element(2).isEqualTo("v1");
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(SECRET.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
        assertThat(signature[3])
                .isEqualTo(HexFormat.of()
                        .formatHex(mac.doFinal((signature[1] + "." + got.body()).getBytes(StandardCharsets.UTF_8))));
    }

    /** The database cannot say who is to be told when it is what has failed. */
    @Test
    void tellsThatTheDatabaseIsAwayAndNotesItLater() throws Exception {
        Path gone = home.resolve("mount");
        DatabaseAddress address = DatabaseAddress.of(gone.resolve("credit.db"));
        ServedInbox inbox = inbox(address);
        inbox.deliver("baseline", "today");
        Watch watch = inbox.watch();
        clock.set(Instant.now());
        Courier courier = inbox.courier(clock);
        for (int i = 0; i < 3; i++) {
            assertThat(watch.look()).isFalse();
            clock.pass(Duration.ofMinutes(5));
            courier.round();
        }
        assertThat(receiver.got())
                .singleElement()
                .extracting(got -> got.json().path("text").asString())
                .asString()
                .startsWith("the work of the service failed: ");
        assertThat(gone).doesNotExist();
        Files.createDirectory(gone);
        assertThat(watch.look()).isTrue();
        rounds(courier, 3);
        assertThat(receiver.got())
                .extracting(got -> got.json().path("kind").asString())
                .containsExactly("FAILED", "RECOVERED");
        assertThat(TestDatabase.numbers(address, "SELECT attempts FROM notifications"))
                .containsExactly(1L, 1L);
        assertThat(TestDatabase.number(address, "SELECT count(*) FROM service_events"))
                .isEqualTo(2);
    }

    /** What is said of an inbox that is not there must not make one. */
    @Test
    void tellsThatTheInboxIsAway() throws Exception {
        ServedInbox inbox = inbox(TestDatabase.fresh(Database.SQLITE));
        Watch watch = inbox.watch();
        Courier courier = inbox.courier(clock);
        Files.delete(inbox.folder);
        assertThat(watch.look()).isFalse();
        clock.set(Instant.now());
        rounds(courier, 2);
        assertThat(inbox.folder).doesNotExist();
        assertThat(receiver.got())
                .singleElement()
                .extracting(got -> got.json().path("about").asString())
                .isEqualTo("the look into the inbox");
    }

    @Test
    void givesUpInTheEndAndTellsWhatIsNewer() throws Exception {
        ServedInbox inbox = inbox(TestDatabase.fresh(Database.SQLITE))
                .set("NOTIFY_KEEPTRYING", "1d")
                .set("NOTIFY_EVENTS", "failed,late");
        receiver.answers(500, 500);
        inbox.spool().hear(event(1));
        inbox.spool().hear(new Event("good", Event.Kind.RECOVERED, "all", null, List.of(), "", MORNING.plusSeconds(5)));
        Courier courier = inbox.courier(clock);
        clock.pass(Duration.ofSeconds(2));
        rounds(courier, 1);
        clock.set(MORNING.minus(Duration.ofDays(9))); // a clock that is set back does not make it wait for nine days
        rounds(courier, 1);
        assertThat(receivedKeys()).hasSize(2);
        receiver.answers(500);
        clock.set(MORNING.plus(Duration.ofDays(2)));
        inbox.spool().hear(new Event("late", Event.Kind.LATE, "load", null, List.of(), "", clock.instant()));
        inbox.said();
        rounds(courier, 1);
        assertThat(receivedKeys()).containsExactly("failed day-1", "failed day-1", "failed day-1", "late");
        assertThat(inbox.said())
                .first()
                .isEqualTo("credit: ops is not told any more what happened at 2025-07-08T05:00:01Z, as"
                        + " notify.keep-trying says: load 1 of day-1 failed: too many rows were rejected."
                        + " Next: Have it corrected.");
        assertThat(inbox.number("SELECT count(*) FROM notifications WHERE problem LIKE '%answered 500%'"))
                .isEqualTo(1);
        assertThat(inbox.number("SELECT count(*) FROM service_events")).isEqualTo(3);
    }

    /** One that hangs or fails holds up neither a load nor the others. */
    @Test
    void runsAProgramAndWritesToChats() throws Exception {
        Path told = home.resolve("told.json");
        Path program = script("cat > " + told + "; env > " + home.resolve("env"));
        try (Receiver slack = new Receiver();
                Receiver teams = new Receiver()) {
            receiver.answers(Receiver.HANG);
            ServedInbox inbox = inbox(TestDatabase.fresh(Database.SQLITE))
                    .set("NOTIFY_COMMAND_PROGRAM", program.toString())
                    .set("NOTIFY_WEBHOOKS_OPS_TIMEOUT", "3s")
                    .set("NOTIFY_COMMAND_TIMEOUT", "3s")
                    .set("NOTIFY_WEBHOOKS_CHAT_URL", slack.url())
                    .set("NOTIFY_WEBHOOKS_CHAT_FORMAT", "slack")
                    .set("NOTIFY_WEBHOOKS_TEAMS_URL", teams.url())
                    .set("NOTIFY_WEBHOOKS_TEAMS_FORMAT", "teams");
            inbox.spool()
                    .hear(new Event("key", Event.Kind.FAILED, "a <b> & c", 7L, List.of("of x."), "Do y.", MORNING));
            Courier courier = inbox.courier(clock);
            courier.round();
            assertThat(slack.got())
                    .extracting(Receiver.Got::body)
                    .containsExactly("{\"text\":\"a &lt;b&gt; &amp; c failed: of x. Next: Do y.\"}");
            assertThat(slack.got().get(0).header("Credit-signature")).isNull();
            assertThat(teams.got()
                            .get(0)
                            .json()
                            .at("/attachments/0/content/body/0/text")
                            .asString())
                    .isEqualTo("a <b> & c failed: of x. Next: Do y.");
            assertThat(Files.readString(told)).contains("\"load_id\":7", "\"text\":\"a <b> & c failed");
            assertThat(Files.readString(home.resolve("env"))).doesNotContain("CREDIT_");

            script("echo 'no such pager' >&2; exit 3");
            inbox.said();
            inbox.spool().hear(event(1));
            clock.pass(Duration.ofSeconds(1));
            courier.round();
            assertThat(inbox.said())
                    .containsExactly("credit: command could not be told what happened: it ended with exit code 3:"
                            + " no such pager. It is tried again; nothing waits for it.");
            script("exec sleep 60");
            clock.pass(Duration.ofMinutes(1));
            courier.round();
            assertThat(inbox.said())
                    .contains("credit: command could not be told what happened: it was ended after 3 s."
                            + " It is tried again; nothing waits for it.");
            assertThat(slack.got()).hasSize(2);
        }
    }

    /** What it is in the way of, and since when, is known to the service that is started next: it tells that it is over, and nothing twice. */
    @ParameterizedTest
    @EnumSource
    void troubleIsToldOnceAndItsEndOnceWhateverEndsTheServiceInBetween(Database database) throws Exception {
        ServedInbox inbox = inbox(TestDatabase.fresh(database));
        Path moved = home.resolve("moved");
        Watch watch = inbox.watch();
        Files.move(inbox.folder, moved);
        assertThat(watch.look()).isFalse();
        Files.move(moved, inbox.folder);
        inbox.courier(clock).round(); // in the database now, and told
        for (int start = 0; start < 2; start++) {
            inbox.restart();
            inbox.courier(clock).remember();
            inbox.said();
            watch = inbox.watch();
            Files.move(inbox.folder, moved);
            assertThat(watch.look()).isFalse();
            assertThat(inbox.said())
                    .as("to whoever started it")
                    .singleElement()
                    .asString()
                    .contains("cannot look into");
            Files.move(moved, inbox.folder);
        }
        inbox.restart();
        inbox.courier(clock).remember();
        assertThat(inbox.watch().look()).isTrue();
        assertThat(inbox.said()).containsExactly("The inbox " + inbox.folder + " is there again.");
        inbox.courier(clock).round();
        assertThat(receiver.got())
                .extracting(got -> got.json().path("kind").asString())
                .containsExactly("FAILED", "RECOVERED");
        inbox.restart();
        inbox.courier(clock).remember();
        assertThat(inbox.watch().look()).isTrue();
        assertThat(inbox.said()).isEmpty();
        assertThat(inbox.events).extracting(Event::kind).containsExactly(Event.Kind.FAILED, Event.Kind.RECOVERED);
    }

    @Test
    void settingsAreReadFromAFileAndFromNothingElse() {
        CreditRunner credit = new CreditRunner(TestDatabase.fresh(Database.SQLITE));
        String end = ", expected the name of a file with the settings of the service; `credit run --init` writes one";
        assertThat(credit.run("run", "--check-config", "--config", home.toString()))
                .satisfies(folder -> assertThat(folder.exitCode()).isEqualTo(2))
                .satisfies(folder -> assertThat(folder.err()).contains(home + " is a folder" + end));
        Path none = home.resolve("none.yaml");
        assertThat(credit.run("run", "--check-config", "--config", none.toString()))
                .satisfies(missing -> assertThat(missing.exitCode()).isEqualTo(2))
                .satisfies(missing -> assertThat(missing.err())
                        .contains("There is no file " + none + end.replace("the name of a file", "the name of one")));
    }

    @Test
    void testTellsEachAndSaysWhoHasGotIt() throws Exception {
        Path file = home.resolve("credit.yaml");
        CreditRunner credit = new CreditRunner(TestDatabase.fresh(Database.SQLITE));
        Files.writeString(file, "inbox: {folder: %s}".formatted(home));
        assertThat(credit.run("run", "--config", file.toString(), "--test-notify"))
                .satisfies(nobody -> assertThat(nobody.exitCode()).isEqualTo(2))
                .satisfies(
                        nobody -> assertThat(nobody.err()).contains("nobody is to be told, expected notify.webhooks"));
        Files.writeString(
                file,
                "inbox: {folder: %s}\nnotify: {webhooks: {ops: {url: '%s'}, other: {url: '%s'}}}"
                        .formatted(home, receiver.url(), receiver.url()));
        receiver.answers(200, 404);
        var tested = credit.run("run", "--config", file.toString(), "--test-notify");
        assertThat(tested.exitCode()).isEqualTo(1);
        assertThat(tested.err().lines())
                .containsExactly(
                        "ops was told.", "credit: other could not be told: 127.0.0.1 answered 404, expected 200.");
        assertThat(receiver.got().get(0).json().path("text").asString())
                .startsWith("this test of who is told has arrived: `credit run --test-notify` was called for ");
        assertThat(credit.run("run", "--config", file.toString(), "--test-notify")
                        .exitCode())
                .isZero();
        assertThat(home.resolve(".credit-run")).doesNotExist();
    }

    private Path script(String commands) throws IOException {
        Path script = Files.writeString(home.resolve("tell"), "#!/bin/sh\n" + commands + "\n");
        Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwx------"));
        return script;
    }
}
