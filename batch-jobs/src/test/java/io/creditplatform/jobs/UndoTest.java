package io.creditplatform.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import io.creditplatform.cli.CreditRunner;
import io.creditplatform.database.Database;
import io.creditplatform.database.DatabaseAddress;
import io.creditplatform.past.PastState;
import io.creditplatform.past.VersionedTable;
import io.creditplatform.testing.SampleData;
import io.creditplatform.testing.TestDatabase;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The past can be seen again, and the newest load can be taken back exactly. */
class UndoTest {

    @TempDir
    private Path folder;

    /** All rows of all versioned tables, and with the present also the versions that were kept. */
    private static Map<String, List<String>> content(Connection connection, boolean withHistory) throws SQLException {
        Map<String, List<String>> content = new TreeMap<>();
        for (VersionedTable table : VersionedTable.all()) {
            content.put(table.name(), rows(connection, "SELECT " + table.columns() + " FROM " + table.name()));
            if (withHistory) {
                content.put(
                        table.history(),
                        rows(connection, "SELECT " + table.columns() + ", ended_by, ended_as FROM " + table.history()));
            }
        }
        content.put(
                "missing_rates_v",
                rows(connection, "SELECT seller_id, from_currency, to_currency, sellers FROM missing_rates_v"));
        content.put("credits_v", rows(connection, "SELECT credit_id, amount, currency FROM credits_v"));
        return content;
    }

