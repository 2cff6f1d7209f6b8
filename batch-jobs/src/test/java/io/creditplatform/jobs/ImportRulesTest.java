package io.creditplatform.jobs;

import static io.creditplatform.testing.TestDatabase.number;
import static org.assertj.core.api.Assertions.assertThat;

import io.creditplatform.audit.Actor;
import io.creditplatform.cli.CreditRunner;
import io.creditplatform.console.Progress;
import io.creditplatform.console.StopSignal;
import io.creditplatform.database.Database;
import io.creditplatform.database.DatabaseAddress;
import io.creditplatform.feed.Feeds;
import io.creditplatform.load.LoadReport;
import io.creditplatform.testing.Digests;
import io.creditplatform.testing.SampleData;
import io.creditplatform.testing.TestDatabase;
import java.io.IOException;
import java.io.OutputStream;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What is loaded, when, and when not. */
class ImportRulesTest {

    private static final Path BASELINE = SampleData.folder("baseline");

    @TempDir
    private Path folder;

    private final DatabaseAddress address = TestDatabase.fresh(Database.SQLITE);
    private final CreditRunner credit = new CreditRunner(address);

    @ParameterizedTest
    @EnumSource
    void sameContentIsLoadedOnce(Database database) {
        DatabaseAddress fresh = TestDatabase.fresh(database);
        CreditRunner runner = new CreditRunner(fresh);
        assertThat(runner.importFolder(BASELINE).exitCode()).isZero();

        var again = runner.importFolder(SampleData.copy("baseline", folder.resolve("elsewhere")));

        assertThat(again.exitCode()).isZero();
        assertThat(again.out()).startsWith("already loaded as load 1 (published ");
        assertThat(number(fresh, "SELECT count(*) FROM loads")).isEqualTo(1);
    }

    @ParameterizedTest
    @EnumSource
    void forceLoadsAgainAndFindsEverythingUnchanged(Database database) {
        DatabaseAddress fresh = TestDatabase.fresh(database);
        CreditRunner runner = new CreditRunner(fresh);
        assertThat(runner.importFolder(BASELINE).exitCode()).isZero();
        var before = Digests.ofFeeds(fresh);

        var forced = runner.importFolder(BASELINE, "--force");

        assertThat(forced.exitCode()).isZero();
        assertThat(forced.out().lines().toList())
                .hasSize(Feeds.all().size() + 1)
                .last()
                .isEqualTo("total                         %1$s read: %1$s unchanged, 0 rejected"
                        .formatted(SampleData.shown(SampleData.records("baseline"))));
        assertThat(Digests.ofFeeds(fresh)).isEqualTo(before);
        assertThat(number(fresh, "SELECT count(*) FROM leads WHERE load_id <> 1"))
                .isZero();
    }

    @ParameterizedTest
    @EnumSource
    void dryRunReportsTheSameAndKeepsNothing(Database database) {
        DatabaseAddress fresh = TestDatabase.fresh(database);
        CreditRunner runner = new CreditRunner(fresh);
        assertThat(runner.importFolder(BASELINE).exitCode()).isZero();
        var before = Digests.ofFeeds(fresh);
        Path dryReport = folder.resolve("dry.json");
        Path realReport = folder.resolve("real.json");

        var dry = runner.importFolder(SampleData.folder("next-day"), "--dry-run", "--report", dryReport.toString());

        assertThat(dry.exitCode()).isZero();
        assertThat(dry.err()).contains("Dry run");
        assertThat(Digests.ofFeeds(fresh)).isEqualTo(before);
        for (String table :
                new String[] {"loads", "load_feeds", "rejected_rows", "load_rejections", "BATCH_JOB_INSTANCE"}) {
            assertThat(number(fresh, "SELECT count(*) FROM " + table))
                    .as(table)
                    .isEqualTo(
                            switch (table) {
                                case "load_feeds" ->
                                    SampleData.names("baseline").size();
                                case "rejected_rows", "load_rejections" -> 0;
                                default -> 1;
                            });
        }
        assertThat(number(fresh, RestartTest.stageTables(database))).isZero();

        var real = runner.importFolder(SampleData.folder("next-day"), "--report", realReport.toString());
        assertThat(real.out()).isEqualTo(dry.out());
        assertThat(withoutTimes(realReport)).isEqualTo(withoutTimes(dryReport));
    }

