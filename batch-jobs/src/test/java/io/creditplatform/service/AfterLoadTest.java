package io.creditplatform.service;

import static org.assertj.core.api.Assertions.assertThat;

import io.creditplatform.audit.AuditLog;
import io.creditplatform.database.Database;
import io.creditplatform.testing.TestDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What follows a load, and what a gate does. */
class AfterLoadTest {

    private static final String LAUNCHER = "credit.launcher";

    @TempDir
    private Path home;

    private ServedInbox inbox;

    @BeforeEach
    void makeInbox() {
        inbox = inbox(Database.SQLITE);
    }

    private ServedInbox inbox(Database database) {
        return new ServedInbox(home, TestDatabase.fresh(database))
                .set("AFTERLOAD_CHECK_ENABLED", "true")
                .set("AFTERLOAD_CHECK_FAILON", "Info")
                .set("AFTERLOAD_CHECK_REPORTS", home.resolve("quality").toString());
    }

    @AfterEach
    void forgetLauncher() {
        System.clearProperty(LAUNCHER);
    }

    /** Whoever may deliver could have the log say that something else is published. */
    @Test
    void nameOfADeliveryForgesNoLine() throws IOException {
        inbox.deliver("baseline", "to\nday");
        assertThat(inbox.watch().look()).isTrue();
        assertThat(inbox.said())
                .hasSize(2)
                .noneMatch(line -> line.contains("\n"))
                .last()
                .asString()
                .startsWith("credit: the gate is not met by load 1 of to<U+000A>day: ");
    }

    @Test
    void gateThatTellsLeavesTheLoad() throws IOException {
        inbox.deliver("baseline", "today");
        assertThat(inbox.watch().look()).isTrue();
        assertThat(inbox.said())
                .hasSize(2)
                .last()
                .asString()
                .startsWith("credit: the gate is not met by load 1 of today: ")
                .contains(" (allowed 0%)");
        assertThat(inbox.events).singleElement().satisfies(event -> {
            assertThat(event.kind()).isEqualTo(Event.Kind.GATE_NOT_MET);
            assertThat(event.key()).startsWith("gate_not_met today 20");
            assertThat(event.about()).isEqualTo("load 1 of today");
            assertThat(event.loadId()).isEqualTo(1);
            assertThat(event.reasons()).isNotEmpty().allMatch(reason -> reason.endsWith(" (allowed 0%)"));
            assertThat(event.nextStep())
                    .isEqualTo("The load stays. Have these rows corrected; `credit undo` takes it back.");
        });
        assertThat(inbox.number("SELECT count(*) FROM loads WHERE status = 'COMPLETED'"))
                .isEqualTo(1);
        assertThat(inbox.number("SELECT count(*) FROM quality_runs WHERE status = 'COMPLETED'"))
                .isEqualTo(1);
        assertThat(Files.readString(inbox.archive.resolve("today.reason.txt")))
                .startsWith("Load 1 is published, but the gate is not met: ")
                .endsWith("`credit undo` takes the load back.\n");
        assertThat(ServedInbox.names(home.resolve("quality")))
                .containsExactly("quality-issues.csv", "report.html", "report.md", "scorecard.json");
        assertThat(Files.readString(inbox.archive.resolve("today.log"))).contains(" check 1: ");
    }

    @ParameterizedTest
    @EnumSource
    void gateThatUndoesTakesTheLoadBack(Database database) throws IOException {
        inbox = inbox(database).set("AFTERLOAD_CHECK_ONBREACH", "undo").set("AFTERLOAD_PRUNE_ENABLED", "true");
        assertThat(inbox.credit()
                        .importFolder(io.creditplatform.testing.SampleData.folder("baseline"))
                        .exitCode())
                .isZero();
        long sellers = inbox.number("SELECT count(*) FROM sellers");
        inbox.deliver("next-day", "2025-07-08");
        assertThat(inbox.watch().look()).isTrue();
        assertThat(inbox.said()).hasSize(3).last().isEqualTo("Load 2 of 2025-07-08 is undone.");
        assertThat(inbox.number("SELECT count(*) FROM sellers")).isEqualTo(sellers);
        assertThat(inbox.number("SELECT count(*) FROM loads WHERE load_id = 2 AND status = 'UNDONE'"))
                .isEqualTo(1);
        List<AuditLog.Entry> audit =
                TestDatabase.query(inbox.credit().address(), jdbc -> new AuditLog(database, jdbc).newest(10));
        assertThat(audit)
                .extracting(entry -> entry.who() + ", " + entry.origin().replaceAll(" on .*", "") + ": " + entry.act()
                        + " " + entry.loadId())
                .containsExactly(
                        "service, inbox: UNDO 2",
                        "service, inbox: IMPORT 2",
                        System.getProperty("user.name") + ", command line: IMPORT 1");
        assertThat(ServedInbox.names(inbox.archive)).isEmpty();
        assertThat(Files.readString(inbox.failed.resolve("2025-07-08.reason.txt")))
                .startsWith("Load 2 was published and taken back, since the gate was not met: ")
                .contains("To have it tried again, move it back into ");
        assertThat(Files.readString(inbox.failed.resolve("2025-07-08.report.json")))
                .contains("\"UNDONE\"");
    }

