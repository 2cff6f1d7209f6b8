package io.creditplatform.service;

import static org.assertj.core.api.Assertions.assertThat;

import io.creditplatform.cli.CreditRunner;
import io.creditplatform.database.Database;
import io.creditplatform.database.DatabaseAddress;
import io.creditplatform.file.Relocation;
import io.creditplatform.service.DayExtract.Flaw;
import io.creditplatform.testing.TableContent;
import io.creditplatform.testing.TestDatabase;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/**
 * Three weeks of a service by a clock of their own, in which extracts come late, twice, broken, out of order and not at all, clocks are
 * set, a gate is not met, and the service is killed at random. {@code -Dcredit.kills=50} has it killed more often.
 */
class ThreeWeeksTest {

    private static final int KILLS = Integer.getInteger("credit.kills", 10);

    /** Between any two steps of the service that many kills are about evenly spread over. */
    private static final int STEPS = 80;

    private static final LocalDate FIRST = LocalDate.parse("2026-03-16"); // a Monday
    private static final LocalDate LAST = LocalDate.parse("2026-04-05");

    /** When each time of the day is looked at; 04:00 and 05:00 UTC are the deadline in summer and in winter. */
    private static final List<LocalTime> LOOKS =
            LongStream.of(1, 4, 5).mapToObj(hour -> LocalTime.of((int) hour, 0)).toList();

    private final Path home;

    private final Random random = new Random(50);
    private final SetClock clock = new SetClock(FIRST.atStartOfDay().toInstant(ZoneOffset.UTC));
    private final DatabaseAddress address = TestDatabase.fresh(Database.SQLITE);
    private final CreditRunner plain = new CreditRunner(TestDatabase.fresh(Database.SQLITE));
    private final Receiver receiver = new Receiver();
    private final Map<Instant, List<Runnable>> arrivals = new TreeMap<>();
    private final ServedInbox inbox;
    private int killed;
    private int untilKilled;

    /** Nothing that the program catches. */
    private static final class Kill extends Error {

        private static final long serialVersionUID = 1L;
    }

    /** What lives as long as a process does. */
    private record ServiceLife(Watch watch, Timekeeper times, Courier courier) {}

    ThreeWeeksTest(@TempDir Path folder) {
        home = folder;
        inbox = new ServedInbox(folder, address)
                .by(clock)
                .set("DEADLINE_BY", "06:00")
                .set("DEADLINE_ZONE", "Europe/Berlin")
                .set("DEADLINE_HOLIDAYS", "2026-04-01, 2026-04-03")
                .set("SCHEDULE_ZONE", "Europe/Berlin")
                .set("SCHEDULE_PRUNE_CRON", "0 30 2 * * *")
                .set("AFTERLOAD_CHECK_ENABLED", "true")
                .set("AFTERLOAD_CHECK_FAILON", "Critical")
                .set("AFTERLOAD_CHECK_ONBREACH", "undo")
                .set("NOTIFY_WEBHOOKS_OPS_URL", receiver.url());
        inbox.between(() -> {
            if (killed < KILLS && --untilKilled <= 0) {
                killed++;
                untilKilled = nextKill();
                throw new Kill();
            }
        });
        untilKilled = nextKill();
    }

    private int nextKill() {
        return 1 + random.nextInt(2 * STEPS / KILLS);
    }

    @AfterEach
    void closeReceiver() {
        receiver.close();
    }

    /** Something arrives at a moment. */
    private void at(String moment, Runnable arrival) {
        arrivals.computeIfAbsent(Instant.parse(moment), key -> new ArrayList<>())
                .add(arrival);
    }

    private void extract(String moment, String name, String day, Flaw flaw) {
        at(moment, () -> DayExtract.write(inbox.folder.resolve(name), LocalDate.parse(day), flaw));
    }

    private void extract(String moment, String day) {
        extract(moment, day, day, Flaw.NONE);
    }