    private static String withoutTimes(Path report) {
        return SampleData.read(report).replaceAll("\"(started_at|published_at|duration_ms)\" : [^,]*,", "");
    }

    @ParameterizedTest
    @EnumSource
    void tooManyRejectionsPublishNothing(Database database) {
        DatabaseAddress fresh = TestDatabase.fresh(database);
        CreditRunner runner = new CreditRunner(fresh);

        var refused = runner.importFolder(SampleData.folder("broken"));

        assertThat(refused.exitCode()).isEqualTo(3);
        assertThat(refused.out()).isEmpty();
        assertThat(refused.err())
                .contains("too many rows were rejected")
                .contains("leads 1 of 4 (25.00%, allowed 5%)")
                .contains("`credit rejects --load 1`");
        assertThat(number(fresh, "SELECT count(*) FROM sellers")).isZero();
        assertThat(number(fresh, "SELECT count(*) FROM rejected_rows")).isEqualTo(11);
        assertThat(number(fresh, "SELECT count(*) FROM loads WHERE status = 'FAILED'"))
                .isEqualTo(1);

        assertThat(runner.importFolder(SampleData.folder("broken")).exitCode()).isEqualTo(3);
        assertThat(runner.run("resume").exitCode()).isEqualTo(3);
        assertThat(number(fresh, "SELECT count(*) FROM loads")).isEqualTo(1);

        var allowed = runner.importFolder(SampleData.folder("broken"), "--max-reject-rate", "40%");
        assertThat(allowed.exitCode()).as(allowed.err()).isZero();
        assertThat(number(fresh, "SELECT count(*) FROM sellers")).isEqualTo(3);
        assertThat(number(fresh, RestartTest.stageTables(database))).isZero();
        assertThat(runner.run("resume").out().strip()).isEqualTo("nothing to resume");
    }

    @Test
    void rateIsAllowedUpToItsVeryValue() {
        Path extract = SampleData.large(folder.resolve("extract"), 2_000);
        assertThat(credit.importFolder(extract, "--max-reject-rate", "0.09%").exitCode())
                .isEqualTo(3);
        assertThat(credit.importFolder(extract, "--max-reject-rate", "0.1%").exitCode())
                .isZero();
    }

    @Test
    void parentMayBeInTheDatabaseOrInTheLoad() {
        assertThat(credit.importFolder(BASELINE).exitCode()).isZero();
        var inTheLoad = credit.importFolder(SampleData.folder("next-day"), "--feeds", "sellers,invoices");
        assertThat(inTheLoad.out()).contains("invoices                         15 read: 15 inserted, 0 rejected");
        var inTheDatabase = credit.importFolder(SampleData.folder("next-day"), "--feeds", "leads");
        assertThat(inTheDatabase.out())
                .contains("leads                           138 read: 18 inserted, 2 updated, 118 unchanged, 0 rejected")
                .doesNotContain("sellers");
    }

    @Test
    void rejectsRowsWhoseParentIsNowhere() {
        var result = credit.importFolder(BASELINE, "--feeds", "leads");
        assertThat(result.exitCode()).isEqualTo(3);
        assertThat(number(address, "SELECT count(*) FROM rejected_rows")).isEqualTo(120);
        // The raw text is the file's own line.
        var raw = TestDatabase.query(address, jdbc -> jdbc.sql("SELECT raw FROM rejected_rows WHERE line = 31")
                .query(String.class)
                .list());
        assertThat(raw)
                .containsExactly(SampleData.lines(BASELINE.resolve("leads.csv")).get(30));
    }

