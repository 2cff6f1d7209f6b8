package io.creditplatform.retention;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a rule keeps of four loads: two of one night, one of the night before, one of a year before. */
class KeepTest {

    private static final List<Keep.Published> LOADS = List.of(
            new Keep.Published(9, Instant.parse("2026-03-10T02:00:00Z")),
            new Keep.Published(7, Instant.parse("2026-03-10T01:00:00Z")),
            new Keep.Published(6, Instant.parse("2026-03-09T02:00:00Z")),
            new Keep.Published(2, Instant.parse("2025-03-09T02:00:00Z")));

    @ParameterizedTest
    @CsvSource({
        "1, 7", "2, 6", "3, 2", "4, 0", "92, 0",
        "1d, 2", "366d, 0", "365d, 2", "999999d, 0", "all, 0"
    })
    void tellsTheNewestThatIsGone(String rule, long newestGone) {
        assertThat(Keep.of(rule).newestGone(LOADS)).isEqualTo(newestGone);
        assertThat(Keep.of(rule)).hasToString(rule);
        assertThat(Keep.of(rule).newestGone(List.of())).isZero();
    }

    /** A database that gets no loads loses nothing, however old they are. */
    @Test
    void keepsTheNewestWhateverItsAge() {
        assertThat(Keep.of("1d").newestGone(LOADS.subList(3, 4))).isZero();
        assertThat(Keep.of("1").newestGone(LOADS.subList(3, 4))).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "0", "0d", "-1", "1w", "d", "9999999", "01", "All", "1 d"})
    void saysWhatIsExpected(String rule) {
        assertThatThrownBy(() -> Keep.of(rule))
                .hasMessage(
                        "'" + rule + "' is no such rule, expected a number of loads such as 92, of days such as 92d,"
                                + " each 1 or more, or all");
    }
}
