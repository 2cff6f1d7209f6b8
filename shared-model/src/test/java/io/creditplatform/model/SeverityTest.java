package io.creditplatform.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SeverityTest {

    @ParameterizedTest
    @CsvSource({"Critical, CRITICAL", "warning, WARNING", "INFO, INFO"})
    void isFoundByItsCodeHoweverWritten(String code, Severity severity) {
        assertThat(Severity.of(code)).isEqualTo(severity);
    }

    @Test
    void namesTheCodesThereAre() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Severity.of("Fatal"))
                .withMessage("'Fatal' is no severity, expected one of Critical, Warning, Info");
    }

    /** What a gate at the second one lets pass, and what not. */
    @ParameterizedTest
    @CsvSource({
        "CRITICAL, CRITICAL, true",
        "CRITICAL, WARNING, true",
        "CRITICAL, INFO, true",
        "WARNING, CRITICAL, false",
        "WARNING, WARNING, true",
        "WARNING, INFO, true",
        "INFO, CRITICAL, false",
        "INFO, WARNING, false",
        "INFO, INFO, true",
    })
    void worseIsAtLeastAsBad(Severity severity, Severity other, boolean atLeast) {
        assertThat(severity.isAtLeast(other)).isEqualTo(atLeast);
    }

    @Test
    void saysWhatFollowsFromIt() {
        assertThat(Severity.CRITICAL.code()).isEqualTo("Critical");
        assertThat(Severity.CRITICAL.meaning()).endsWith("correct it before they are used");
        assertThat(Severity.INFO.meaning()).isEqualTo("the row is unusual; worth a look, not wrong as such");
    }
}