    /** Somebody else has loaded since: to take the newest load back would be to take back what is not meant. */
    @Test
    void gateUndoesNoLoadButItsOwn() throws IOException {
        inbox.set("AFTERLOAD_CHECK_ONBREACH", "undo");
        inbox.deliver("baseline", "2025-07-07");
        boolean[] loaded = {false};
        inbox.between(() -> {
            if (!loaded[0] && inbox.number("SELECT count(*) FROM quality_runs WHERE status = 'COMPLETED'") == 1) {
                loaded[0] = true;
                assertThat(inbox.credit()
                                .importFolder(io.creditplatform.testing.SampleData.folder("next-day"))
                                .exitCode())
                        .isZero();
            }
        });
        assertThat(inbox.watch().look()).isTrue();
        assertThat(inbox.number("SELECT count(*) FROM loads WHERE status = 'COMPLETED'"))
                .isEqualTo(2);
        assertThat(inbox.said())
                .last()
                .asString()
                .startsWith(
                        "credit: load 1 could not be taken back, though its gate was not met. Load 1 is not the newest");
        assertThat(inbox.events).extracting(Event::kind).containsExactly(Event.Kind.GATE_NOT_MET, Event.Kind.FAILED);
        assertThat(ServedInbox.names(inbox.archive)).contains("2025-07-07.reason.txt");
    }

    /** The launcher is a script here, which writes down how it was called. */
    @Test
    void exportsByTheLauncherAndPrunes() throws IOException {
        Path script = launcher("echo \"$@\" \"$CREDIT_DB\" >> " + home.resolve("calls") + "\n");
        assertThat(script).isExecutable();
        inbox.set("AFTERLOAD_CHECK_ENABLED", "false")
                .set("AFTERLOAD_EXPORT_ENABLED", "true")
                .set("AFTERLOAD_EXPORT_FOLDER", home.resolve("bi").toString())
                .set("AFTERLOAD_EXPORT_FORMAT", "json")
                .set("AFTERLOAD_PRUNE_ENABLED", "true")
                .set("AFTERLOAD_PRUNE_KEEPJOBS", "1");
        inbox.deliver("baseline", "2025-07-07");
        inbox.deliver("next-day", "2025-07-08");
        assertThat(inbox.watch().look()).isTrue();
        String call = "export " + home.resolve("bi") + " --replace --format json "
                + inbox.credit().address().jdbcUrl();
        assertThat(home.resolve("calls")).hasContent(call + "\n" + call);
        assertThat(Files.readAllLines(inbox.archive.resolve("2025-07-08.log")))
                .anyMatch(line -> line.endsWith(" exported to " + home.resolve("bi")))
                .anyMatch(line -> line.endsWith(" pruned: 1 job"));
    }