    private void plan() {
        extract("2026-03-16T03:00:00Z", "2026-03-16");
        extract("2026-03-17T03:00:00Z", "2026-03-17");
        extract("2026-03-18T09:00:00Z", "2026-03-18"); // late
        extract("2026-03-19T03:00:00Z", "2026-03-19");
        extract("2026-03-19T09:00:00Z", "2026-03-19 again", "2026-03-19", Flaw.NONE);
        extract("2026-03-20T03:00:00Z", "2026-03-20", "2026-03-20", Flaw.BROKEN);
        extract("2026-03-20T13:00:00Z", "2026-03-20"); // corrected
        extract("2026-03-24T03:00:00Z", "2026-03-24"); // nothing came on Monday; both are there now
        extract("2026-03-24T03:00:00Z", "2026-03-23");
        extract("2026-03-25T03:00:00Z", "2026-03-25", "2026-03-25", Flaw.OVER_LIMIT);
        extract("2026-03-25T09:00:00Z", "2026-03-25");
        at("2026-03-26T03:00:00Z", () -> {
            Path day = DayExtract.write(home.resolve("2026-03-26"), LocalDate.parse("2026-03-26"), Flaw.NONE);
            try {
                Zips.pack(day, inbox.folder.resolve("2026-03-26.zip"));
            } catch (IOException e) {
                throw new IllegalStateException(e);
            }
        });
        extract("2026-03-27T03:00:00Z", "2026-03-27");
        extract("2026-03-30T05:00:00Z", "2026-03-30"); // in time on Friday, but clocks were set forward
        extract("2026-03-31T03:00:00Z", "2026-03-31");
        extract("2026-04-02T03:00:00Z", "2026-04-02");
        extract("2026-04-04T09:00:00Z", "2026-03-19 at last", "2026-03-19", Flaw.NONE); // has been loaded long ago
    }

    @Test
    void comesToWhatAPlainSequenceOfImportsComesTo() throws Exception {
        plan();
        ServiceLife life = start();
        for (Instant moment : moments()) {
            clock.set(moment);
            arrivals.getOrDefault(moment, List.of()).forEach(Runnable::run);
            boolean through = false;
            while (!through) {
                try {
                    life.times().look();
                    through = life.watch().look();
                    life.times().look();
                } catch (Kill e) {
                    inbox.restart();
                    life = start();
                }
            }
            if (random.nextInt(4) == 0) {
                receiver.answers(500);
            }
            life.courier().round();
        }
        assertThat(killed).isEqualTo(KILLS);
        tellAll(life.courier());

        assertThat(ServedInbox.names(inbox.folder)).isEmpty();
        assertThat(Journal.ofDeliveries(inbox.folder).open()).isEmpty();
        assertThat(ServedInbox.names(inbox.failed).stream().filter(name -> !name.endsWith("n") && !name.endsWith("t")))
                .containsExactly("2026-03-20", "2026-03-20.log", "2026-03-25", "2026-03-25.log");
        importAllPlainly();
        assertThat(TableContent.now(address)).isEqualTo(TableContent.now(plain.address()));
        String loads = "SELECT load_id FROM loads WHERE status = ";
        for (String status : List.of("'COMPLETED'", "'ABANDONED'", "'UNDONE'")) {
            assertThat(TestDatabase.numbers(address, loads + status + " ORDER BY load_id"))
                    .as(status)
                    .isEqualTo(TestDatabase.numbers(plain.address(), loads + status + " ORDER BY load_id"));
        }
        requireTold();
        requireOnePruneADay();
    }

    private ServiceLife start() {
        Watch watch = inbox.watch();
        DeadlineWatch deadline = new DeadlineWatch(inbox.settings().deadline(), address, clock, inbox.teller());
        return new ServiceLife(
                watch,
                new Timekeeper(
                        new Timetable(inbox.settings().schedule(), clock, inbox.jobs()),
                        deadline,
                        new Presence(inbox.settings().inbox(), address, deadline, clock)),
                inbox.courier(clock));
    }

    private SortedSet<Instant> moments() {
        SortedSet<Instant> moments = new TreeSet<>(arrivals.keySet());
        FIRST.datesUntil(LAST.plusDays(1))
                .forEach(day ->
                        LOOKS.forEach(time -> moments.add(day.atTime(time).toInstant(ZoneOffset.UTC))));
        return moments;
    }

    private void tellAll(Courier courier) throws InterruptedException {
        for (int i = 0; i < 50; i++) {
            clock.pass(Duration.ofHours(1));
            courier.round();
        }
        assertThat(courier.waiting()).isZero();
        assertThat(inbox.number("SELECT count(*) FROM notifications WHERE ended_at IS NULL OR problem IS NOT NULL"))
                .as("not told")
                .isZero();
    }

