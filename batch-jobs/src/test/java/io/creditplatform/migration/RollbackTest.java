package io.creditplatform.migration;

import static io.creditplatform.migration.TwoDays.loaded;
import static io.creditplatform.migration.TwoDays.look;
import static io.creditplatform.migration.TwoDays.ok;
import static io.creditplatform.migration.TwoDays.state;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.creditplatform.audit.Actor;
import io.creditplatform.cli.CreditRunner;
import io.creditplatform.database.Database;
import io.creditplatform.database.DatabaseAddress;
import io.creditplatform.database.DatabaseException;
import io.creditplatform.database.Schema;
import io.creditplatform.feed.Feeds;
import io.creditplatform.jobs.WriteSession;
import io.creditplatform.migration.TwoDays.State;
import io.creditplatform.testing.Digests;
import io.creditplatform.testing.SampleData;
import io.creditplatform.testing.TestDatabase;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A schema that is rolled back is as it was, and nothing is lost on the way without somebody having said so. */
class RollbackTest {

    @TempDir
    private Path folder;

    /** What a load knows of whether it can be taken back. */
    private static final Set<String> OF_THE_PAST =
            Set.of("history_kept", "schema_state", "ended_after", "former_status", "former_message");

    private static DatabaseAddress freshAtV1(Database database) throws SQLException {
        DatabaseAddress address = TestDatabase.none(database);
        try (Connection connection = Database.open(address, Database.Access.WRITE)) {
            Migration.runTo("v1", address, connection);
        }
        return address;
    }

    @ParameterizedTest
    @EnumSource
    void rolledBackDatabaseIsOneOfVersion1AndComesBackAsItWas(Database database) throws Exception {
        CreditRunner credit = loaded(database);
        State before = state(credit.address());
        // Version 1 has no place for lines and earlier versions of rows, nor for when figures were last worked out
        // anew.
        Map<String, List<String>> withoutThePast = new TreeMap<>();
        look(credit.address(), Tables::columns).forEach((table, names) -> {
            if (!table.endsWith("_history")) {
                withoutThePast.put(
                        table,
                        names.stream()
                                .filter(name -> Feeds.named(table).isEmpty() || !name.equals("line"))
                                .filter(name -> !table.equals("loads") || !OF_THE_PAST.contains(name))
                                .filter(name -> !table.equals("derived_tables") || !name.equals("load_id"))
                                .toList());
            }
        });
        Map<String, String> ofThePresent =
                look(credit.address(), connection -> Tables.digests(connection, withoutThePast));
        DatabaseAddress fresh = freshAtV1(database);
        Map<String, List<String>> columns = look(fresh, Tables::columns);
        State expected = new State(
                state(fresh).schema(), look(credit.address(), connection -> Tables.digests(connection, columns)));

        assertThat(ok(credit.run("db", "rollback", "--to", "v1"))).contains("reverted  210-exchange-rates");

        assertThat(state(credit.address())).isEqualTo(expected);
        assertThat(credit.run("db", "status").out()).contains("version   v1").contains("older than this program");
        CreditRunner.Result load = credit.importFolder(SampleData.folder("baseline"));
        assertThat(load.exitCode()).isEqualTo(1);
        assertThat(load.err())
                .contains("Run `credit db migrate`. If the database is to stay at v1, use the program of");
        assertThat(ok(credit.run("db", "migrate"))).contains("applied   " + Schema.newest(database));
        State after = state(credit.address());
        assertThat(after.schema()).isEqualTo(before.schema());
        Map<String, String> again = look(credit.address(), connection -> Tables.digests(connection, withoutThePast));
        assertThat(again).isEqualTo(ofThePresent);
    }

