package io.creditplatform;

import static com.tngtech.archunit.core.domain.JavaAccess.Predicates.targetOwner;
import static com.tngtech.archunit.core.domain.JavaCall.Predicates.target;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.nameMatching;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import io.creditplatform.analytics.AnalyticsProgram;
import io.creditplatform.cli.CreditRunner;
import io.creditplatform.console.Console;
import io.creditplatform.database.Database;
import io.creditplatform.database.DatabaseAddress;
import io.creditplatform.testing.SampleData;
import io.creditplatform.testing.TestDatabase;
import java.io.File;
import java.io.FileOutputStream;
import java.io.FileWriter;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.RandomAccessFile;
import java.io.StringWriter;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the program leaves behind is for its owner alone, whatever it is, since all of it is made in one place. */
class FilesOfTheProgramTest {

    @TempDir
    private Path folder;

    @Test
    void filesAndFoldersAreMadeInOnePlace() {
        noClasses()
                .that()
                .resideOutsideOfPackage("..file..")
                .should()
                .callMethodWhere(
                        target(nameMatching("newOutputStream|newBufferedWriter|write|writeString|create.*|copy"))
                                .and(targetOwner(assignableTo(Files.class))))
                .orShould()
                .callMethodWhere(target(nameMatching("create.*|mkdirs?")).and(targetOwner(assignableTo(File.class))))
                .orShould()
                .callMethodWhere(target(nameMatching("open")).and(targetOwner(assignableTo(FileChannel.class))))
                .orShould()
                .callConstructor(FileOutputStream.class, File.class)
                .orShould()
                .callConstructor(FileOutputStream.class, File.class, boolean.class)
                .orShould()
                .callConstructor(FileOutputStream.class, String.class)
                .orShould()
                .callConstructor(FileOutputStream.class, String.class, boolean.class)
                .orShould()
                .dependOnClassesThat()
                .belongToAnyOf(FileWriter.class, RandomAccessFile.class)
                .check(new ClassFileImporter()
                        .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                        .importPackages("io.creditplatform"));
    }

    @Test
    void allThatCommandsLeaveIsForItsOwnerAlone() throws Exception {
        assumeThat(folder.getFileSystem().supportedFileAttributeViews()).contains("posix");
        Path made = folder.resolve("made");
        CreditRunner credit = new CreditRunner(DatabaseAddress.of(folder.resolve("credit.db")));
        ok(credit.importFolder(
                SampleData.folder("broken"),
                "--max-reject-rate",
                "99%",
                "--report",
                folder.resolve("load.json").toString()));
        ok(credit.run(
                "rejects",
                "--feed",
                "credits",
                "--out",
                made.resolve("rejects/credits.csv").toString()));
        ok(credit.run("check", "--out", made.resolve("reports").toString()));
        ok(CreditRunner.runAsGiven(
                "generate", made.resolve("extract").toString(), "--sellers", "3", "--weeks", "2", "--defects", "10%"));
        analytics(
                "export",
                made.resolve("export").toString(),
                "--db",
                credit.address().jdbcUrl());
        analytics(
                "serve", "--new-token", "bi", "--tokens", made.resolve("tokens").toString());
        TestDatabase.execute(
                credit.address(),
                "UPDATE credits SET currency = 'EUR' WHERE credit_id = (SELECT max(credit_id) FROM credits)");
        try (Connection connection = Database.open(credit.address(), Database.Access.WRITE)) {
            assertThat(connection.isValid(1)).isTrue();
            assertThat(rights()).containsKeys("credit.db-wal", "credit.db-shm");
        }
        ok(credit.run(
                "db",
                "rollback",
                "--to",
                "v1",
                "--export-lost",
                made.resolve("lost").toString()));

        Map<String, String> rights = rights();
        assertThat(rights)
                .containsKeys(
                        "credit.db",
                        "credit.db.lock",
                        "load.json",
                        "made/rejects/credits.csv",
                        "made/reports/report.html",
                        "made/extract/sellers.csv",
                        "made/extract.planted.csv",
                        "made/export/datapackage.json",
                        "made/tokens",
                        "made/lost/credits.csv")
                .anySatisfy((file, right) -> assertThat(file).endsWith(".bak"));
    }

    /** What is in the folder, with who may do what with it; nobody may but its owner. */
    private Map<String, String> rights() throws IOException {
        Map<String, String> rights = new TreeMap<>();
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.filter(each -> !each.equals(folder)).toList()) {
                String right = PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
                rights.put(folder.relativize(file).toString(), right);
                assertThat(right).as(file.toString()).isEqualTo(Files.isDirectory(file) ? "rwx------" : "rw-------");
            }
        }
        return rights;
    }

    private static void ok(CreditRunner.Result result) {
        assertThat(result.exitCode()).as(result.err()).isZero();
    }

    private static void analytics(String... arguments) {
        StringWriter err = new StringWriter();
        int exitCode = Console.run(
                AnalyticsProgram.commandLine()
                        .setOut(new PrintWriter(new StringWriter()))
                        .setErr(new PrintWriter(err, true)),
                arguments);
        assertThat(exitCode).as(err.toString() + List.of(arguments)).isZero();
    }
}
