package io.creditplatform.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.creditplatform.audit.Act;
import io.creditplatform.audit.AuditLog;
import io.creditplatform.cli.CreditRunner;
import io.creditplatform.database.Database;
import io.creditplatform.testing.SampleData;
import io.creditplatform.testing.TestDatabase;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Whatever is done to a database is noted in it, by whoever does it, and stays noted. */
class AuditTest {

    @TempDir
    private Path folder;

    private static List<AuditLog.Entry> entries(CreditRunner credit) {
        return TestDatabase.query(credit.address(), jdbc -> {
            List<AuditLog.Entry> entries = new AuditLog(credit.address().database(), jdbc).newest(100);
            Collections.reverse(entries);
            return entries;
        });
    }

    @ParameterizedTest
    @EnumSource
    void everythingIsNotedAndStays(Database database) {
        CreditRunner credit = new CreditRunner(TestDatabase.fresh(database));
        Path first = SampleData.folder("baseline");
        assertThat(credit.run("db", "migrate").exitCode()).isZero();
        assertThat(credit.run("audit").out()).isEqualTo("nothing was done yet\n");
        assertThat(credit.importFolder(first, "--as-of", "2025-10-01").exitCode())
                .isZero();
        assertThat(credit.importFolder(first).out()).contains("already loaded");
        assertThat(credit.importFolder(first, "--dry-run", "--force").exitCode())
                .isZero();
        Path bad = SampleData.copy("next-day", folder.resolve("bad"));
        SampleData.append(bad.resolve("senior_account_managers.csv"), "x,y,z", "x,y,z", "x,y,z");
        assertThat(credit.importFolder(bad, "--feeds", "senior_account_managers,leads")
                        .exitCode())
                .isEqualTo(3);
        assertThat(credit.run("resume").exitCode()).isEqualTo(3);
        assertThat(credit.run("loads", "--abandon", "2").exitCode()).isZero();
        assertThat(credit.run("undo", "--dry-run").exitCode()).isZero();
        assertThat(credit.run("undo").exitCode()).isZero();
        assertThat(credit.run("undo").exitCode()).isEqualTo(1);
        assertThat(credit.run("db", "rebuild").exitCode()).isZero();

        List<AuditLog.Entry> entries = entries(credit);
        assertThat(entries)
                .extracting(AuditLog.Entry::act, AuditLog.Entry::loadId)
                .containsExactly(
                        tuple(Act.IMPORT, 1L),
                        tuple(Act.IMPORT, null), // a dry run, whose number is the next load's
                        tuple(Act.IMPORT, 2L),
                        tuple(Act.RESUME, 2L),
                        tuple(Act.ABANDON, 2L),
                        tuple(Act.UNDO, 1L),
                        tuple(Act.REBUILD, null));
        assertThat(entries).extracting(AuditLog.Entry::entryId).containsExactly(1L, 2L, 3L, 4L, 5L, 6L, 7L);
        assertThat(entries).allSatisfy(entry -> {
            assertThat(entry.who()).isEqualTo(System.getProperty("user.name"));
            assertThat(entry.origin()).startsWith("command line on ");
        });
        assertThat(entries.get(0).details())
                .contains("directory=" + first, "maxRejectRate=0.05", "asOf=2025-10-01", "force=false");
        assertThat(entries.get(1).details()).contains("force=true, dryRun=true");
        assertThat(entries.get(2).details()).contains("directory=" + bad).contains("senior_account_managers");
        assertThat(entries.get(5).details()).contains("sellers: 12 taken out, 0 restored, 0 brought back");
        assertThat(credit.run("audit", "--limit", "1").out())
                .contains("REBUILD")
                .contains("command line on ");
        assertThat(credit.run("audit", "--json").out()).contains("\"act\" : \"UNDO\"");
        assertThat(credit.run("audit", "--limit", "0").exitCode()).isEqualTo(2);

        for (String change : List.of("UPDATE audit_log SET who = 'nobody'", "DELETE FROM audit_log")) {
            assertThatThrownBy(() -> TestDatabase.execute(credit.address(), change))
                    .hasStackTraceContaining("audit_log is append only");
        }
        assertThat(entries(credit)).isEqualTo(entries);
    }

    /** Of one that is loaded into at once, the load tells. */
    @ParameterizedTest
    @EnumSource
    void whoMakesADatabaseIsNoted(Database database) {
        CreditRunner credit = new CreditRunner(TestDatabase.none(database));
        assertThat(credit.run("db", "migrate").out()).endsWith("state     current\n");
        assertThat(credit.run("db", "migrate").exitCode()).isZero();
        assertThat(entries(credit))
                .singleElement()
                .extracting(AuditLog.Entry::act, AuditLog.Entry::loadId, AuditLog.Entry::details)
                .containsExactly(Act.MIGRATE, null, "a new database");
    }

    /** A schema without a place for it takes what was noted along. */
    @ParameterizedTest
    @EnumSource
    void migrationsAreNotedWhereThereIsAPlaceForIt(Database database) {
        CreditRunner credit = new CreditRunner(TestDatabase.baseline(database));
        assertThat(credit.run("db", "rollback", "--to", "v2").exitCode()).isZero();
        assertThat(credit.run("db", "migrate").exitCode()).isZero();
        assertThat(entries(credit))
                .extracting(AuditLog.Entry::act, AuditLog.Entry::details)
                .contains(tuple(Act.MIGRATE, "from 299-tag-v2"));
        assertThat(credit.run("db", "tag", "release").exitCode()).isZero();
        assertThat(credit.run("db", "rollback", "--to", "release").exitCode()).isZero();
        List<AuditLog.Entry> entries = entries(credit);
        assertThat(entries.get(entries.size() - 1).act()).isEqualTo(Act.ROLLBACK);
        assertThat(entries.get(entries.size() - 1).details()).startsWith("to release from ");
    }
}