    @ParameterizedTest
    @EnumSource
    void unfinishedLoadIsTellableInAnyVersion(Database database) throws Exception {
        CreditRunner credit = loaded(database);
        assertThat(credit.importFolder(SampleData.folder("broken"), "--max-reject-rate", "0")
                        .exitCode())
                .isEqualTo(3);
        String told = "Load 3 of " + SampleData.folder("broken").toRealPath()
                + " is unfinished; `credit resume` will begin it anew.";

        CreditRunner.Result rollback = credit.run("db", "rollback", "--to", "v1");
        CreditRunner.Result migration = credit.run("db", "migrate");

        assertThat(rollback.exitCode()).as(rollback.err()).isZero();
        assertThat(rollback.err()).contains(told);
        assertThat(migration.exitCode()).as(migration.err()).isZero();
        assertThat(migration.err()).contains(told);
    }

    @ParameterizedTest
    @EnumSource
    void rollbackThatWouldLoseSomethingIsRefusedWithCounts(Database database) throws Exception {
        CreditRunner credit = loaded(database);
        TestDatabase.execute(
                credit.address(),
                "UPDATE credits SET currency = 'EUR' WHERE credit_id = 3",
                "UPDATE sellers SET preferred_currency = 'SAR' WHERE seller_id < 3");
        State before = state(credit.address());

        CreditRunner.Result refused = credit.run("db", "rollback", "--to", "v1");

        assertThat(refused.exitCode()).isEqualTo(1);
        assertThat(refused.err())
                .contains("credits: 1 row where currency IS DISTINCT FROM 'USD'")
                .contains("sellers: 2 rows where preferred_currency IS DISTINCT FROM 'USD'")
                .contains("Nothing was changed.")
                .contains("--export-lost");
        assertThat(state(credit.address())).isEqualTo(before);
    }

    @ParameterizedTest
    @EnumSource
    void importOfWhatWasSavedBringsItBackExactly(Database database) throws Exception {
        CreditRunner credit = loaded(database);
        ok(credit.importFolder(SampleData.folder("baseline"), "--feeds", "exchange_rates", "--as-of", "2025-07-09"));
        TestDatabase.execute(
                credit.address(),
                "UPDATE credits SET currency = 'EUR' WHERE credit_id IN (1, 28, 33)",
                "UPDATE sellers SET preferred_currency = 'SAR' WHERE seller_id = 4",
                "UPDATE leads SET currency = 'AED' WHERE lead_id < 20",
                "UPDATE invoices SET currency = 'SAR' WHERE seller_id = 4",
                "UPDATE invoice_items SET currency = 'SAR' WHERE invoice_id LIKE '4@_%' ESCAPE '@'",
                "UPDATE wallet_transactions SET currency = 'SAR' WHERE seller_id = 4");
        Map<String, String> before = Digests.ofFeeds(credit.address());
        Path lost = folder.resolve("lost");

        CreditRunner.Result rollback = credit.run("db", "rollback", "--to", "v1", "--export-lost", lost.toString());
        assertThat(ok(rollback)).contains("saved     " + lost.resolve("credits.csv"));
        assertThat(rollback.err())
                .contains("Import that with --as-of 2025-07-09: ")
                .contains("What is gone of the past, for good: ", "audit_log: ");
        ok(credit.run("db", "migrate"));
        assertThat(Digests.ofFeeds(credit.address())).isNotEqualTo(before);
        assertThat(ok(credit.importFolder(lost)))
                .contains("3 updated, 0 rejected")
                .contains("8 inserted");

        assertThat(Digests.ofFeeds(credit.address())).isEqualTo(before);
    }

    @ParameterizedTest
    @EnumSource
    void whatIsSavedGoesIntoAnEmptyFolderOnly(Database database) throws Exception {
        CreditRunner credit = loaded(database);
        TestDatabase.execute(credit.address(), "UPDATE credits SET currency = 'EUR' WHERE credit_id = 3");
        SampleData.write(folder.resolve("somebody.txt"), "else's");
        State before = state(credit.address());

        CreditRunner.Result refused = credit.run("db", "rollback", "--to", "v1", "--export-lost", folder.toString());

        assertThat(refused.exitCode()).isEqualTo(2);
        assertThat(refused.err()).contains("is not empty, expected a folder that is empty or not there yet");
        assertThat(state(credit.address())).isEqualTo(before);
    }

