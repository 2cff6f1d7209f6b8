package io.creditplatform.jobs;

import static io.creditplatform.testing.TestDatabase.number;
import static org.assertj.core.api.Assertions.assertThat;

import io.creditplatform.cli.CreditRunner;
import io.creditplatform.database.Database;
import io.creditplatform.database.DatabaseAddress;
import io.creditplatform.jobs.Onlooker.Content;
import io.creditplatform.jobs.Onlooker.Phase;
import io.creditplatform.testing.Program;
import io.creditplatform.testing.SampleData;
import io.creditplatform.testing.TestDatabase;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The real process is ended again and again, at moments spread evenly over all phases of a load, and started again until the
 * load is through. At no time is anything half-done visible, and in the end all is as if nobody had disturbed it.
 *
 * <p>{@code -Dcredit.kills=N} sends SIGKILL N times and SIGTERM N / 5 times, a fifth of each on PostgreSQL;
 * {@code -Dcredit.seed=S} chooses other moments. {@code bench/kills} does it at length.
 */
class KillMatrixTest {

    private static final int KILLS = Integer.getInteger("credit.kills", 5);
    private static final long SEED = Long.getLong("credit.seed", 1);
    private static final int MOST_SIGNALS_A_LOAD = 4;
    private static final int LEADS = 22_000;

    private static final Map<Database, List<Night>> NIGHTS = new EnumMap<>(Database.class);
    private static final List<Tally> TALLIES = new ArrayList<>();

    @TempDir
    private static Path folder;

    private enum Signal {
        SIGKILL,
        SIGTERM
    }

    /** When to end a process: after a share, from 0 to 1, of the time that a phase takes. */
    private record Moment(Phase phase, double share) {}

    /**
     * A load that nobody disturbs.
     *
     * @param begin the database that it is loaded into, or null for one that is not there yet
     * @param loadId its number
     * @param before what readers see before it
     * @param after what readers see after it
     * @param lengths how long its phases take, in milliseconds
     */
    private record Night(
            @Nullable DatabaseAddress begin, long loadId, Content before, Content after, Map<Phase, Double> lengths) {

        double millisTo(Moment moment) {
            return moment.share() * lengths.getOrDefault(moment.phase(), 0.0);
        }

        /** How fast a machine is changes with what else it does: a phase that was missed is shorter now than it was. */
        void learn(Phase phase, boolean hit) {
            lengths.computeIfPresent(phase, (same, millis) -> millis * (hit ? 1.1 : 0.7));
        }
    }

    /** What became of the signals of one kind to one kind of database. */
    private static final class Tally {

        private final Database database;
        private final Signal signal;
        private final Map<Phase, Integer> hits = new EnumMap<>(Phase.class);
        private final List<String> differences = new ArrayList<>();
        private final long start = System.nanoTime();
        private long end;
        private int missed;
        private int loads;

        Tally(Database database, Signal signal) {
            this.database = database;
            this.signal = signal;
            for (Phase phase : Phase.values()) {
                hits.put(phase, 0);
            }
        }

        int sum() {
            return hits.values().stream().mapToInt(Integer::intValue).sum();
        }

        void hit(Phase phase) {
            hits.merge(phase, 1, Integer::sum);
            if (sum() % 50 == 0) {
                System.out.println(line());
            }
        }

        String line() {
            return String.format(
                    Locale.ROOT,
                    "%-10s  %-7s %7d %8d %8d %6d %7d %6d %12d %8d",
                    database.displayName(),
                    signal,
                    hits.get(Phase.START),
                    hits.get(Phase.STAGING),
                    hits.get(Phase.PUBLISH),
                    hits.get(Phase.END),
                    missed,
                    loads,
                    differences.size(),
                    TimeUnit.NANOSECONDS.toSeconds((end == 0 ? System.nanoTime() : end) - start));
        }
    }

    static Stream<Arguments> matrix() {
        return Stream.of(
                        Arguments.of(Database.SQLITE, Signal.SIGKILL, KILLS * 4 / 5),
                        Arguments.of(Database.SQLITE, Signal.SIGTERM, Math.max(4, KILLS * 4 / 25)),
                        Arguments.of(Database.POSTGRESQL, Signal.SIGKILL, Math.max(4, KILLS / 5)),
                        Arguments.of(Database.POSTGRESQL, Signal.SIGTERM, KILLS / 25))
                .filter(arguments -> (int) arguments.get()[2] >= Phase.values().length);
    }