    @Test
    void supersededAndDuplicateAreJudgedAgainstTheRowThatWins() {
        Path extract = folder.resolve("extract");
        SampleData.large(extract, 1);
        String start = "lead_id,seller_id,created_at,amount,status,shipping_status,tracking_number\n";
        SampleData.write(
                extract.resolve("leads.csv"),
                start + "5,1,2025-01-01 00:00:00,1.00,New,Pending,\n"
                        + "5,1,2025-01-01 00:00:00,2.00,New,Pending,\n"
                        + "5,1,2025-01-01T00:00:00.0Z,1.001,New,Pending,\n"
                        + "4,1,2025-01-01 00:00:00,3.00,New,Pending,\n");
        assertThat(credit.importFolder(extract).out())
                .contains(
                        "leads                             4 read: 2 inserted, 1 duplicate, 1 superseded, 0 rejected");
        assertThat(number(address, "SELECT amount_minor FROM leads WHERE lead_id = 5"))
                .isEqualTo(100);
    }

    @Test
    void compressedFilesAreReadAsTheyWere() throws IOException {
        Path extract = folder.resolve("extract");
        Files.createDirectories(extract);
        for (String name : new String[] {"senior_account_managers", "account_managers", "sellers"}) {
            try (OutputStream gzip = new GZIPOutputStream(Files.newOutputStream(extract.resolve(name + ".csv.gz")))) {
                Files.copy(BASELINE.resolve(name + ".csv"), gzip);
            }
        }
        assertThat(credit.importFolder(extract).exitCode()).isZero();
        DatabaseAddress plain = TestDatabase.fresh(Database.SQLITE);
        assertThat(new CreditRunner(plain)
                        .importFolder(BASELINE, "--feeds", "senior_account_managers,account_managers,sellers")
                        .exitCode())
                .isZero();
        assertThat(Digests.ofFeeds(address)).isEqualTo(Digests.ofFeeds(plain));
    }

    @Test
    void allThatIsWrongWithTheFilesIsSaidAtOnceAndNothingIsStaged() {
        Path extract = SampleData.copy("baseline", folder.resolve("extract"));
        SampleData.replace(extract.resolve("sellers.csv"), "market", "region");
        SampleData.write(extract.resolve("leads.csv"), "");

        var result = credit.importFolder(extract);

        assertThat(result.exitCode()).isEqualTo(1);
        assertThat(result.err())
                .contains(
                        "sellers.csv, line 1: column 'market' is missing (renamed to 'region'?). Got seller_id, seller_name, region,")
                .contains("leads.csv is empty, expected a header with the names lead_id, seller_id,");
        assertThat(number(address, RestartTest.stageTables(Database.SQLITE))).isZero();
        assertThat(number(address, "SELECT count(*) FROM loads WHERE status = 'FAILED'"))
                .isEqualTo(1);
    }

    @Test
    void fileThatChangesWhileItIsReadFailsTheLoad() {
        Path extract = SampleData.large(folder.resolve("extract"), 30_000);
        Path leads = extract.resolve("leads.csv");
        Importer importer = new Importer(
                address,
                new Importer.Options(
                        Actor.atCommandLine(),
                        Clock.systemUTC(),
                        (task, done, total) -> {
                            if (task.equals("sellers")) {
                                SampleData.replace(leads, ",Confirmed,", ",Cancelled,");
                            }
                        },
                        StopSignal.silent(),
                        10));

        ImportOutcome outcome = importer.run(request(extract));

        assertThat(outcome).isInstanceOfSatisfying(ImportOutcome.Failed.class, failed -> {
            assertThat(failed.gate()).isFalse();
            assertThat(failed.message()).contains("leads.csv changed while it was being loaded");
        });
        assertThat(number(address, "SELECT count(*) FROM leads")).isZero();
        var resumed = credit.run("resume");
        assertThat(resumed.exitCode()).isEqualTo(1);
        assertThat(resumed.err()).contains("no longer holds what load 1 began with");
    }

