package io.creditplatform.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import io.creditplatform.cli.CreditRunner;
import io.creditplatform.database.Database;
import io.creditplatform.database.DatabaseAddress;
import io.creditplatform.jobs.Onlooker.Act;
import io.creditplatform.jobs.Onlooker.Content;
import io.creditplatform.jobs.Onlooker.Phase;
import io.creditplatform.testing.BuildLength;
import io.creditplatform.testing.Program;
import io.creditplatform.testing.SampleData;
import io.creditplatform.testing.TestDatabase;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Something done to a database that nobody disturbs.
 *
 * @param command what is run, without the database
 * @param begin the database that it is done to, or null for one that is not there yet
 * @param loadId the number of the load
 * @param before what readers see before it
 * @param after what readers see after it
 * @param lengths how long its phases take, in milliseconds
 */
record Night(
        Act act,
        List<String> command,
        @Nullable DatabaseAddress begin,
        long loadId,
        Content before,
        Content after,
        Map<Phase, Double> lengths) {

    private static final int LEADS = BuildLength.number(7_000, 22_000);

    /**
     * Two loads of one extract, into a database that is not there yet and into one with yesterday's rows, of which some are gone
     * tonight; and the latter load taken back.
     */
    static List<Night> all(Database kind, Path folder) {
        Path yesterday = SampleData.large(folder.resolve("yesterday"), LEADS);
        SampleData.append(yesterday.resolve("senior_account_managers.csv"), "2,Gone,gone@example.org");
        SampleData.append(yesterday.resolve("account_managers.csv"), "2,Staying,staying@example.org,2");
        Path tonight = SampleData.nextNight(folder.resolve("tonight"), LEADS + LEADS / 10);
        leaveOut(tonight.resolve("leads.csv"));
        // Of a feed that is not complete, most rows are there already, so that they are not staged.
        SampleData.write(
                yesterday.resolve("wallet_transactions.csv"),
                SampleData.lines(tonight.resolve("wallet_transactions.csv")).stream()
                        .limit(LEADS / 3)
                        .collect(Collectors.joining("\n", "", "\n")));
        List<String> load = List.of("import", tonight.toString(), "--complete", "senior_account_managers,leads");
        DatabaseAddress empty = TestDatabase.fresh(kind);
        assertThat(new CreditRunner(empty).run("db", "migrate").exitCode()).isZero();
        DatabaseAddress loaded = TestDatabase.fresh(kind);
        assertThat(new CreditRunner(loaded).importFolder(yesterday).exitCode()).isZero();
        DatabaseAddress twice = TestDatabase.copy(loaded);
        assertThat(new CreditRunner(twice).run(load.toArray(String[]::new)).exitCode())
                .isZero();
        Night first = undisturbed(Act.IMPORT, load, kind, null, 1, content(empty));
        Night second = undisturbed(Act.IMPORT, load, kind, loaded, 2, content(loaded));
        Night undone = undisturbed(Act.UNDO, List.of("undo"), kind, twice, 2, content(twice));
        // Whatever can become of a row becomes of one.
        for (String outcome : List.of(
                "inserted",
                "updated",
                "unchanged",
                "duplicate",
                "superseded",
                "rejected",
                "rounded",
                "removed",
                "still_referenced")) {
            assertThat(second.after().counts()).extracting(outcome).anyMatch(count -> !String.valueOf(count)
                    .equals("0"));
        }
        assertThat(undone.before()).isEqualTo(second.after());
        assertThat(undone.after()).isEqualTo(second.before());
        return List.of(undone, second, first);
    }

    private static void leaveOut(Path leads) {
        StringBuilder left = new StringBuilder();
        SampleData.lines(leads).stream()
                .filter(line ->
                        line.startsWith("lead_id") || Integer.parseInt(line.substring(0, line.indexOf(','))) % 250 != 7)
                .forEach(line -> left.append(line).append('\n'));
        SampleData.write(leads, left.toString());
    }

    private static Night undisturbed(
            Act act,
            List<String> command,
            Database kind,
            @Nullable DatabaseAddress begin,
            long loadId,
            Content before) {
        Night unknown = new Night(act, command, begin, loadId, before, before, Map.of());
        DatabaseAddress address = unknown.database(kind);
        Path output = Path.of(address.database() == Database.SQLITE ? address.file() + ".txt" : "target/night.txt");
        Onlooker onlooker = new Onlooker(address, loadId, act);
        Map<Phase, Double> lengths = new EnumMap<>(Phase.class);
        long start = System.nanoTime();
        Process process = unknown.start(output, address);
        Phase phase = Phase.START;
        for (Phase next : unknown.phases().subList(1, unknown.phases().size())) {
            onlooker.await(process, next);
            lengths.put(phase, (System.nanoTime() - start) / 1e6);
            start = System.nanoTime();
            phase = next;
        }
        Program.Ended ended = Program.await(process, output);
        assertThat(ended.exitCode()).as(ended.output()).isZero();
        lengths.put(phase, (System.nanoTime() - start) / 1e6);
        Content after = content(address);
        assertThat(after.feeds()).isNotEqualTo(before.feeds());
        TestDatabase.remove(address);
        return new Night(act, command, begin, loadId, before, after, lengths);
    }

    private static Content content(DatabaseAddress address) {
        return Onlooker.content(address).orElseThrow();
    }

    /** A database of its own to do it to. */
    DatabaseAddress database(Database kind) {
        return begin == null ? TestDatabase.fresh(kind) : TestDatabase.copy(begin);
    }

    /** Starts a process that does it. */
    Process start(Path output, DatabaseAddress address) {
        return Program.start(output, on(address));
    }

    /** The command's arguments, with the database. */
    String[] on(DatabaseAddress address) {
        List<String> all = new ArrayList<>(command);
        all.addAll(List.of("--db", address.jdbcUrl()));
        return all.toArray(String[]::new);
    }

    /** What the process says when it is through. */
    String lastWords() {
        return "Load " + loadId + (act == Act.IMPORT ? " is published" : " is undone");
    }

    /** The phases that it goes through: an undo stages nothing. */
    List<Phase> phases() {
        return act == Act.IMPORT ? List.of(Phase.values()) : List.of(Phase.START, Phase.PUBLISH, Phase.END);
    }

    /** How long to wait from the beginning of a phase, in milliseconds. */
    double millisTo(Phase phase, double share) {
        return share * lengths.getOrDefault(phase, 0.0);
    }

    /** How fast a machine is changes with what else it does: a phase that was missed is shorter now than it was. */
    void learn(Phase phase, boolean hit) {
        lengths.computeIfPresent(phase, (same, millis) -> millis * (hit ? 1.1 : 0.7));
    }
}