    @ParameterizedTest
    @MethodSource("matrix")
    void everyLoadEndsAsIfUndisturbed(Database database, Signal signal, int signals) {
        List<Night> nights = NIGHTS.computeIfAbsent(database, KillMatrixTest::nights);
        Random random = new Random(SEED);
        List<Moment> planned = moments(signals / Phase.values().length, random);
        Tally tally = new Tally(database, signal);
        TALLIES.add(tally);

        int enough = 3 * planned.size() + 20;
        while (!planned.isEmpty() && tally.sum() + tally.missed < enough) {
            disturb(nights.get(tally.loads % nights.size()), planned, tally, random);
        }

        tally.end = System.nanoTime();
        assertThat(tally.differences).isEmpty();
        assertThat(planned).as("moments that were always missed").isEmpty();
    }

    @AfterAll
    static void printResult() {
        System.out.println();
        System.out.println("database    signal    start  staging  publish    end  missed  loads  differences  seconds");
        TALLIES.forEach(tally -> System.out.println(tally.line()));
        System.out.println("seed " + SEED);
    }

    /** As many for each phase, evenly spread over it, in no order. */
    private static List<Moment> moments(int perPhase, Random random) {
        List<Moment> moments = new ArrayList<>();
        for (Phase phase : Phase.values()) {
            for (int i = 0; i < perPhase; i++) {
                moments.add(new Moment(phase, (i + random.nextDouble()) / perPhase));
            }
        }
        Collections.shuffle(moments, random);
        return moments;
    }

    /** Two loads of one extract: into a database that is not there yet, and into one with yesterday's rows. */
    private static List<Night> nights(Database kind) {
        Path yesterday = SampleData.large(folder.resolve("yesterday"), LEADS);
        SampleData.nextNight(tonight(), LEADS + LEADS / 10);
        DatabaseAddress empty = TestDatabase.fresh(kind);
        assertThat(new CreditRunner(empty).run("db", "migrate").exitCode()).isZero();
        DatabaseAddress loaded = TestDatabase.fresh(kind);
        assertThat(new CreditRunner(loaded).importFolder(yesterday).exitCode()).isZero();
        List<Night> nights = List.of(night(kind, null, 1, content(empty)), night(kind, loaded, 2, content(loaded)));
        // Whatever can become of a row becomes of one.
        for (String outcome :
                List.of("inserted", "updated", "unchanged", "duplicate", "superseded", "rejected", "rounded")) {
            assertThat(nights.get(1).after().counts()).extracting(outcome).anyMatch(count -> !String.valueOf(count)
                    .equals("0"));
        }
        return nights;
    }

    private static Night night(Database kind, @Nullable DatabaseAddress begin, long loadId, Content before) {
        DatabaseAddress address = begin == null ? TestDatabase.fresh(kind) : TestDatabase.copy(begin);
        Path output = folder.resolve("undisturbed.txt");
        Onlooker onlooker = new Onlooker(address, loadId);
        Map<Phase, Double> lengths = new EnumMap<>(Phase.class);
        long start = System.nanoTime();
        Process process = Program.start(output, "import", tonight().toString(), "--db", address.jdbcUrl());
        Phase phase = Phase.START;
        for (Phase next : List.of(Phase.STAGING, Phase.PUBLISH, Phase.END)) {
            onlooker.await(process, next);
            lengths.put(phase, (System.nanoTime() - start) / 1e6);
            start = System.nanoTime();
            phase = next;
        }
        assertThat(Program.await(process, output).exitCode()).isZero();
        lengths.put(phase, (System.nanoTime() - start) / 1e6);
        Content after = content(address);
        assertThat(after.feeds()).isNotEqualTo(before.feeds());
        TestDatabase.remove(address);
        return new Night(begin, loadId, before, after, lengths);
    }

    private static Content content(DatabaseAddress address) {
        return Onlooker.content(address).orElseThrow();
    }

    private static Path tonight() {
        return folder.resolve("tonight");
    }

