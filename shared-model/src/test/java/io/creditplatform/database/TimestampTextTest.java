package io.creditplatform.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TimestampTextTest {

    @ParameterizedTest
    @CsvSource({
        "2025-06-03T16:22:24.939185Z, 2025-06-03 16:22:24.939185",
        "2025-06-03T16:22:24Z, 2025-06-03 16:22:24.000000",
        "2025-06-03T00:00:00.000001Z, 2025-06-03 00:00:00.000001",
        "2025-06-03T16:22:24.939185999Z, 2025-06-03 16:22:24.939185",
        "1969-12-31T23:59:59.999999Z, 1969-12-31 23:59:59.999999",
        "0001-01-01T00:00:00Z, 0001-01-01 00:00:00.000000",
        "9999-12-31T23:59:59.999999Z, 9999-12-31 23:59:59.999999",
    })
    void writesTwentySixCharacters(Instant instant, String text) {
        assertThat(TimestampText.of(instant)).isEqualTo(text).hasSize(26);
    }

    @Test
    void readsBackWhatItWroteAndKeepsOrder() {
        Random random = new Random(3);
        long first = Instant.parse("0001-01-01T00:00:00Z").getEpochSecond();
        long last = Instant.parse("9999-12-31T23:59:59Z").getEpochSecond();
        List<Instant> instants = new ArrayList<>();
        for (int i = 0; i < 5_000; i++) {
            instants.add(Instant.ofEpochSecond(first + (long) (random.nextDouble() * (last - first)))
                    .plus(random.nextInt(1_000_000), ChronoUnit.MICROS));
        }
        assertThat(instants).allSatisfy(instant -> assertThat(TimestampText.parse(TimestampText.of(instant)))
                .isEqualTo(instant));
        assertThat(instants.stream().sorted().map(TimestampText::of)).isSorted();
    }

    @ParameterizedTest
    @CsvSource({
        "2025-06-03 16:22:24.939185, 2025-06-03T16:22:24.939185Z",
        "2025-06-03T16:22:24.939185, 2025-06-03T16:22:24.939185Z",
        "2025-06-03 16:22:24, 2025-06-03T16:22:24Z",
        "2025-06-03 16:22:24.9391, 2025-06-03T16:22:24.939100Z",
        "2025-06-03 16:22:24.939185999, 2025-06-03T16:22:24.939185999Z",
    })
    void readsShorterAndLongerFormsToo(String text, Instant instant) {
        assertThat(TimestampText.parse(text)).isEqualTo(instant);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"2025-06-03 16:22:24.93918x", "2025-13-03 16:22:24.939185", "2025-02-29 16:22:24.939185", "", "x"
            })
    void refusesWhatIsNoTime(String text) {
        assertThatThrownBy(() -> TimestampText.parse(text)).isInstanceOf(DateTimeException.class);
    }
}
