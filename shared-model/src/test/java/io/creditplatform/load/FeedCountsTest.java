package io.creditplatform.load;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Counts of feeds are added up, and add up. */
class FeedCountsTest {

    @Test
    void eachCountIsAddedToItsOwn() {
        assertThat(new FeedCounts(1, 2, 4, 8, 16, 32, 64, 128, 256, 512)
                        .plus(new FeedCounts(1000, 2000, 3000, 4000, 5000, 6000, 7000, 8000, 9000, 10000)))
                .isEqualTo(new FeedCounts(1001, 2002, 3004, 4008, 5016, 6032, 7064, 8128, 9256, 10512));
    }

    @ParameterizedTest
    @CsvSource({
        "63, 1, 2, 4, 8, 16, 32, true",
        "64, 1, 2, 4, 8, 16, 32, false",
        "62, 1, 2, 4, 8, 16, 32, false",
        "0, 0, 0, 0, 0, 0, 0, true",
        "0, 1, 0, -1, 0, 0, 0, false",
    })
    void everyRowHasOneEnd(
            long read,
            long inserted,
            long updated,
            long unchanged,
            long duplicate,
            long superseded,
            long rejected,
            boolean addsUp) {
        FeedCounts counts =
                new FeedCounts(read, inserted, updated, unchanged, duplicate, superseded, rejected, 7, 9, 11);
        assertThat(counts.addUp()).isEqualTo(addsUp);
    }
}
