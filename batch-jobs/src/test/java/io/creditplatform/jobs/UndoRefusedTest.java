package io.creditplatform.jobs;

import static io.creditplatform.testing.TestDatabase.number;
import static org.assertj.core.api.Assertions.assertThat;

import io.creditplatform.audit.Actor;
import io.creditplatform.cli.CreditRunner;
import io.creditplatform.database.Database;
import io.creditplatform.database.DatabaseAddress;
import io.creditplatform.testing.Digests;
import io.creditplatform.testing.Program;
import io.creditplatform.testing.SampleData;
import io.creditplatform.testing.TestDatabase;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A load is taken back exactly or not at all, whatever goes on beside it. */
class UndoRefusedTest {

    @TempDir
    private Path folder;

    private static CreditRunner.Result ok(CreditRunner.Result result) {
        assertThat(result.exitCode()).as(result.out() + result.err()).isZero();
        return result;
    }

    private static void refuse(CreditRunner credit, String reason) {
        Map<String, String> before = Digests.ofFeeds(credit.address());
        long published = published(credit.address());
        for (String[] command : List.of(new String[] {"undo", "--dry-run"}, new String[] {"undo"})) {
            CreditRunner.Result refused = credit.run(command);
            assertThat(refused.exitCode()).isEqualTo(1);
            assertThat(refused.err())
                    .contains("nothing was undone. " + reason)
                    .contains(
                            "Instead, import the whole extract of the state that you want with --force, and with --complete and"
                                    + " --max-removed-rate 100% for the feeds whose newer rows have to go.");
            assertThat(refused.out()).isEmpty();
        }
        assertThat(Digests.ofFeeds(credit.address())).isEqualTo(before);
        assertThat(published(credit.address())).isEqualTo(published);
    }

    private static long published(DatabaseAddress address) {
        return number(address, "SELECT count(*) FROM published_loads_v");
    }

    @ParameterizedTest
    @EnumSource
    void whereItCannotBeExactItSaysWhy(Database database) {
        CreditRunner credit = new CreditRunner(TestDatabase.baseline(database));
        ok(credit.importFolder(SampleData.folder("next-day")));

        // As a migration and a rollback of a later version leave it: what load 2 replaced is there, in another meaning
        // perhaps.
        TestDatabase.execute(credit.address(), "UPDATE data_states SET state = 'another' WHERE part = 'schema'");
        refuse(
                credit,
                "The database's schema was changed after load 2 had been published, by a migration or a rollback");
        TestDatabase.execute(credit.address(), "UPDATE loads SET history_kept = 0 WHERE load_id = 2");
        refuse(credit, "What load 2 replaced is not kept any more: its history was pruned.");

        ok(credit.run("db", "rollback", "--to", "v2"));
        ok(credit.run("db", "migrate"));
        refuse(
                credit,
                "What load 2 replaced is not kept: it was published before the database was migrated to this version.");

        // What is loaded from here on can be taken back, up to there.
        Map<String, String> migrated = Digests.ofFeeds(credit.address());
        ok(credit.importFolder(SampleData.folder("currencies")));
        assertThat(Digests.ofFeeds(credit.address())).isNotEqualTo(migrated);
        assertThat(ok(credit.run("undo")).err()).contains("Load 3 is undone: everything is as load 2 left it.");
        assertThat(Digests.ofFeeds(credit.address())).isEqualTo(migrated);
        refuse(credit, "What load 2 replaced is not kept: ");
    }

    /** What had been given up because of the load that is taken back does not go on after all: what it had staged is gone. */
    @ParameterizedTest
    @EnumSource
    void loadsThatFailedInBetweenAreOverForGood(Database database) {
        CreditRunner credit = new CreditRunner(TestDatabase.baseline(database));
        Map<String, String> first = Digests.ofFeeds(credit.address());
        Path unfit = SampleData.copy("next-day", folder.resolve("unfit"));
        SampleData.write(unfit.resolve("invoices.csv"), "no,header\n1,2\n");
        assertThat(credit.importFolder(unfit).exitCode()).isEqualTo(1);
        ok(credit.importFolder(SampleData.folder("next-day")));
        Path later = SampleData.copy("next-day", folder.resolve("later"));
        SampleData.append(later.resolve("senior_account_managers.csv"), "x,y,z", "x,y,z", "x,y,z");
        assertThat(credit.importFolder(later).exitCode()).isEqualTo(3);

        assertThat(ok(credit.run("undo")).err()).contains("Load 3 is undone: everything is as load 1 left it.");

        assertThat(Digests.ofFeeds(credit.address())).isEqualTo(first);
        assertThat(credit.run("loads").out())
                .contains("   4  ABANDONED", "   3  UNDONE", "   2  ABANDONED", "   1  COMPLETED");
        assertThat(credit.run("resume").out()).contains("nothing to resume");
        assertThat(number(credit.address(), RestartTest.stageTables(database))).isZero();
        assertThat(ok(credit.importFolder(SampleData.folder("next-day"))).err()).contains("Load 5 is published");
        assertThat(ok(credit.run("undo")).err()).contains("Load 5 is undone: everything is as load 1 left it.");
        assertThat(Digests.ofFeeds(credit.address())).isEqualTo(first);
    }

