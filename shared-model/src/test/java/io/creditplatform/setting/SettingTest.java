package io.creditplatform.setting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is set holds, else the default; what cannot be meant is refused instead of being passed over. */
class SettingTest {

    private static final String RULE = "credit.stale_rate.days";

    @AfterEach
    void forget() {
        System.clearProperty(Setting.BUSY_TIMEOUT.key());
        System.clearProperty(Setting.TERMINAL.key());
        System.clearProperty(RULE);
    }

    @Test
    void variablesAreInCapitalsAndPropertiesAreNot() {
        assertThat(Setting.values())
                .filteredOn(Setting::isVariable)
                .extracting(Setting::key)
                .containsExactly(
                        "CREDIT_DB",
                        "PGPASSWORD",
                        "JAVA_HOME",
                        "CREDIT_JAVA_OPTS",
                        "CREDIT_APP",
                        "CREDIT_UMASK",
                        "CREDIT_BROKER_USER",
                        "CREDIT_BROKER_PASSWORD",
                        "NO_COLOR",
                        "TERM");
    }

    @Test
    void defaultHoldsWhereNothingIsSet() {
        assertThat(Setting.BUSY_TIMEOUT.number()).isEqualTo(30_000);
        assertThat(Setting.KEPT_ANSWER_BYTES.number()).isEqualTo(32 * 1024 * 1024);
        assertThat(Setting.TEMPLATE.value()).isNull();
        assertThat(Setting.TERMINAL.isOn()).isFalse();
        assertThat(Setting.ofRule(RULE, "30")).isEqualTo("30");
    }

    @Test
    void variableOfTheEnvironmentHolds() {
        assertThat(Setting.JAVA_HOME.value()).isEqualTo(System.getenv("JAVA_HOME"));
        assertThat(Setting.DATABASE.byDefault()).isEqualTo("credit.db");
        assertThat(Setting.values())
                .extracting(Setting::help)
                .doesNotHaveDuplicates()
                .doesNotContain("");
    }

    @Test
    void whatIsSetHolds() {
        System.setProperty(Setting.BUSY_TIMEOUT.key(), "0");
        System.setProperty(Setting.TERMINAL.key(), "true");
        System.setProperty(RULE, "999999");
        assertThat(Setting.BUSY_TIMEOUT.number()).isZero();
        assertThat(Setting.TERMINAL.isOn()).isTrue();
        assertThat(Setting.ofRule(RULE, "30")).isEqualTo("999999");
    }

    @Test
    void largestNumberIsTaken() {
        System.setProperty(Setting.BUSY_TIMEOUT.key(), "2147483647");
        assertThat(Setting.BUSY_TIMEOUT.number()).isEqualTo(2147483647);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "-1", "1.5", "30s", "2147483648", "99999999999999999999", " 5", "٣"})
    void whatIsNoNumberIsRefused(String value) {
        System.setProperty(Setting.BUSY_TIMEOUT.key(), value);
        assertThatExceptionOfType(SettingException.class)
                .isThrownBy(Setting.BUSY_TIMEOUT::number)
                .withMessage(
                        "Invalid value of credit.busy-timeout: expected a whole number from 0 to 2147483647 such as 30000,"
                                + " got '" + value + "'");
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "1000000", "thirty"})
    void rulesTakeNumbersFromOneOn(String value) {
        System.setProperty(RULE, value);
        assertThatExceptionOfType(SettingException.class)
                .isThrownBy(() -> Setting.ofRule(RULE, "30"))
                .withMessage(
                        "Invalid value of credit.stale_rate.days: expected a whole number from 1 to 999999 such as 30,"
                                + " got '" + value + "'");
    }

    @ParameterizedTest
    @CsvSource({"077, 63", "27, 23", "0022, 18", "000, 0"})
    void masksAreOctal(String value, int bits) {
        assertThat(Setting.UMASK.mask()).isEqualTo(63);
        assertThat(Setting.UMASK.mask(value)).isEqualTo(bits);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "7", "777", "0o27", "028", "-27", "rwx", "00027"})
    void maskThatCannotBeMeantIsRefused(String value) {
        assertThatExceptionOfType(SettingException.class)
                .isThrownBy(() -> Setting.UMASK.mask(value))
                .withMessage(
                        "Invalid value of CREDIT_UMASK: expected two octal digits behind a 0, such as 077 or 027, got '"
                                + value + "'");
    }
}
