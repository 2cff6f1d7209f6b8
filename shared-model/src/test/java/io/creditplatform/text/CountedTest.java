package io.creditplatform.text;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** One of something is not called as several are. */
class CountedTest {

    @ParameterizedTest
    @CsvSource({"0, 0 rows", "1, 1 row", "2, 2 rows", "11, 11 rows", "1000, 1000 rows"})
    void oneAloneIsNoPlural(long count, String said) {
        assertThat(Counted.of(count, "row")).isEqualTo(said);
    }
}
