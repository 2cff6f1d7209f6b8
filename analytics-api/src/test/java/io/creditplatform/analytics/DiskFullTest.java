package io.creditplatform.analytics;

import static org.assertj.core.api.Assertions.assertThat;

import io.creditplatform.cli.CreditRunner;
import io.creditplatform.database.Database;
import io.creditplatform.database.DatabaseAddress;
import io.creditplatform.testing.Digests;
import io.creditplatform.testing.SampleData;
import io.creditplatform.testing.SmallDisk;
import io.creditplatform.testing.TestDatabase;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;

/**
 * On a disk that becomes full, whenever it does, a command fails in a user's words, and does its work once there is room, by itself
 * or by another command that goes on. The disks are small file systems in memory; {@code -Dcredit.disks=30} tries as many sizes.
 */
@EnabledIf(
        value = "io.creditplatform.testing.SmallDisk#canBeMounted",
        disabledReason = "only root can mount small disks, and not everywhere")
class DiskFullTest {

    private static final int DISKS = Integer.getInteger("credit.disks", 3);
    private static final Path BASELINE = SampleData.folder("baseline");
    private static final Path NEXT_DAY = SampleData.folder("next-day");

    @TempDir
    private Path folder;

    private Path disk = Path.of("no disk yet");
    private CreditRunner credit = new CreditRunner(DatabaseAddress.of(disk));

    private @Nullable SmallDisk small;

    @AfterEach
    void unmount() {
        if (small != null) {
            small.close();
        }
    }

    /**
     * Gives a command on disks that have more and more room beside what lies there already, and then others once there is room.
     *
     * @param afterwards for each disk in turn one of these lists of commands; all must end with 0
     * @param state what must be the same each time in the end
     */
    private void onEachDisk(
            DatabaseAddress before,
            int leastRoom,
            int mostRoom,
            List<String> command,
            List<List<List<String>>> afterwards,
            Supplier<Object> state)
            throws IOException {
        int failed = 0;
        Object expected = null;
        for (int i = DISKS - 1; i >= 0; i--) { // from one with room enough, which tells what is expected
            int room = leastRoom + (mostRoom - leastRoom) * i / Math.max(1, DISKS - 1);
            Path original = Objects.requireNonNull(before.file());
            long size = Files.exists(original) ? Files.size(original) / 1024 : 0;
            disk = folder.resolve("disk");
            small = SmallDisk.mount(disk, size + room);
            if (size > 0) {
                Files.copy(original, disk.resolve("credit.db"));
            }
            credit = new CreditRunner(DatabaseAddress.of(disk.resolve("credit.db")));
            CreditRunner.Result ended = run(command);
            String what = command + " with " + room + " KB of room: " + ended.err();
            assertThat(ended.exitCode()).as(what).isIn(0, 1);
            if (ended.exitCode() == 1) {
                failed++;
                assertThat(ended.err())
                        .as(what)
                        .containsIgnoringCase("make room")
                        .doesNotContain("Exception");
            }
            small.resize(256 * 1024);
            if (ended.exitCode() == 1) {
                for (List<String> next : afterwards.get(i % afterwards.size())) {
                    CreditRunner.Result done = run(next);
                    assertThat(done.exitCode()).as(what + next + done.err()).isZero();
                }
            }
            Object reached = state.get();
            expected = expected == null ? reached : expected;
            assertThat(reached).as(what).isEqualTo(expected);
            TestDatabase.requireSound(credit.address());
            assertThat(leftovers()).as(what).isEmpty();
            small.close();
        }
        assertThat(failed).as("disks that were too small").isPositive();
    }

    private CreditRunner.Result run(List<String> command) {
        String[] arguments = command.stream()
                .map(word -> word.replace("{disk}", disk.toString()))
                .toArray(String[]::new);
        if (!command.get(0).equals("export")) {
            return credit.run(arguments);
        }
        List<String> all = new ArrayList<>(List.of(arguments));
        all.addAll(List.of("--db", credit.address().jdbcUrl()));
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        int exitCode = AnalyticsProgram.commandLine()
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .execute(all.toArray(String[]::new));
        return new CreditRunner.Result(exitCode, out.toString(), err.toString());
    }