    /** Merging takes a large part of a load, so its end is not when that begins. */
    @Test
    void loadsLastUntilTheirRowsArePublished() {
        List<Instant> beforeMerging = new ArrayList<>();
        AtomicLong second = new AtomicLong(1_780_000_000);
        InstantSource later =
                () -> Instant.ofEpochSecond(second.getAndIncrement()); // each time that somebody looks at it
        Clock clock = later.withZone(ZoneOffset.UTC);
        Progress progress = (task, done, total) -> {
            if (task.equals("publish")) {
                beforeMerging.add(clock.instant());
            }
        };
        ImportOutcome outcome = new Importer(
                        address, new Importer.Options(Actor.atCommandLine(), clock, progress, StopSignal.silent(), 1))
                .run(request(BASELINE));

        LoadReport report = outcome.report();
        Instant begun = beforeMerging.get(0);
        assertThat(report.publishedAt()).isAfter(begun.plusSeconds(1)); // that is when merging begins
        assertThat(report.durationMs())
                .isEqualTo(Duration.between(report.startedAt(), report.publishedAt())
                        .toMillis());
    }

    @Test
    void olderLoadIsGivenUpOnceANewerOneIsPublished() {
        Path older = SampleData.large(folder.resolve("older"), 20_000);
        StopSignal stop = StopSignal.silent();
        Progress stopping = (task, done, total) -> stop.request();
        ImportOutcome stopped = new Importer(
                        address, new Importer.Options(Actor.atCommandLine(), Clock.systemUTC(), stopping, stop, 1))
                .run(request(older));
        assertThat(stopped).isInstanceOf(ImportOutcome.Stopped.class);

        assertThat(credit.importFolder(BASELINE).exitCode()).isZero();

        assertThat(credit.run("resume").out().strip()).isEqualTo("nothing to resume");
        assertThat(credit.run("loads").out())
                .contains("FAILED")
                .contains("It was interrupted. Load 2 has been published since, so this one cannot go on.");
        assertThat(number(address, RestartTest.stageTables(Database.SQLITE))).isZero();
    }

    @Test
    void killedDryRunIsTidiedUpByTheNextImport() {
        assertThat(credit.run("db", "migrate").exitCode()).isZero();
        TestDatabase.execute(
                address,
                "INSERT INTO loads (load_id, status, directory, content_sha256, feeds, max_reject_rate, dry_run, started_at)"
                        + " VALUES (1, 'STARTED', 'x', 'y', 'leads', '0.05', 1, '2025-01-01 00:00:00.000000')",
                "INSERT INTO load_feeds (load_id, feed, file, sha256, bytes) VALUES (1, 'leads', 'leads.csv', 'z', 1)",
                "CREATE TABLE stage_1_leads (line INTEGER PRIMARY KEY)");
        assertThat(credit.run("loads").out().strip()).isEqualTo("no loads yet");

        assertThat(credit.importFolder(BASELINE).exitCode()).isZero();

        assertThat(number(address, RestartTest.stageTables(Database.SQLITE))).isZero();
        assertThat(number(address, "SELECT count(*) FROM loads WHERE dry_run = 1"))
                .isZero();
    }

    @ParameterizedTest
    @EnumSource
    void oneLoadAtATime(Database database) {
        DatabaseAddress fresh = TestDatabase.fresh(database);
        try (WriteSession other = WriteSession.open(fresh, Actor.atCommandLine())) {
            assertThat(other.address()).isEqualTo(fresh);
            var refused = new CreditRunner(fresh).importFolder(BASELINE);
            assertThat(refused.exitCode()).isEqualTo(4);
            assertThat(refused.err()).contains("Another process is loading into");
        }
        assertThat(new CreditRunner(fresh).importFolder(BASELINE).exitCode()).isZero();
    }

    private static ImportRequest request(Path extract) {
        return new ImportRequest(extract, Set.of(), new BigDecimal("0.05"), null, false, false);
    }
}