    private static List<String> rows(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            List<String> rows = new ArrayList<>();
            while (row.next()) {
                StringBuilder text = new StringBuilder();
                for (int i = 1; i <= row.getMetaData().getColumnCount(); i++) {
                    text.append(row.getString(i)).append('|');
                }
                rows.add(text.toString());
            }
            Collections.sort(rows);
            return rows;
        }
    }

    private static Map<String, List<String>> now(DatabaseAddress address) throws SQLException {
        try (Connection connection = Database.open(address, Database.Access.READ)) {
            return content(connection, true);
        }
    }

    private static Map<String, List<String>> after(DatabaseAddress address, long load) throws SQLException {
        try (Connection connection = Database.open(address, Database.Access.WRITE)) {
            PastState.standIn(connection, address.database(), load);
            return content(connection, false);
        }
    }

    private static CreditRunner.Result ok(CreditRunner.Result result) {
        assertThat(result.exitCode()).as(result.out() + result.err()).isZero();
        return result;
    }

    /** Sequences of extracts that share most keys and few values, with and without currencies, whole and in part. */
    @ParameterizedTest
    @EnumSource
    void eachStateIsSeenAgainAndComesBack(Database database) throws Exception {
        Random random = new Random(20261128);
        CreditRunner credit = new CreditRunner(TestDatabase.fresh(database));
        List<Map<String, List<String>>> states = new ArrayList<>(List.of(now(migrated(credit))));
        for (int load = 1; load <= 6; load++) {
            Path extract = folder.resolve("extract-" + load);
            List<String> generate = new ArrayList<>(List.of(
                    "generate",
                    extract.toString(),
                    "--sellers",
                    "4",
                    "--weeks",
                    "6",
                    "--seed",
                    String.valueOf(random.nextInt(100))));
            if (random.nextInt(3) > 0) {
                generate.addAll(List.of("--currencies", "USD,EUR,AED"));
            }
            ok(CreditRunner.runAsGiven(generate.toArray(String[]::new)));
            SampleData.withoutManifest(extract);
            if (load > 1) {
                for (String feed : List.of("leads", "exchange_rates", "credit_chat")) {
                    if (random.nextInt(3) == 0) {
                        Files.deleteIfExists(extract.resolve(feed + ".csv"));
                    }
                }
            }
            ok(credit.importFolder(extract, "--max-reject-rate", "100%"));
            states.add(now(credit.address()));
        }
        for (int load = 1; load < states.size(); load++) {
            Map<String, List<String>> present = new TreeMap<>(states.get(load));
            present.keySet().removeIf(table -> table.endsWith("_history"));
            assertThat(after(credit.address(), load)).as("load " + load).isEqualTo(present);
        }
        for (int load = states.size() - 1; load > 0; load--) {
            String preview = credit.run("undo", "--dry-run").out();
            assertThat(now(credit.address())).isEqualTo(states.get(load));
            assertThat(ok(credit.run("undo")).out()).isEqualTo(preview);
            assertThat(now(credit.address())).as("load " + load).isEqualTo(states.get(load - 1));
            TestDatabase.requireSound(credit.address());
        }
        CreditRunner.Result nothing = credit.run("undo");
        assertThat(nothing.exitCode()).isEqualTo(1);
        assertThat(nothing.err()).contains("there is nothing to undo: no load is published in ");
    }

    private static DatabaseAddress migrated(CreditRunner credit) {
        ok(credit.run("db", "migrate"));
        return credit.address();
    }

    @ParameterizedTest
    @EnumSource
    void undoneContentMayBeImportedAgain(Database database) throws Exception {
        CreditRunner credit = new CreditRunner(TestDatabase.fresh(database));
        ok(credit.importFolder(SampleData.folder("baseline")));
        Map<String, List<String>> first = now(credit.address());
        ok(credit.importFolder(SampleData.folder("next-day")));

        CreditRunner.Result undone = ok(credit.run("undo"));

        assertThat(undone.out().lines())
                .contains("sellers                           3 taken out, 2 restored, 0 brought back")
                .contains("total                           176 taken out, 4 restored, 0 brought back");
        assertThat(undone.err()).contains("Load 2 is undone: everything is as load 1 left it.");
        assertThat(now(credit.address())).isEqualTo(first);
        assertThat(credit.run("loads").out()).contains("   2  UNDONE ").contains("   1  COMPLETED");
        assertThat(ok(credit.importFolder(SampleData.folder("next-day"))).err()).contains("Load 3 is published");
        assertThat(ok(credit.importFolder(SampleData.folder("next-day"))).out()).contains("already loaded as load 3");
    }

    @ParameterizedTest
    @EnumSource
    void loadsThatWereHeldAgainstAnUndoneStateAreGivenUp(Database database) throws Exception {
        CreditRunner credit = new CreditRunner(TestDatabase.fresh(database));
        ok(credit.importFolder(SampleData.folder("baseline")));
        Path bad = SampleData.copy("next-day", folder.resolve("bad"));
        SampleData.append(bad.resolve("senior_account_managers.csv"), "x,y,z", "x,y,z", "x,y,z");
        assertThat(credit.importFolder(bad).exitCode()).isEqualTo(3);

        ok(credit.run("undo"));

        assertThat(credit.run("resume").out()).contains("nothing to resume");
        assertThat(credit.run("loads").out()).contains("   2  ABANDONED").contains("Load 1 has been undone since");
        try (Stream<String> stages = TestDatabase.query(credit.address(), jdbc -> jdbc.sql(
                                database == Database.SQLITE
                                        ? "SELECT name FROM sqlite_master WHERE type = 'table'"
                                        : "SELECT tablename FROM pg_tables WHERE schemaname = current_schema()")
                        .query(String.class)
                        .list())
                .stream()) {
            assertThat(stages).noneMatch(name -> name.startsWith("stage_"));
        }
    }

    @ParameterizedTest
    @EnumSource
    void whatIsNotKeptCannotBeTakenBack(Database database) throws Exception {
        CreditRunner credit = new CreditRunner(TestDatabase.fresh(database));
        ok(credit.importFolder(SampleData.folder("baseline")));
        TestDatabase.execute(credit.address(), "UPDATE loads SET history_kept = 0");
        Map<String, List<String>> before = now(credit.address());

        CreditRunner.Result refused = credit.run("undo");

        assertThat(refused.exitCode()).isEqualTo(1);
        assertThat(refused.err()).contains("nothing was undone. What load 1 replaced is not kept");
        assertThat(now(credit.address())).isEqualTo(before);
    }
}