    @ParameterizedTest
    @EnumSource
    void noExtractBringsBackWhatIsNoFeeds(Database database) throws Exception {
        CreditRunner credit = loaded(database);
        look(credit.address(), connection -> {
            List<Loss> losses = Loss.of(
                    "DROP TABLE loads;\nDROP TABLE seller_metrics /* derived */;\nALTER TABLE loads DROP COLUMN message;"
                            + "\nALTER TABLE loads DROP COLUMN published_at;",
                    connection);
            assertThat(losses.stream().map(Loss::toString))
                    .containsExactly("loads: 2 rows", "loads: 2 rows where published_at IS NOT NULL");
            assertThatExceptionOfType(DatabaseException.class)
                    .isThrownBy(() -> LossExport.write(losses, folder, credit.address(), connection))
                    .withMessageContaining("No extract can bring back what is no feed's: loads: 2 rows;");
            return losses;
        });
    }

    /** Somebody's own view on a column keeps that from being dropped, when half of the rollback is done. */
    @ParameterizedTest
    @EnumSource
    void rollbackThatFailsLeavesTheDatabaseAsItWas(Database database) throws Exception {
        CreditRunner credit = loaded(database);
        TestDatabase.execute(credit.address(), "CREATE VIEW own AS SELECT lead_id, currency FROM leads");
        State before = state(credit.address());

        CreditRunner.Result failed = credit.run("db", "rollback", "--to", "v1");

        assertThat(failed.exitCode()).isEqualTo(1);
        assertThat(failed.err()).contains("Cannot roll back the database").contains("Nothing was changed.");
        assertThat(state(credit.address())).isEqualTo(before);
        assertThat(credit.run("db", "status").out()).contains("state     current");
        TestDatabase.execute(credit.address(), "DROP VIEW own");
        ok(credit.run("db", "rollback", "--to", "v1"));
    }

