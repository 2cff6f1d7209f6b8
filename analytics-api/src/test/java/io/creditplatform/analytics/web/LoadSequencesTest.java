package io.creditplatform.analytics.web;

import io.creditplatform.database.Database;
import java.nio.file.Path;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Whatever loads come in whatever order, the tables are what docs/domain.md says, every answer can be had again as it was, and
 * each load can be taken back without a trace. {@code credit.sequences} says how many sequences are tried, {@code credit.seed}
 * with which one they begin, {@code credit.steps} how long each is.
 */
class LoadSequencesTest {

    @TempDir
    private Path folder;

    static Stream<Arguments> seeds() {
        long first = Long.getLong("credit.seed", 1);
        return LongStream.range(first, first + Long.getLong("credit.sequences", 1))
                .boxed()
                .flatMap(seed -> Stream.of(Database.values()).map(database -> Arguments.of(database, seed)));
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void everyStateIsAsItShouldBeAndComesBack(Database database, long seed) {
        try (LoadSequence sequence = new LoadSequence(database, seed, folder)) {
            for (int step = 0; step < Integer.getInteger("credit.steps", 8); step++) {
                sequence.next();
            }
            sequence.askAgain();
            sequence.undoAll();
        } catch (AssertionError | RuntimeException e) {
            throw new AssertionError("-Dcredit.seed=" + seed + " on " + database + ": " + e.getMessage(), e);
        }
    }
}