    /** The same content, one after the other, as a person would do it who does what the service was told to do. */
    private void importAllPlainly() {
        Map<String, Flaw> all = new LinkedHashMap<>();
        for (int day = 16; day <= 20; day++) {
            all.put("2026-03-" + day, Flaw.NONE);
        }
        for (String day : List.of("23", "24", "25", "26", "27", "30", "31")) {
            all.put("2026-03-" + day, Flaw.NONE);
        }
        all.put("2026-04-02", Flaw.NONE);
        for (String day : all.keySet()) {
            if (day.equals("2026-03-20")) {
                assertThat(load(day, Flaw.BROKEN)).isEqualTo(3);
            } else if (day.equals("2026-03-25")) {
                assertThat(load(day, Flaw.OVER_LIMIT)).isZero();
                assertThat(plain.run("undo").exitCode()).isZero();
            }
            assertThat(load(day, Flaw.NONE)).isZero();
        }
    }

    private int load(String day, Flaw flaw) {
        Path folder = home.resolve("plain").resolve(day); // a corrected one is where the broken one was
        try {
            Relocation.remove(folder);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
        return plain.importFolder(DayExtract.write(folder, LocalDate.parse(day), flaw))
                .exitCode();
    }

    /** Each event once by its id, in the order in which it happened. */
    private void requireTold() {
        Map<String, JsonNode> told = new LinkedHashMap<>();
        for (Receiver.Got got : receiver.got()) {
            JsonNode before = told.putIfAbsent(got.json().path("id").asString(), got.json());
            assertThat(before == null || before.equals(got.json()))
                    .as("the same id for the same event")
                    .isTrue();
        }
        List<String> seen = told.values().stream()
                .map(event -> event.path("happened_at").asString().substring(0, 16) + " "
                        + event.path("kind").asString() + " "
                        + event.path("about").asString())
                .toList();
        assertThat(seen)
                .containsExactlyInAnyOrder(
                        "2026-03-18T05:00 LATE the load of 2026-03-18",
                        "2026-03-18T09:00 RECOVERED the load of 2026-03-18",
                        "2026-03-20T03:00 FAILED load 5 of 2026-03-20",
                        "2026-03-20T05:00 LATE the load of 2026-03-20",
                        "2026-03-20T13:00 RECOVERED load 6",
                        "2026-03-20T13:00 RECOVERED the load of 2026-03-20",
                        "2026-03-23T05:00 LATE the load of 2026-03-23",
                        "2026-03-24T03:00 RECOVERED the load of 2026-03-23",
                        "2026-03-25T03:00 GATE_NOT_MET load 9 of 2026-03-25",
                        "2026-03-25T05:00 LATE the load of 2026-03-25",
                        "2026-03-25T09:00 RECOVERED load 10",
                        "2026-03-25T09:00 RECOVERED the load of 2026-03-25",
                        "2026-03-30T04:00 LATE the load of 2026-03-30",
                        "2026-03-30T05:00 RECOVERED the load of 2026-03-30");
        assertThat(seen.stream().map(event -> event.substring(0, 16))).isSorted();
        assertThat(inbox.number("SELECT count(*) FROM service_events")).isEqualTo(seen.size());
    }

    /** Half past two is there on each day but the one on which clocks are set forward; it comes as much later then. */
    private void requireOnePruneADay() {
        List<String> keys = TestDatabase.query(address, jdbc -> jdbc.sql(
                        "SELECT job_key FROM service_jobs WHERE kind = 'PRUNE' AND status = 'SUCCEEDED' ORDER BY job_id")
                .query(String.class)
                .list());
        List<String> expected = FIRST.datesUntil(LAST.plusDays(1))
                .map(day -> day.atTime(day.isAfter(LocalDate.parse("2026-03-28")) ? 0 : 1, 30))
                .map(time -> "schedule/prune/"
                        + (time.toLocalDate().equals(LocalDate.parse("2026-03-29")) ? time.plusHours(1) : time)
                                .toInstant(ZoneOffset.UTC))
                .toList();
        assertThat(keys).isEqualTo(expected);
    }
}