    @ParameterizedTest
    @EnumSource
    void nothingHappensToTheSchemaWhileSomebodyLoads(Database database) throws Exception {
        CreditRunner credit = loaded(database);
        try (WriteSession load = WriteSession.open(credit.address(), Actor.atCommandLine())) {
            assertThat(load.connection().isClosed()).isFalse();
            for (String command : List.of("migrate", "rollback --to v1", "tag now", "verify")) {
                CreditRunner.Result busy = credit.run(("db " + command).split(" ", -1));
                assertThat(busy.exitCode())
                        .as(command + busy.out() + busy.err())
                        .isEqualTo(4);
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void dryRunsPrintTheStatementsAndChangeNothing(Database database) throws Exception {
        CreditRunner credit = loaded(database);
        TestDatabase.execute(credit.address(), "UPDATE credits SET currency = 'EUR' WHERE credit_id = 3");
        State before = state(credit.address());

        CreditRunner.Result rollback = credit.run("db", "rollback", "--to", "v1", "--dry-run");
        assertThat(ok(rollback))
                .contains("ALTER TABLE leads DROP COLUMN currency;")
                .contains("DROP TABLE exchange_rates;")
                .doesNotContain("jdbc:");
        assertThat(rollback.err())
                .contains("It would be refused, since it would lose credits: 1 row")
                .contains(
                        "What would go of the past, for good: ",
                        "leads_history: 2 rows; sellers_history: 2 rows;",
                        "audit_log: ")
                .contains("No earlier state can be asked for, exported or gone back to by `credit undo` then; "
                        + (database == Database.SQLITE ? "the backup" : "a backup of yours") + " still has all of it.");
        assertThat(ok(credit.run("db", "tag", "now", "--dry-run")))
                .startsWith("INSERT INTO DATABASECHANGELOG")
                .contains("'now'");
        assertThat(ok(credit.run("db", "migrate", "--dry-run"))).doesNotContain("CREATE");
        assertThat(ok(credit.run("db", "verify", "--dry-run")))
                .isEqualTo("Would compare what is derived with the feeds' rows, then copy " + credit.address()
                        + ", then: update to v3, rollback to v2, update to v3, rollback to v1, update to v3"
                        + System.lineSeparator());
        assertThat(state(credit.address())).isEqualTo(before);

        DatabaseAddress v1 = freshAtV1(database);
        State ofV1 = state(v1);
        assertThat(ok(new CreditRunner(v1).run("db", "migrate", "--dry-run")))
                .contains("ALTER TABLE leads ADD COLUMN currency TEXT NOT NULL DEFAULT 'USD';")
                .doesNotContain("jdbc:");
        assertThat(state(v1)).isEqualTo(ofV1);
    }

    @ParameterizedTest
    @EnumSource
    void dryRunOfNewDatabaseMakesNone(Database database) {
        DatabaseAddress address = TestDatabase.none(database);

        assertThat(ok(new CreditRunner(address).run("db", "migrate", "--dry-run")))
                .contains("CREATE TABLE credits")
                .contains("ALTER TABLE credits ADD COLUMN currency");

        if (address.file() != null) {
            assertThat(address.file()).doesNotExist();
        } else {
            assertThat(TestDatabase.number(
                            address, "SELECT count(*) FROM pg_tables WHERE schemaname = current_schema()"))
                    .isZero();
        }
    }

    @ParameterizedTest
    @EnumSource
    void ownTagsNameStatesToGoBackTo(Database database) throws Exception {
        CreditRunner credit = new CreditRunner(freshAtV1(database));
        assertThat(ok(credit.run("db", "tag", "before-autumn"))).startsWith("tagged    before-autumn");
        State before = state(credit.address());
        ok(credit.run("db", "migrate"));
        ok(credit.run("db", "tag", "autumn"));
        assertThat(credit.run("db", "status").out()).contains("version   v3").contains("state     current");
        assertThat(credit.run("db", "history").out())
                .contains("tag before-autumn")
                .contains("tag autumn");
        assertThat(credit.run("db", "tag", "v1").err())
                .contains("There is a tag 'v1' already, among [v1, before-autumn, v2, v3, autumn]");
        assertThat(credit.run("db", "tag", "a'b").exitCode()).isEqualTo(2);
        assertThat(credit.run("db", "rollback", "--to", "v9").err())
                .contains("Unknown tag 'v9', expected one of [v1, before-autumn, v2, v3, autumn]");

        assertThat(ok(credit.run("db", "rollback", "--to", "autumn"))).doesNotContain("reverted");
        ok(credit.run("db", "rollback", "--to", "before-autumn"));

        assertThat(state(credit.address())).isEqualTo(before);
        List<String> tags = look(credit.address(), connection -> Tags.of(credit.address(), connection));
        assertThat(tags).containsExactly("v1", "before-autumn");
    }

    /** As after a clock that was set back, or from a host in another time zone, since a server keeps a session's local time. */
    @ParameterizedTest
    @EnumSource
    void changesComeAfterThoseOfAClockThatWasAhead(Database database) throws Exception {
        CreditRunner credit = new CreditRunner(freshAtV1(database));
        State before = state(credit.address());
        String ahead = "UPDATE DATABASECHANGELOG SET DATEEXECUTED = '2200-01-01 00:00:00'";
        TestDatabase.execute(credit.address(), ahead);
        ok(credit.run("db", "migrate"));
        assertThat(credit.run("db", "status").out()).contains("version   v3");
        TestDatabase.execute(credit.address(), ahead);
        ok(credit.run("db", "tag", "autumn"));

        assertThat(ok(credit.run("db", "rollback", "--to", "autumn"))).doesNotContain("reverted");
        assertThat(ok(credit.run("db", "rollback", "--to", "v1"))).contains("reverted  210-exchange-rates");

        assertThat(state(credit.address())).isEqualTo(before);
    }

    @ParameterizedTest
    @EnumSource
    void rollbackThatDoesNotGetToItsTagChangesNothing(Database database) throws Exception {
        CreditRunner credit = loaded(database);
        State before = state(credit.address());
        TestDatabase.execute(
                credit.address(), "UPDATE DATABASECHANGELOG SET DATEEXECUTED = '2200-01-01 00:00:00' WHERE TAG = 'v1'");

        CreditRunner.Result failed = credit.run("db", "rollback", "--to", "v1");

        assertThat(failed.exitCode()).isEqualTo(1);
        assertThat(failed.err())
                .contains("Liquibase did not get to v1, since the times in DATABASECHANGELOG are not in the order of")
                .contains("Nothing was changed.");
        assertThat(state(credit.address())).isEqualTo(before);
    }

    @ParameterizedTest
    @EnumSource
    void dryRunRefusesWhatMigratingWould(Database database) {
        DatabaseAddress others = TestDatabase.none(database);
        TestDatabase.execute(others, "CREATE TABLE songs (title TEXT)");
        CreditRunner.Result ofOthers = new CreditRunner(others).run("db", "migrate", "--dry-run");
        assertThat(ofOthers.exitCode()).isEqualTo(1);
        assertThat(ofOthers.err()).contains("is a database of something else");

        CreditRunner newer = new CreditRunner(TestDatabase.none(database));
        ok(newer.run("db", "migrate"));
        TestDatabase.execute(
                newer.address(),
                "UPDATE DATABASECHANGELOG SET ID = '900-new' WHERE ID = '" + Schema.newest(database) + "'");
        CreditRunner.Result ofNewer = newer.run("db", "migrate", "--dry-run");
        assertThat(ofNewer.exitCode()).isEqualTo(1);
        assertThat(ofNewer.err()).contains("is newer than this program: it has 900-new");
    }

    @ParameterizedTest
    @EnumSource(names = "SQLITE")
    void backupHoldsWhatTheDatabaseHeld(Database database) throws Exception {
        CreditRunner credit = loaded(database);
        State before = state(credit.address());

        String out = ok(credit.run("db", "rollback", "--to", "v1"));

        Path backup = Path.of(out.lines()
                .filter(line -> line.startsWith("backup    "))
                .findFirst()
                .orElseThrow()
                .substring(10));
        assertThat(backup.getFileName().toString()).matches("credit\\.db\\.v3-\\d{8}T\\d{6}\\.\\d{3}Z\\.bak");
        assertThat(state(DatabaseAddress.of(backup))).isEqualTo(before);
    }

    @ParameterizedTest
    @EnumSource(names = "SQLITE")
    void nothingHappensWithoutBackup(Database database) throws Exception {
        CreditRunner credit = loaded(database);
        Path file = Objects.requireNonNull(credit.address().file());
        try (Connection connection = Database.open(credit.address(), Database.Access.WRITE)) {
            DatabaseAddress elsewhere =
                    new DatabaseAddress(database, credit.address().jdbcUrl(), file.resolve("no-folder"));
            assertThatExceptionOfType(DatabaseException.class)
                    .isThrownBy(() -> Backup.take(elsewhere, connection, java.time.Instant.EPOCH))
                    .withMessageContaining("Nothing was changed.");
        }
    }

    /** A database may lack what its children point to, as one does that was changed by hand without checks. */
    @ParameterizedTest
    @EnumSource(names = "SQLITE")
    void backupThatIsNotWholeIsNotLeft(Database database) throws Exception {
        CreditRunner credit = loaded(database);
        TestDatabase.execute(credit.address(), "PRAGMA foreign_keys = OFF", "DELETE FROM sellers WHERE seller_id = 1");

        CreditRunner.Result failed = credit.run("db", "rollback", "--to", "v1");

        assertThat(failed.exitCode()).isEqualTo(1);
        assertThat(failed.err()).contains("is not what it should be").contains("Nothing was changed.");
        try (Stream<Path> files = Files.list(
                Objects.requireNonNull(credit.address().file()).toAbsolutePath().getParent())) {
            assertThat(files.map(file -> file.getFileName().toString()))
                    .noneMatch(name -> name.contains(".bak") || name.contains("scratch"));
        }
    }

    @ParameterizedTest
    @EnumSource
    void commandsNeedADatabaseWithASchema(Database database) {
        CreditRunner credit = new CreditRunner(TestDatabase.none(database));
        for (String command : List.of("rollback --to v1", "tag now", "verify")) {
            assertThat(credit.run(("db " + command).split(" ", -1)).exitCode())
                    .as(command)
                    .isEqualTo(2);
        }
    }
}