    private List<String> names(Path directory) {
        try (Stream<Path> files = Files.list(directory)) {
            return files.map(path -> path.getFileName().toString()).sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String leftovers() {
        return names(disk).stream()
                .filter(name -> !name.matches("credit\\.db(\\.lock|-wal|-shm|\\..*\\.bak)?|out|lost"))
                .collect(Collectors.joining(" "));
    }

    private Object rows() {
        return List.of(
                Digests.ofFeeds(credit.address()),
                TestDatabase.numbers(
                        credit.address(),
                        "SELECT count(*) FROM seller_metrics UNION ALL SELECT sum(issued_minor) FROM seller_metrics"));
    }

    private Object issues() {
        return TestDatabase.query(credit.address(), jdbc -> jdbc.sql(
                        "SELECT rule || entity_key || reason FROM quality_issues JOIN quality_runs USING (run_id)"
                                + " WHERE status = 'COMPLETED' ORDER BY 1")
                .query(String.class)
                .list());
    }

    private Object version() {
        return credit.run("db", "status")
                .out()
                .lines()
                .filter(line -> line.startsWith("version"))
                .toList();
    }

    private static DatabaseAddress loaded(Path... extracts) {
        CreditRunner loaded = new CreditRunner(TestDatabase.fresh(Database.SQLITE));
        for (Path extract : extracts) {
            assertThat(loaded.importFolder(extract).exitCode()).isZero();
        }
        return loaded.address();
    }

    @Test
    void importsIntoANewDatabase() throws Exception {
        List<String> load = List.of("import", BASELINE.toString());
        onEachDisk(
                TestDatabase.fresh(Database.SQLITE),
                50,
                7_000,
                load,
                List.of(List.of(load), List.of(List.of("import", BASELINE.toString(), "--force"))),
                this::rows);
    }

    @Test
    void importsIntoOneThatHasRows() throws Exception {
        List<String> load = List.of("import", NEXT_DAY.toString());
        onEachDisk(
                loaded(BASELINE),
                20,
                3_000,
                load,
                List.of(
                        List.of(load),
                        List.of(List.of("import", NEXT_DAY.toString(), "--force")),
                        List.of(List.of("resume"), load)),
                this::rows);
    }

    @Test
    void checks() throws Exception {
        onEachDisk(
                loaded(BASELINE),
                20,
                3_000,
                List.of("check", "--quiet"),
                List.of(List.of(List.of("check")), List.of(List.of("import", BASELINE.toString(), "--check"))),
                this::issues);
    }

    @Test
    void exports() throws Exception {
        List<String> export = List.of("export", "{disk}/out");
        onEachDisk(loaded(BASELINE), 50, 3_000, export, List.of(List.of(export)), () -> names(disk.resolve("out")));
    }

    @Test
    void goesBackAndComesAgain() throws Exception {
        DatabaseAddress loaded = loaded(BASELINE);
        int size = (int) (Files.size(Objects.requireNonNull(loaded.file())) / 1024);
        List<String> back = List.of("db", "rollback", "--to", "v2", "--export-lost", "{disk}/lost");
        onEachDisk(loaded, 20, 4 * size, back, List.of(List.of(back)), this::version);
        assertThat(new CreditRunner(loaded).run("db", "rollback", "--to", "v2").exitCode())
                .isZero();
        List<String> migrate = List.of("db", "migrate");
        onEachDisk(loaded, 20, 4 * size, migrate, List.of(List.of(migrate)), this::rows);
    }

    @Test
    void undoes() throws Exception {
        onEachDisk(
                loaded(BASELINE, NEXT_DAY), 20, 3_000, List.of("undo"), List.of(List.of(List.of("undo"))), this::rows);
    }
}
