package io.creditplatform;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaAccess.Predicates.targetOwner;
import static com.tngtech.archunit.core.domain.JavaCall.Predicates.target;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackage;
import static com.tngtech.archunit.core.domain.properties.CanBeAnnotated.Predicates.annotatedWith;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.nameMatching;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noFields;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DatabaseMetaData;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The house's rules, as far as a machine can hold them. */
class ArchitectureTest {

    /** But for what Spring writes, which knows every bean, wherever it is. */
    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("io.creditplatform")
            .that(not(annotatedWith("org.springframework.aot.generate.Generated")));

    @Test
    void rulesSeeTheCode() {
        assertThat(CLASSES.contain("io.creditplatform.feed.Feeds")).isTrue();
        assertThat(CLASSES.contain("io.creditplatform.ingest.ImportSteps")).isTrue();
        assertThat(CLASSES.contain("io.creditplatform.analytics.web.Answers")).isTrue();
    }

    @Test
    void sharedModelKnowsNoSpringAndNoneOfTheModulesAboveIt() {
        noClasses()
                .that()
                .resideInAnyPackage(
                        "io.creditplatform.model..",
                        "io.creditplatform.feed..",
                        "io.creditplatform.load..",
                        "io.creditplatform.measure..",
                        "io.creditplatform.database..",
                        "io.creditplatform.console..",
                        "io.creditplatform.file..",
                        "io.creditplatform.text..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "org.springframework..",
                        "io.creditplatform.audit..",
                        "io.creditplatform.generate..",
                        "io.creditplatform.derived..",
                        "io.creditplatform.ingest..",
                        "io.creditplatform.quality..",
                        "io.creditplatform.jobs..",
                        "io.creditplatform.migration..",
                        "io.creditplatform.service..",
                        "io.creditplatform.cli..",
                        "io.creditplatform.analytics..")
                .check(CLASSES);
    }

    /** Who may ask, and what is said where there is no answer, is the servers' concern alone. */
    @Test
    void onlyServersSpeakHttp() {
        noClasses()
                .that()
                .resideOutsideOfPackages("..http..", "..service..", "..analytics..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "io.creditplatform.http..",
                        "org.springframework.web..",
                        "org.springframework.http..",
                        "jakarta.servlet..",
                        "org.apache.catalina..")
                .check(CLASSES);
    }

