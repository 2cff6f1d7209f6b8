package io.creditplatform.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.creditplatform.database.Database;
import io.creditplatform.testing.TestDatabase;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What happens at set times, and by when a load has to be there, by a clock that the test sets. */
class TimesTest {

    private final Path home;

    private final SetClock clock = new SetClock(Instant.parse("2026-03-27T04:00:00Z")); // a Friday
    private final ServedInbox inbox;

    TimesTest(@TempDir Path folder) {
        home = folder;
        inbox = new ServedInbox(home, TestDatabase.fresh(Database.SQLITE)).by(clock);
    }

    private Timetable timetable() {
        inbox.watch();
        return new Timetable(inbox.settings().schedule(), clock, inbox.jobs());
    }

    private List<String> keys() {
        return inbox.jobs().table().newest(10, Long.MAX_VALUE).stream()
                .map(Job::key)
                .toList();
    }

    private void at(String moment) {
        clock.set(Instant.parse(moment));
    }

    @Test
    void timesBecomeJobsOnceEach() {
        inbox.set("SCHEDULE_ZONE", "Europe/Berlin")
                .set("SCHEDULE_CHECK_CRON", "0 0 6 * * *")
                .set("SCHEDULE_PRUNE_CRON", "0 30 2 * * SUN")
                .set("SCHEDULE_PRUNE_CATCHUP", "none");
        Timetable timetable = timetable();
        timetable.look();
        assertThat(keys()).isEmpty();
        at("2026-03-27T05:00:00.5Z");
        timetable.look();
        timetable.look();
        assertThat(keys()).containsExactly("schedule/check/2026-03-27T05:00:00Z");
        assertThat(timetable.shown())
                .first()
                .isEqualTo(new Timetable.Shown(
                        "check",
                        "0 0 6 * * *",
                        "Europe/Berlin",
                        Instant.parse("2026-03-27T05:00:00Z"),
                        Instant.parse("2026-03-28T05:00:00Z")));

        at("2026-03-27T04:30:00Z"); // the clock was set back
        timetable.look();
        at("2026-03-27T05:00:00Z");
        timetable.look();
        timetable = timetable();
        timetable.look();
        assertThat(keys()).hasSize(1);

        at("2026-03-30T03:59:59Z"); // down over the weekend, in which clocks were set forward
        timetable = timetable();
        timetable.look();
        assertThat(keys())
                .containsExactly("schedule/check/2026-03-29T04:00:00Z", "schedule/check/2026-03-27T05:00:00Z");
        at("2026-04-05T01:00:00Z"); // a load took as long
        timetable.look();
        assertThat(keys())
                .hasSize(4)
                .startsWith("schedule/prune/2026-04-05T00:30:00Z", "schedule/check/2026-04-04T04:00:00Z");
        assertThat(inbox.watch().look()).isTrue();
        assertThat(inbox.jobs().table().find(1).orElseThrow().message())
                .isEqualTo("There is nothing to check: no load is published.");
        assertThat(inbox.events)
                .extracting(Event::kind, Event::about, Event::nextStep)
                .containsExactly(
                        tuple(Event.Kind.FAILED, "the check of job 1", "Have an extract loaded first."),
                        tuple(Event.Kind.FAILED, "the check of job 2", "Have an extract loaded first."),
                        tuple(Event.Kind.FAILED, "the check of job 3", "Have an extract loaded first."));
        assertThat(inbox.jobs().table().find(4).orElseThrow().status()).isEqualTo(Job.Status.SUCCEEDED);
    }

    @Test
    void folderThatIsAlwaysTheSameIsLoadedAtItsTime() {
        Path folder = io.creditplatform.testing.SampleData.copy("baseline", home.resolve("today"));
        inbox.set("SCHEDULE_IMPORT_CRON", "0 0 5 * * *").set("SCHEDULE_IMPORT_FOLDER", folder.toString());
        Timetable timetable = timetable();
        timetable.look();
        at("2026-03-27T05:00:00Z");
        timetable.look();
        assertThat(inbox.watch().look()).isTrue();
        Job job = inbox.jobs().table().find(1).orElseThrow();
        assertThat(job.status()).isEqualTo(Job.Status.SUCCEEDED);
        assertThat(job.loadId()).isEqualTo(1);
        assertThat(job.actor().name()).isEqualTo("service");
        assertThat(job.actor().origin()).startsWith("schedule on ");
        assertThat(TestDatabase.numbers(
                        inbox.credit().address(), "SELECT count(*) FROM loads WHERE published_at LIKE '2026-03-27%'"))
                .containsExactly(1L);
        at("2026-03-28T05:00:00Z");
        timetable.look();
        assertThat(inbox.watch().look()).isTrue();
        assertThat(inbox.jobs().table().find(2).orElseThrow().message())
                .isEqualTo("Its content was loaded before, as load 1.");
    }