    @Test
    void exportThatFailsOrHangsIsToldAndTheLoadStays() throws IOException {
        launcher("echo 'credit: cannot write the export' >&2\nexit 1\n");
        inbox.set("AFTERLOAD_CHECK_ENABLED", "false")
                .set("AFTERLOAD_EXPORT_ENABLED", "true")
                .set("AFTERLOAD_EXPORT_TIMEOUT", "1s");
        inbox.deliver("baseline", "2025-07-07");
        assertThat(inbox.watch().look()).isTrue();
        assertThat(inbox.said())
                .last()
                .isEqualTo(
                        "credit: the export after load 1 failed: it ended with exit code 1: credit: cannot write the export."
                                + " The load is published all the same; `credit export export --replace` makes it.");
        assertThat(inbox.events)
                .singleElement()
                .extracting(Event::text)
                .isEqualTo(
                        "the export after load 1 failed: it ended with exit code 1: credit: cannot write the export."
                                + " Next: The load is published all the same; `credit export export --replace` makes the export.");
        launcher("exec sleep 60\n");
        inbox.deliver("next-day", "2025-07-08");
        assertThat(inbox.watch().look()).isTrue();
        assertThat(inbox.said())
                .last()
                .asString()
                .contains("it was ended after 1 s, as after-load.export.timeout says.");
        assertThat(ServedInbox.names(inbox.archive)).contains("2025-07-07", "2025-07-08");

        launcher("exec sleep 60\n");
        inbox.set("AFTERLOAD_EXPORT_TIMEOUT", "1h");
        io.creditplatform.testing.SampleData.copy("currencies", inbox.folder.resolve("2025-07-09"));
        Files.createFile(inbox.folder.resolve("2025-07-09/_SUCCESS"));
        int[] steps = {0};
        inbox.between(() -> {
            if (++steps[0] == 3) {
                inbox.stop.request();
            }
        });
        assertThat(inbox.watch().run()).isFalse();
        assertThat(ServedInbox.names(inbox.folder)).containsExactly("2025-07-09");
    }

    /** At its time, once; one that fails is told, and the next one is made all the same. */
    @Test
    void exportsAtSetTimes() throws IOException {
        launcher("echo \"$@\" >> " + home.resolve("calls") + "\n");
        SetClock clock = new SetClock(Instant.parse("2026-03-27T04:00:00Z"));
        inbox.by(clock)
                .set("AFTERLOAD_CHECK_ENABLED", "false")
                .set("AFTERLOAD_EXPORT_FOLDER", home.resolve("bi").toString())
                .set("SCHEDULE_EXPORT_CRON", "0 0 5 * * *");
        inbox.deliver("baseline", "2026-03-27");
        assertThat(inbox.watch().look()).isTrue();
        Watch watch = inbox.watch();
        Timetable timetable = new Timetable(inbox.settings().schedule(), clock, inbox.jobs());
        timetable.look();
        clock.set(Instant.parse("2026-03-27T05:00:00Z"));
        timetable.look();
        timetable.look();
        assertThat(watch.look()).isTrue();
        assertThat(watch.look()).isTrue();
        assertThat(home.resolve("calls")).hasContent("export " + home.resolve("bi") + " --replace --format csv\n");
        Job made = inbox.jobs().table().find(2).orElseThrow();
        assertThat(made.status()).isEqualTo(Job.Status.SUCCEEDED);
        assertThat(made.key()).isEqualTo("schedule/export/2026-03-27T05:00:00Z");
        assertThat(made.result()).isEqualTo("{\"folder\":\"" + home.resolve("bi") + "\"}");

        launcher("echo 'credit: no room' >&2\nexit 1\n");
        clock.set(Instant.parse("2026-03-28T05:00:00Z"));
        timetable.look();
        assertThat(watch.look()).isTrue();
        Job failed = inbox.jobs().table().find(3).orElseThrow();
        assertThat(failed.status()).isEqualTo(Job.Status.FAILED);
        assertThat(failed.message()).isEqualTo("it ended with exit code 1: credit: no room.");
        assertThat(inbox.events)
                .singleElement()
                .satisfies(event -> assertThat(event.key()).isEqualTo("failed schedule/export/2026-03-28T05:00:00Z"))
                .extracting(Event::text)
                .isEqualTo(
                        "the export of job 3 failed: it ended with exit code 1: credit: no room. Next: `credit export "
                                + home.resolve("bi") + " --replace` makes it.");
        launcher("exit 0\n");
        clock.set(Instant.parse("2026-03-29T05:00:00Z"));
        timetable.look();
        assertThat(watch.look()).isTrue();
        assertThat(inbox.jobs().table().find(4).orElseThrow().status()).isEqualTo(Job.Status.SUCCEEDED);
    }

    private Path launcher(String commands) throws IOException {
        Path script = Files.writeString(home.resolve("launcher"), "#!/bin/sh\n" + commands);
        Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwx------"));
        System.setProperty(LAUNCHER, script.toString());
        return script;
    }
}