    /** Sends a few signals to one load and lets it come to its end; those that missed their phase are planned again. */
    private static void disturb(Night night, List<Moment> planned, Tally tally, Random random) {
        DisturbedLoad load = new DisturbedLoad(night, tally);
        tally.loads++;
        try {
            int signals = 1 + random.nextInt(MOST_SIGNALS_A_LOAD);
            while (signals-- > 0
                    && !planned.isEmpty()
                    && load.canReach(planned.get(0).phase())) {
                Moment moment = planned.remove(0);
                if (load.signal(moment, random.nextBoolean()) != moment.phase()) {
                    planned.add(moment);
                }
            }
            load.finish();
        } catch (RuntimeException | AssertionError e) {
            tally.differences.add(tally.signal + ", seed " + SEED + ", load " + tally.loads + " in " + load.address
                    + ": " + load.story + " " + e);
            System.out.println(tally.differences.get(tally.differences.size() - 1));
            return; // the database stays, to be looked at
        }
        TestDatabase.remove(load.address);
    }

    /** A load whose process is ended now and then. */
    private static final class DisturbedLoad {

        private final Night night;
        private final Tally tally;
        private final DatabaseAddress address;
        private final Path output = folder.resolve("output.txt");
        private final List<String> story = new ArrayList<>();
        private Phase reached = Phase.START;

        DisturbedLoad(Night night, Tally tally) {
            this.night = night;
            this.tally = tally;
            this.address =
                    night.begin() == null ? TestDatabase.fresh(tally.database) : TestDatabase.copy(night.begin());
        }

        /** What is staged or published is not done again. */
        boolean canReach(Phase phase) {
            return reached != Phase.END && (phase != Phase.STAGING || reached != Phase.PUBLISH);
        }

        /** Starts a process and ends it at that moment; returns the phase that it was in, or null if it was over. */
        @Nullable Phase signal(Moment moment, boolean preferResume) {
            Onlooker onlooker = new Onlooker(address, night.loadId());
            boolean resume = preferResume && onlooker.sawLoad();
            Process process = resume
                    ? Program.start(output, "resume", "--db", address.jdbcUrl())
                    : Program.start(output, "import", tonight().toString(), "--db", address.jdbcUrl());
            onlooker.await(process, moment.phase());
            double millis = night.millisTo(moment);
            story.add(String.format(
                    Locale.ROOT, "%s, %s + %.1f ms", resume ? "resume" : "import", moment.phase(), millis));
            pause(millis);
            Phase hit = send(process, onlooker);
            story.add(hit == null ? "was over" : "hit " + hit);
            night.learn(moment.phase(), hit == moment.phase());
            if (hit == null) {
                tally.missed++;
            } else {
                tally.hit(hit);
            }
            return hit;
        }

        private @Nullable Phase send(Process process, Onlooker onlooker) {
            if (tally.signal == Signal.SIGKILL) {
                process.destroyForcibly();
                boolean killed = Program.await(process, output).exitCode() == 137;
                Phase phase = look(onlooker);
                return killed ? phase : null;
            }
            Phase phase = onlooker.phase();
            boolean alive = process.isAlive();
            process.destroy();
            Program.Ended ended = Program.await(process, output);
            boolean published = look(onlooker) == Phase.END;
            assertThat(ended.exitCode()).as(ended.output()).isEqualTo(published ? 0 : 143);
            if (published) {
                assertThat(ended.output()).contains("Load " + night.loadId() + " is published");
            } else {
                // A Java that is not yet up ends without a word.
                assertThat(ended.output()).matches("(?s)|.*load \\d+ was stopped after .*`credit resume`.*");
            }
            return alive ? phase : null;
        }

        /** Looks at what the process left: readers see what was before or what comes after, and nothing is damaged. */
        private Phase look(Onlooker onlooker) {
            return TestDatabase.ofSnapshot(address, left -> {
                Phase phase = onlooker.phase(left);
                reached = phase.compareTo(reached) > 0 ? phase : reached;
                Content seen = Onlooker.content(left).orElse(night.before());
                assertThat(seen).as("seen from outside").isEqualTo(phase == Phase.END ? night.after() : night.before());
                TestDatabase.requireSound(left);
                return phase;
            });
        }

        /** Nobody disturbs it any more. */
        void finish() {
            var ended = new CreditRunner(address).importFolder(tonight());
            assertThat(ended.exitCode()).as(ended.err()).isZero();
            assertThat(content(address)).as("the end").isEqualTo(night.after());
            assertThat(number(address, "SELECT count(*) FROM loads")).isEqualTo(night.loadId());
            assertThat(number(address, RestartTest.stageTables(address.database())))
                    .isZero();
            TestDatabase.requireSound(address);
        }

        private static void pause(double millis) {
            try {
                Thread.sleep((long) millis, (int) (millis % 1 * 1e6));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException(e);
            }
        }
    }
}