    @Test
    void loadingKnowsNothingOfTheAnalytics() {
        noClasses()
                .that()
                .resideInAnyPackage(
                        "io.creditplatform.audit..",
                        "io.creditplatform.generate..",
                        "io.creditplatform.derived..",
                        "io.creditplatform.ingest..",
                        "io.creditplatform.quality..",
                        "io.creditplatform.jobs..",
                        "io.creditplatform.migration..",
                        "io.creditplatform.service..",
                        "io.creditplatform.cli..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("io.creditplatform.analytics..")
                .check(CLASSES);
    }

    @Test
    void analyticsKnowNothingOfLoading() {
        noClasses()
                .that()
                .resideInAPackage("io.creditplatform.analytics..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "org.springframework.batch..",
                        "liquibase..",
                        "io.creditplatform.audit..",
                        "io.creditplatform.generate..",
                        "io.creditplatform.derived..",
                        "io.creditplatform.ingest..",
                        "io.creditplatform.jobs..",
                        "io.creditplatform.migration..",
                        "io.creditplatform.quality..",
                        "io.creditplatform.service..",
                        "io.creditplatform.cli..")
                .check(CLASSES);
    }

    /** Commands start without a container; the service has one, the package http sets it up, and the service is known to the command that starts it alone. */
    @Test
    void onlyServiceAndServerHaveAContainer() {
        noClasses()
                .that()
                .resideOutsideOfPackages("..service..", "..analytics..", "..http..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("org.springframework.boot..", "org.springframework.context..", "org.yaml..")
                .check(CLASSES);
        noClasses()
                .that()
                .resideOutsideOfPackage("..service..")
                .and()
                .doNotHaveSimpleName("RunCommand")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("io.creditplatform.service..")
                .check(CLASSES);
    }

    /** It sees to it that nothing but the program sets them up. */
    @Test
    void containersAreMadeInOnePlace() {
        noClasses()
                .that()
                .doNotHaveSimpleName("Containers")
                .should()
                .callConstructorWhere(targetOwner(assignableTo("org.springframework.boot.SpringApplication")))
                .check(CLASSES);
    }

    @Test
    void controllersAreInternalToTheirPackage() {
        classes()
                .that()
                .areAnnotatedWith("org.springframework.stereotype.Controller")
                .should()
                .bePackagePrivate()
                .andShould()
                .haveSimpleNameEndingWith("Controller")
                .check(CLASSES);
    }

    /** What a record says of itself by annotations is said in its own package; all else that is known of feeds lies above it. */
    @Test
    void modelKnowsNothingOfOurs() {
        noClasses()
                .that()
                .resideInAPackage("io.creditplatform.model..")
                .should()
                .dependOnClassesThat(resideInAPackage("io.creditplatform..")
                        .and(resideOutsideOfPackage("io.creditplatform.model..")))
                .check(CLASSES);
    }

    /** A kind of database is found as a service; it is known by name where the program is put together, nowhere else. */
    @Test
    void kindsOfDatabaseAreKnownByThemselvesOnly() {
        for (String kind : List.of("..database.sqlite..", "..database.postgresql..")) {
            noClasses()
                    .that()
                    .resideOutsideOfPackage(kind)
                    .should()
                    .dependOnClassesThat()
                    .resideInAPackage(kind)
                    .check(CLASSES);
        }
        noClasses()
                .that()
                .resideOutsideOfPackage("..database.sqlite..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("org.sqlite..")
                .check(CLASSES);
        noClasses()
                .that()
                .resideOutsideOfPackage("..database.postgresql..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("org.postgresql..")
                .check(CLASSES);
    }

    /** A process that sees no mounts, as in a chroot, has no file stores; room is told of where it can be. */
    @Test
    void filesAreNotAskedForTheirStore() {
        noClasses()
                .that()
                .doNotHaveSimpleName("InboxState")
                .should()
                .callMethodWhere(target(nameMatching("getFileStore")))
                .check(CLASSES);
    }

    /** What a failure means is told by its kind of database; all others go by the {@code Refusal}. */
    @Test
    void codesOfFailuresAreReadByTheKindsOnly() throws IOException {
        noClasses()
                .that()
                .resideOutsideOfPackage("..database.*..")
                .should()
                .callMethodWhere(target(nameMatching("getSQLState|getErrorCode"))
                        .and(targetOwner(assignableTo(SQLException.class))))
                .check(CLASSES);
        for (String module : List.of("shared-model", "batch-jobs", "analytics-api")) {
            try (Stream<Path> files = Files.walk(Path.of("..", module, "src", "main", "java"))) {
                for (Path file : files.filter(Files::isRegularFile).toList()) {
                    if (!file.toString().contains("database" + File.separator + "sqlite")) {
                        assertThat(Files.readString(file))
                                .as(file.toString())
                                .doesNotContainPattern("\\bSQLITE_(?!PREFIX)");
                    }
                }
            }
        }
    }

    /**
     * Many rows are read through {@code ManyRows}, in a transaction, or in the one of a job's step. Those few who use the driver for a
     * single row, or the orphans of a step, are named here.
     */
    @Test
    void manyRowsAreReadThroughOneDoor() {
        noClasses()
                .should()
                .callMethodWhere(target(nameMatching("setFetchSize|withFetchSize|queryForStream")))
                .check(CLASSES);
        noClasses()
                .that()
                .resideOutsideOfPackages("..database..", "..past..")
                .and()
                .doNotHaveSimpleName("Tags")
                .and()
                .doNotHaveSimpleName("Export")
                .and()
                .doNotHaveSimpleName("ImportSteps")
                .should()
                .callMethodWhere(target(nameMatching("executeQuery")).and(targetOwner(assignableTo(Statement.class))))
                .check(CLASSES);
    }

    /** A driver takes names for patterns, and a name that is cast has to be quoted first: of a schema by any other name both go wrong. */
    @Test
    void tablesAreLookedUpByTheirNames() throws IOException {
        noClasses()
                .that()
                .doNotHaveSimpleName("OwnTables")
                .should()
                .callMethodWhere(target(nameMatching("getTables|getColumns|getSchemas"))
                        .and(targetOwner(assignableTo(DatabaseMetaData.class))))
                .check(CLASSES);
        try (Stream<Path> files = Files.walk(Path.of("..", "shared-model", "src", "main", "java"))) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                assertThat(Files.readString(file)).as(file.toString()).doesNotContain("current_schema()::reg");
            }
        }
    }

    /** What a job did is told by its own tables; what Spring Batch keeps of it is not written at each change. */
    @Test
    void nothingIsKeptInTheContextsOfJobs() {
        noClasses()
                .should()
                .callMethodWhere(target(nameMatching("put.*|remove"))
                        .and(targetOwner(
                                assignableTo("org.springframework.batch.infrastructure.item.ExecutionContext"))))
                .check(CLASSES);
    }

    @Test
    void packagesFormNoCircle() {
        slices().matching("io.creditplatform.(**)").should().beFreeOfCycles().check(CLASSES);
    }

    /** Rules know what is loaded, and nothing of how it came there but the quarantine and its ways to write CSV. */
    @Test
    void rulesKnowNoFileOfAnExtract() {
        noClasses()
                .that()
                .resideInAPackage("..quality..")
                .should()
                .dependOnClassesThat()
                .haveNameMatching("io\\.creditplatform\\.ingest\\.(Extract.*|Row.*|Stage.*|Import.*|Load.*)")
                .check(CLASSES);
    }

    @Test
    void onlyTheMigrationKnowsLiquibaseAndOnlyReaderAnswersAndExportKnowFastCsv() {
        noClasses()
                .that()
                .resideOutsideOfPackage("..migration..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("liquibase..")
                .check(CLASSES);
        noClasses()
                .that()
                .resideOutsideOfPackages("..ingest..", "..analytics.web..", "..analytics.export..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("de.siegmar.fastcsv..")
                .check(CLASSES);
    }

    @Test
    void onlyTheDatabaseOpensConnections() {
        noClasses()
                .that()
                .resideOutsideOfPackage("..database..")
                .should()
                .dependOnClassesThat()
                .areAssignableTo(DriverManager.class)
                .check(CLASSES);
    }

    @Test
    void namesSayWhatAThingIs() {
        for (String vague : List.of("Util", "Utils", "Helper", "Manager", "Impl", "Constants")) {
            // AccountManager is a person.
            noClasses()
                    .that()
                    .doNotHaveSimpleName("AccountManager")
                    .and()
                    .doNotHaveSimpleName("SeniorAccountManager")
                    .should()
                    .haveSimpleNameEndingWith(vague)
                    .check(CLASSES);
        }
    }

    @Test
    void nothingIsInjectedIntoFieldsAndNothingSwitchesOnTheKindOfDatabase() {
        noFields()
                .should()
                .beAnnotatedWith("org.springframework.beans.factory.annotation.Autowired")
                .check(CLASSES);
        noClasses()
                .that()
                .resideOutsideOfPackage("..database..")
                .should()
                .accessField("io.creditplatform.database.Database", "SQLITE")
                .orShould()
                .accessField("io.creditplatform.database.Database", "POSTGRESQL")
                .check(CLASSES);
    }

    @Test
    void commandsAreInternalToTheCommandLine() {
        classes()
                .that()
                .resideInAPackage("..cli..")
                .and()
                .haveSimpleNameEndingWith("Command")
                .should()
                .bePackagePrivate()
                .check(CLASSES);
    }

    /** What guards itself against other threads says before its class which threads those are. */
    @Test
    void classesThatThreadsShareSaySo() throws IOException {
        Pattern guarded = Pattern.compile(
                "\\bsynchronized |\\bvolatile |new (?:Concurrent|Atomic|ArrayBlocking)|ThreadLocal<|new Thread\\(|synchronizedMap");
        List<String> silent = new ArrayList<>();
        for (String module : List.of("shared-model", "batch-jobs", "analytics-api")) {
            try (Stream<Path> files = Files.walk(Path.of("..", module, "src", "main", "java"))) {
                for (Path file :
                        files.filter(path -> path.toString().endsWith(".java")).toList()) {
                    String source = Files.readString(file);
                    if (guarded.matcher(source).find()) {
                        int begin = source.indexOf("/**");
                        String said = begin < 0 ? "" : source.substring(begin, source.indexOf("*/", begin));
                        if (!Pattern.compile("[Tt]hread").matcher(said).find()) {
                            silent.add(file.toString());
                        }
                    }
                }
            }
        }
        assertThat(silent).isEmpty();
    }

    /** What is longer says several things; a table would be an exception, of which the program has none. */
    @Test
    void noClassOfTheProgramIsLong() throws IOException {
        List<String> tooLong = new ArrayList<>();
        for (String module : List.of("shared-model", "batch-jobs", "analytics-api")) {
            try (Stream<Path> files = Files.walk(Path.of("..", module, "src", "main", "java"))) {
                for (Path file :
                        files.filter(path -> path.toString().endsWith(".java")).toList()) {
                    int lines = Files.readAllLines(file).size();
                    if (lines > 300) {
                        tooLong.add(file + " has " + lines + " lines");
                    }
                }
            }
        }
        assertThat(tooLong).isEmpty();
    }
}
