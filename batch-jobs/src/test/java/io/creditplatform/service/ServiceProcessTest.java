package io.creditplatform.service;

import static org.assertj.core.api.Assertions.assertThat;

import io.creditplatform.cli.CreditRunner;
import io.creditplatform.database.Database;
import io.creditplatform.database.DatabaseAddress;
import io.creditplatform.testing.Program;
import io.creditplatform.testing.SampleData;
import io.creditplatform.testing.TestDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The service as a process of its own: how it starts, how it ends, and what is left when it is killed. */
class ServiceProcessTest {

    @TempDir
    private Path home;

    private final DatabaseAddress address = TestDatabase.fresh(Database.SQLITE);

    private Path database() {
        return Objects.requireNonNull(address.file()).toAbsolutePath();
    }

    private Path output() {
        return home.resolve("output.txt");
    }

    private Process run(String... options) {
        List<String> arguments = new ArrayList<>(List.of("run"));
        arguments.addAll(List.of(options));
        arguments.addAll(List.of("--db", database().toString()));
        return Program.startFrom(
                "cd " + home + " && CREDIT_RUN_INBOX_EVERY=1s exec \"$@\"", output(), arguments.toArray(String[]::new));
    }

    private void deliver(String sample, String name) throws IOException {
        Path hidden = SampleData.copy(sample, home.resolve("inbox/." + name));
        Files.createFile(hidden.resolve("_SUCCESS"));
        Files.move(hidden, home.resolve("inbox").resolve(name));
    }

    private boolean isArchived(String name) {
        return Files.exists(home.resolve("archive").resolve(name));
    }

    @Test
    void exampleStartsAndTheServiceStopsAfterWhatItIsAt() throws Exception {
        assertThat(new CreditRunner(address)
                        .importFolder(SampleData.folder("baseline"))
                        .exitCode())
                .isZero();
        String readme = SampleData.read(Path.of("..", "README.md"));
        assertThat(Program.await(run("--init"), output()))
                .satisfies(made -> assertThat(made.exitCode()).isZero())
                .satisfies(made -> assertThat(readme).contains("$ ./credit run --init\n" + made.output()));
        assertThat(home.resolve("credit.yaml")).hasContent(SettingsExample.text());
        assertThat(Program.await(run("--init"), output()))
                .satisfies(again -> assertThat(again.exitCode()).isEqualTo(2))
                .satisfies(again -> assertThat(again.output()).contains("credit.yaml is there already"));
        assertThat(Program.await(run("--check-config"), output()).output()).contains("credit.yaml: all right");
        assertThat(Program.await(run("--config", "none.yaml"), output()).exitCode())
                .isEqualTo(2);

        deliver("next-day", "2025-07-08");
        Process service = run();
        assertThat(Program.awaitWhileAlive(service, () -> isArchived("2025-07-08")))
                .as(SampleData.read(output()))
                .isTrue();
        Process second = Program.startFrom(
                "cd " + home + " && exec \"$@\"", home.resolve("second.txt"), "run", "--db", "other.db");
        assertThat(Program.await(second, home.resolve("second.txt")))
                .satisfies(refused -> assertThat(refused.exitCode()).isEqualTo(4))
                .satisfies(refused -> assertThat(refused.output())
                        .contains("credit: another service works with the inbox " + home.toRealPath()));
        service.destroy();
        assertThat(Program.await(service, output()).exitCode()).isZero();
        String shown = SampleData.read(output())
                .replace(String.valueOf(home.toRealPath()), "/srv/credit")
                .replace(String.valueOf(database()), "credit.db");
        assertThat(shown).startsWith("Waiting for extracts in ").endsWith("\nStopped.\n");
        assertThat(readme).contains("$ ./credit run\n" + shown + "```");
    }

    @Test
    void whateverItIsKilledAtGoesOn() throws Exception {
        Files.createDirectory(home.resolve("inbox"));
        deliver("baseline", "2025-07-07");
        deliver("next-day", "2025-07-08");
        Random random = new Random(16);
        int kills = 0;
        while (kills < 4 && !isArchived("2025-07-08")) {
            Process service = run();
            service.waitFor(500 + random.nextInt(2500), TimeUnit.MILLISECONDS);
            service.destroyForcibly().waitFor();
            kills++;
        }
        Process service = run();
        assertThat(Program.awaitWhileAlive(
                        service,
                        () -> SampleData.read(output())
                                        .contains("Waiting for extracts") // said at once; it hears signals by then
                                && isArchived("2025-07-08")
                                && ServedInbox.names(home.resolve("inbox")).isEmpty()))
                .as(SampleData.read(output()))
                .isTrue();
        service.destroy();
        assertThat(Program.await(service, output()).exitCode()).isZero();
        assertThat(TestDatabase.numbers(
                        address, "SELECT load_id FROM loads WHERE status = 'COMPLETED' ORDER BY load_id"))
                .containsExactly(1L, 2L);
        assertThat(TestDatabase.number(address, "SELECT count(*) FROM loads")).isEqualTo(2);
        assertThat(ServedInbox.names(home.resolve("archive")))
                .containsExactly(
                        "2025-07-07",
                        "2025-07-07.log",
                        "2025-07-07.report.json",
                        "2025-07-08",
                        "2025-07-08.log",
                        "2025-07-08.report.json");
    }

    /** Nor of the service. What a container costs is for the one command that has one. */
    @Test
    void otherCommandsLoadNoClassOfSpringBoot() throws Exception {
        Path loaded = home.resolve("classes.txt");
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-Xlog:class+load:file=" + loaded,
                        "-cp",
                        System.getProperty("java.class.path"),
                        "io.creditplatform.cli.Credit",
                        "import",
                        SampleData.folder("baseline").toString(),
                        "--check",
                        "--db",
                        String.valueOf(address.file()))
                .redirectErrorStream(true)
                .redirectOutput(output().toFile())
                .start();
        assertThat(Program.await(process, output()).exitCode())
                .as(SampleData.read(output()))
                .isZero();
        List<String> classes = Files.readAllLines(loaded);
        assertThat(classes.stream().filter(line -> line.contains(" io.creditplatform.ingest.ImportSteps ")))
                .isNotEmpty();
        // Logging finds those by itself, as services.
        assertThat(classes.stream()
                        .filter(line -> line.matches(".* (org.springframework.boot|io.creditplatform.service)\\..*"))
                        .filter(line -> !line.contains(" org.springframework.boot.logging.")))
                .isEmpty();
    }
}
