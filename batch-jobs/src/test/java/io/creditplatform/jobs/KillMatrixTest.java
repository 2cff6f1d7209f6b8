package io.creditplatform.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import io.creditplatform.database.Database;
import io.creditplatform.jobs.DisturbedNight.Moment;
import io.creditplatform.jobs.DisturbedNight.Signal;
import io.creditplatform.jobs.Onlooker.Act;
import io.creditplatform.jobs.Onlooker.Phase;
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
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The real process is ended again and again, at moments spread evenly over all phases of a load, or of taking one back, and
 * started again until that is through. At no time is anything half-done visible, and in the end all is as if nobody had
 * disturbed it: rows, figures, the versions that are kept of both, counts and quarantine.
 *
 * <p>{@code -Dcredit.kills=N} sends SIGKILL N times and SIGTERM N / 5 times, a fifth of each on PostgreSQL;
 * {@code -Dcredit.seed=S} chooses other moments. {@code bench/kills} does it at length.
 */
class KillMatrixTest {

    private static final int KILLS = Integer.getInteger("credit.kills", 5);
    private static final long SEED = Long.getLong("credit.seed", 1);
    private static final int MOST_SIGNALS_A_NIGHT = 4;

    private static final Map<Database, List<Night>> NIGHTS = new EnumMap<>(Database.class);
    private static final List<Tally> TALLIES = new ArrayList<>();

    @TempDir
    private static Path folder;

    /** What became of the signals of one kind to one kind of database. */
    private static final class Tally {

        private final Database database;
        private final Signal signal;
        private final Map<Phase, Integer> hits = new EnumMap<>(Phase.class);
        private final Map<Act, Integer> nights = new EnumMap<>(Act.class);
        private final List<String> differences = new ArrayList<>();
        private final long start = System.nanoTime();
        private long end;
        private int hitsOfUndo;
        private int missed;

        Tally(Database database, Signal signal) {
            this.database = database;
            this.signal = signal;
            for (Phase phase : Phase.values()) {
                hits.put(phase, 0);
            }
            for (Act act : Act.values()) {
                nights.put(act, 0);
            }
        }

        int sum() {
            return hits.values().stream().mapToInt(Integer::intValue).sum();
        }

        void hit(Act act, Phase phase) {
            hits.merge(phase, 1, Integer::sum);
            hitsOfUndo += act == Act.UNDO ? 1 : 0;
            if (sum() % 50 == 0) {
                System.out.println(line());
            }
        }

        String line() {
            return String.format(
                    Locale.ROOT,
                    "%-10s  %-7s %7d %8d %8d %6d %8d %7d %6d %6d %12d %8d",
                    database.displayName(),
                    signal,
                    hits.get(Phase.START),
                    hits.get(Phase.STAGING),
                    hits.get(Phase.PUBLISH),
                    hits.get(Phase.END),
                    hitsOfUndo,
                    missed,
                    nights.get(Act.IMPORT),
                    nights.get(Act.UNDO),
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
    void everyNightEndsAsIfUndisturbed(Database database, Signal signal, int signals) {
        List<Night> nights = NIGHTS.computeIfAbsent(database, kind -> Night.all(kind, folder));
        Random random = new Random(SEED);
        List<Moment> planned = moments(signals / Phase.values().length, random);
        Tally tally = new Tally(database, signal);
        TALLIES.add(tally);

        int enough = 3 * planned.size() + 20;
        for (int i = 0; !planned.isEmpty() && tally.sum() + tally.missed < enough; i++) {
            Night night = nights.get(i % nights.size());
            // An undo stages nothing: it waits for a moment that it has.
            if (night.phases().contains(planned.get(0).phase())) {
                disturb(night, planned, tally, random);
            }
        }

        tally.end = System.nanoTime();
        assertThat(tally.differences).isEmpty();
        assertThat(planned).as("moments that were always missed").isEmpty();
    }

    @AfterAll
    static void printResult() {
        System.out.println();
        System.out.println(
                "database    signal    start  staging  publish    end  of undo  missed  loads  undos  differences  seconds");
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

    /** Sends a few signals in one night and lets it come to its end; those that missed their phase are planned again. */
    private static void disturb(Night night, List<Moment> planned, Tally tally, Random random) {
        DisturbedNight disturbed =
                new DisturbedNight(night, tally.database, tally.signal, folder.resolve("output.txt"));
        tally.nights.merge(night.act(), 1, Integer::sum);
        try {
            int signals = 1 + random.nextInt(MOST_SIGNALS_A_NIGHT);
            while (signals-- > 0
                    && !planned.isEmpty()
                    && disturbed.canReach(planned.get(0).phase())) {
                Moment moment = planned.remove(0);
                Phase hit = disturbed.signal(moment, random.nextBoolean());
                if (hit == null) {
                    tally.missed++;
                } else {
                    tally.hit(night.act(), hit);
                }
                if (hit != moment.phase()) {
                    planned.add(moment);
                }
            }
            disturbed.finish();
        } catch (RuntimeException | AssertionError e) {
            tally.differences.add(tally.signal + ", seed " + SEED + ", " + night.act() + " in " + disturbed.address()
                    + ": " + disturbed.story() + " " + e);
            System.out.println(tally.differences.get(tally.differences.size() - 1));
            return; // the database stays, to be looked at
        }
        TestDatabase.remove(disturbed.address());
    }
}
