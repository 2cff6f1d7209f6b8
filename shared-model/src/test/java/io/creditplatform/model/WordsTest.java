package io.creditplatform.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.LocalDate;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The words of the domain that everything else is said in. */
class WordsTest {

    @ParameterizedTest
    @CsvSource({
        "NEW, IN_REVIEW CANCELLED",
        "IN_REVIEW, APPROVED CANCELLED",
        "APPROVED, DEPOSIT PAID CANCELLED",
        "DEPOSIT, PAID CANCELLED",
        "PAID, ''",
        "CANCELLED, ''",
    })
    void creditGoesFromStationToStation(CreditStatus from, String next) {
        assertThat(from.next().stream().map(Enum::name).collect(Collectors.joining(" ")))
                .isEqualTo(next);
    }

    @Test
    void codeNamesOneValue() {
        assertThat(Coded.of(CreditStatus.class, "InReview")).isEqualTo(CreditStatus.IN_REVIEW);
        assertThat(Coded.of(Currency.class, Currency.AED.code())).isEqualTo(Currency.AED);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Coded.of(CreditStatus.class, "IN_REVIEW"))
                .withMessage("CreditStatus has no 'IN_REVIEW'");
    }

    @Test
    void dayIsAskedForFrom1000To9998() {
        assertThat(RequestedDate.of("1000-01-01")).isEqualTo(LocalDate.of(1000, 1, 1));
        assertThat(RequestedDate.of("9998-12-31")).isEqualTo(LocalDate.of(9998, 12, 31));
    }

    @ParameterizedTest
    @ValueSource(strings = {"0999-12-31", "9999-01-01", "2025-02-30", "today", ""})
    void otherDayIsRefused(String text) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> RequestedDate.of(text))
                .withMessage("a date from 1000-01-01 to 9998-12-31, such as 2025-10-01");
    }
}