    /** Whoever is waited for may have taken back, or loaded, what another one would then lose unseen. */
    @Test
    void takesBackNoOtherLoadThanTheOneThatWasTheNewest() throws Exception {
        CreditRunner credit = new CreditRunner(TestDatabase.fresh(Database.POSTGRESQL)); // which waits a while
        ok(credit.importFolder(SampleData.folder("baseline")));
        ok(credit.importFolder(SampleData.folder("next-day")));
        Path output = folder.resolve("output.txt");
        Process undo;
        try (WriteSession other = WriteSession.open(credit.address(), Actor.atCommandLine())) {
            undo = Program.start(output, "undo", "--db", credit.address().jdbcUrl());
            assertThat(Program.awaitWhileAlive(
                            undo,
                            () -> number(
                                            credit.address(),
                                            "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database()"
                                                    + " AND query LIKE 'SELECT pg_advisory_unlock_shared%'")
                                    > 0))
                    .isTrue();
            JdbcClient.create(other.dataSource())
                    .sql("UPDATE loads SET status = 'UNDONE' WHERE load_id = 2")
                    .update();
        }

        Program.Ended ended = Program.await(undo, output);

        assertThat(ended.exitCode()).as(ended.output()).isEqualTo(4);
        assertThat(ended.output())
                .contains("Another process has published or taken back a load of ")
                .contains(" meanwhile, so another one is the newest than when this began."
                        + " Nothing was undone; see `credit loads`, then try again.");
        assertThat(published(credit.address())).isEqualTo(1);
    }

    /** Of two at once, one is told that another process is at work, unless it comes when that one is through. */
    @ParameterizedTest
    @EnumSource
    void isAloneAtWork(Database database) throws Exception {
        CreditRunner credit = new CreditRunner(TestDatabase.none(database));
        assertThat(credit.run("undo").exitCode()).as("no database").isEqualTo(2);
        ok(credit.importFolder(SampleData.folder("baseline")));
        ok(credit.importFolder(SampleData.folder("next-day")));
        try (WriteSession loading = WriteSession.open(credit.address(), Actor.atCommandLine())) {
            assertThat(loading).isNotNull();
            CreditRunner.Result refused = credit.run("undo");
            assertThat(refused.err()).contains("Another process is loading into");
            assertThat(refused.exitCode()).isEqualTo(4);
            assertThat(credit.run("undo", "--dry-run").exitCode()).isEqualTo(4);
            assertThat(published(credit.address())).isEqualTo(2);
        }
        List<Path> outputs = List.of(folder.resolve("one.txt"), folder.resolve("other.txt"));
        List<Process> both = outputs.stream()
                .map(output ->
                        Program.start(output, "undo", "--db", credit.address().jdbcUrl()))
                .toList();
        long done = 0;
        for (int i = 0; i < both.size(); i++) {
            Program.Ended ended = Program.await(both.get(i), outputs.get(i));
            assertThat(ended.exitCode()).as(ended.output()).isIn(0, 4);
            done += ended.exitCode() == 0 ? 1 : 0;
        }
        assertThat(done).isPositive();
        assertThat(published(credit.address())).isEqualTo(2 - done);
        Stream.iterate(done, times -> times < 2, times -> times + 1).forEach(again -> ok(credit.run("undo")));
        assertThat(number(credit.address(), "SELECT count(*) FROM loads WHERE status = 'UNDONE'"))
                .isEqualTo(2);
        assertThat(number(credit.address(), "SELECT count(*) FROM sellers")).isZero();
        CreditRunner.Result nothing = credit.run("undo");
        assertThat(nothing.exitCode()).isEqualTo(1);
        assertThat(nothing.err()).contains("there is nothing to undo: no load is published in ");
    }
}