    private DeadlineWatch deadline() {
        return new DeadlineWatch(inbox.settings().deadline(), inbox.credit().address(), clock, inbox.teller());
    }

    private List<String> told() {
        List<String> told = inbox.events.stream()
                .map(event -> event.key() + " " + event.kind())
                .toList();
        inbox.events.clear();
        return told;
    }

    /** A service that ended after the very first load knows no more of the time before it than the one that was started first. */
    @Test
    void deadlinesBeforeTheFirstLoadOfAllAreNotMissed() {
        inbox.set("DEADLINE_BY", "06:00");
        deadline().look();
        inbox.deliver("baseline", "friday");
        assertThat(inbox.watch().look()).isTrue();
        deadline().look();
        assertThat(told()).as("of the Thursday before").isEmpty();
    }

    @Test
    void firstLoadOfAllThatIsLateIsToldToBeThereAfterARestart() throws InterruptedException {
        inbox.set("DEADLINE_BY", "06:00");
        inbox.watch().look();
        assertThat(inbox.credit().run("db", "migrate").exitCode()).isZero();
        DeadlineWatch deadline = deadline();
        at("2026-03-27T06:00:00Z");
        deadline.look();
        inbox.courier(clock).round();
        at("2026-03-27T08:00:00Z");
        inbox.deliver("baseline", "friday");
        assertThat(inbox.watch().look()).isTrue();
        at("2026-03-27T08:01:00Z");
        deadline().look();
        assertThat(told())
                .containsExactly(
                        "late 2026-03-27T06:00:00Z LATE",
                        "late 2026-03-27T06:00:00Z LATE",
                        "no longer late 2026-03-27T06:00:00Z RECOVERED");
    }

    @Test
    void deadlineOfWorkingDaysIsToldOnceAndThatItIsOver() {
        inbox.set("DEADLINE_BY", "06:00")
                .set("DEADLINE_ZONE", "Europe/Berlin")
                .set("DEADLINE_HOLIDAYS", "2026-03-31, 2026-04-03");
        DeadlineWatch deadline = deadline();
        deadline.look();
        assertThat(told()).as("nothing was ever loaded, nor has it been due").isEmpty();
        inbox.deliver("baseline", "friday");
        assertThat(inbox.watch().look()).isTrue();
        at("2026-03-27T05:00:00Z");
        deadline.look();
        assertThat(deadline.state()).contains(new DeadlineWatch.State(Instant.parse("2026-03-30T04:00:00Z"), null));
        at("2026-03-30T03:59:59Z"); // Monday; it is summer time now
        deadline.look();
        assertThat(told()).isEmpty();

        at("2026-03-30T04:00:00Z");
        deadline.look();
        deadline.look();
        assertThat(told()).containsExactly("late 2026-03-30T04:00:00Z LATE");
        assertThat(inbox.said()).contains("credit: no load is published by 2026-03-30T06:00 Europe/Berlin.");
        assertThat(deadline.state())
                .contains(new DeadlineWatch.State(
                        Instant.parse("2026-04-01T04:00:00Z"), Instant.parse("2026-03-30T04:00:00Z")));
        deadline = deadline();
        deadline.look();
        assertThat(told())
                .as("again after a restart, by the same key")
                .containsExactly("late 2026-03-30T04:00:00Z LATE");

        at("2026-03-30T07:30:00Z");
        inbox.deliver("next-day", "monday");
        assertThat(inbox.watch().look()).isTrue();
        deadline.look();
        assertThat(told()).containsExactly("no longer late 2026-03-30T04:00:00Z RECOVERED");
        at("2026-03-31T10:00:00Z"); // a holiday
        deadline.look();
        assertThat(told()).isEmpty();

        at("2026-04-01T04:30:00Z"); // half an hour too late, before anybody has looked
        inbox.deliver("currencies", "wednesday");
        assertThat(inbox.watch().look()).isTrue();
        deadline.look();
        assertThat(told())
                .containsExactly("late 2026-04-01T04:00:00Z LATE", "no longer late 2026-04-01T04:00:00Z RECOVERED");
    }
}
