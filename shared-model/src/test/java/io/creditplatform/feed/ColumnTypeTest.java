package io.creditplatform.feed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.creditplatform.model.ChatRole;
import io.creditplatform.model.CreditStatus;
import io.creditplatform.model.InvoiceItemType;
import io.creditplatform.model.Money;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Random;
import org.assertj.core.api.ThrowableAssertAlternative;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ColumnTypeTest {

    private static final ColumnType INT = ColumnType.of(long.class, false, false);
    private static final ColumnType ID = ColumnType.of(long.class, true, false);
    private static final ColumnType CODE = ColumnType.of(String.class, true, false);
    private static final ColumnType TEXT = ColumnType.of(String.class, false, false);
    private static final ColumnType MONEY = ColumnType.of(Money.class, false, false);
    private static final ColumnType DECIMAL = ColumnType.of(BigDecimal.class, false, false);
    private static final ColumnType DATE = ColumnType.of(LocalDate.class, false, false);
    private static final ColumnType TIMESTAMP = ColumnType.of(Instant.class, false, false);
    private static final ColumnType DATE_OR_TIMESTAMP = ColumnType.of(Instant.class, false, true);
    private static final ColumnType ROLE = ColumnType.of(ChatRole.class, false, false);

    private static final String TIMESTAMP_EXPECTED =
            "expected a timestamp such as 2025-06-30 23:59:59.123456 (UTC, at most six decimals)";

    private static Object parsed(ColumnType type, String text) {
        try {
            return type.parse(Cell.of(text));
        } catch (CellFormatException e) {
            throw new AssertionError("'" + text + "' was refused", e);
        }
    }

    private static ThrowableAssertAlternative<CellFormatException> refused(ColumnType type, String text) {
        return assertThatExceptionOfType(CellFormatException.class)
                .as("'%s' as %s", text, type.name())
                .isThrownBy(() -> type.parse(Cell.of(text)));
    }

    // --- which type a component has

    @Test
    void namesItself() {
        assertThat(INT.name()).isEqualTo("int");
        assertThat(TEXT.name()).isEqualTo("text");
        assertThat(CODE.name()).isEqualTo("code");
        assertThat(MONEY.name()).isEqualTo("money");
        assertThat(DECIMAL.name()).isEqualTo("decimal");
        assertThat(DATE.name()).isEqualTo("date");
        assertThat(TIMESTAMP.name()).isEqualTo("timestamp");
        assertThat(DATE_OR_TIMESTAMP.name()).isEqualTo("date or timestamp");
        assertThat(ROLE.name()).isEqualTo("{AM, SAM}");
    }

    @Test
    void onlyMoneyIsMoney() {
        assertThat(MONEY.isMoney()).isTrue();
        assertThat(INT.isMoney()).isFalse();
        assertThat(TEXT.isMoney()).isFalse();
    }

    @Test
    void onlyTextIsText() {
        assertThat(TEXT.isText()).isTrue();
        assertThat(ROLE.isText()).isFalse();
        assertThat(DATE.isText()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(classes = {double.class, Long.class, int.class, Float.class, Thread.State.class, CharSequence.class})
    void refusesClassesThatNoColumnCanHave(Class<?> type) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ColumnType.of(type, false, false))
                .withMessage("No column type for " + type.getName()
                        + ", expected long, String, Money, BigDecimal, LocalDate, Instant or a Coded enum");
    }

    // --- int

    @ParameterizedTest
    @CsvSource({
        "0, 0",
        "7, 7",
        "-7, -7",
        "-0, 0",
        "007, 7",
        "2147483648, 2147483648",
        "9223372036854775807, 9223372036854775807",
        "-9223372036854775807, -9223372036854775807",
        "-9223372036854775808, -9223372036854775808",
        "00000000000000000000000000000000000012, 12",
    })
    void readsIntegers(String text, long expected) {
        assertThat(parsed(INT, text)).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "9223372036854775808",
                "-9223372036854775809",
                "9223372036854775810",
                "9300000000000000000",
                "18446744073709551616",
                "18446744073709551617",
                "92233720368547758070",
                "-92233720368547758080",
                "1000000000000000000000000000000",
            })
    void refusesIntegersBeyond64Bits(String text) {
        refused(INT, text).withMessage("got '" + text + "', expected an integer of at most 64 bits");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "-", "+7", "--7", "-+7", "7-", "1.5", "7.0", "1e3", "1,000", "0x10", "1_000", " 7", "7 ", " 7 ", "٣",
                "７", "seven", "NaN", "7\0", "\"7\""
            })
    void refusesWhatIsNoInteger(String text) {
        refused(INT, text).withMessage("got '" + text.replace("\0", "<U+0000>") + "', expected an integer");
    }

    @Test
    void wrongTypeIsNotOutsideList() {
        refused(INT, "x").matches(e -> e.fault() == CellFormatException.Fault.TYPE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "-0", "00", "-1", "-9223372036854775808"})
    void refusesIdentifiersBelowOne(String text) {
        refused(ID, text)
                .withMessage("got '" + text + "', expected an identifier of 1 or more")
                .matches(e -> e.fault() == CellFormatException.Fault.RANGE);
    }

    @Test
    void readsIdentifiersFromOne() {
        assertThat(parsed(ID, "1")).isEqualTo(1L);
        assertThat(parsed(ID, "9223372036854775807")).isEqualTo(Long.MAX_VALUE);
        refused(ID, " 1").withMessage("got ' 1', expected an integer");
    }

    // --- text

    @ParameterizedTest
    @ValueSource(strings = {"x", "  padded  ", "Zoë 😀", "two\r\nlines", "\"", "\uFFFD", "#", "-0"})
    void keepsTextAsItIs(String text) {
        assertThat(parsed(TEXT, text)).isEqualTo(text);
    }

    @ParameterizedTest
    @ValueSource(strings = {"\0", "a\0b", "ab\0"})
    void refusesTextWithNul(String text) {
        refused(TEXT, text)
                .withMessage("got '" + text.replace("\0", "<U+0000>") + "', expected text without NUL characters");
    }

    // --- codes

    @ParameterizedTest
    @ValueSource(strings = {"GCC", "gcc", "G C", "G\u200BC", "10_20250602", "Zoë"})
    void keepsCodesAsTheyAre(String text) {
        assertThat(parsed(CODE, text)).isEqualTo(text);
    }

    /** What was got, and how the message shows it. */
    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '"',
            value = {
                "\"GCC \", \"'GCC '\"",
                "\" GCC\", \"' GCC'\"",
                "\"GCC\t\", \"'GCC' followed by U+0009\"",
                "\"GCC\u00A0\", \"'GCC' followed by U+00A0\"",
                "\"\u00A0GCC\", \"U+00A0 followed by 'GCC'\"",
                "\"GCC\u200B\", \"'GCC' followed by U+200B\"",
                "\"\uFEFFGCC \", \"U+FEFF followed by 'GCC '\"",
                "\"GCC\u200E\u2060\", \"'GCC' followed by U+200E followed by U+2060\"",
                "\"GCC\u3000\", \"'GCC' followed by U+3000\"",
                "\"GCC\uDB40\uDC20\", \"'GCC' followed by U+E0020\"",
            })
    void refusesWhiteSpaceAroundCodes(String text, String shown) {
        refused(CODE, text)
                .withMessage("got " + shown + ", expected no white space around it")
                .matches(e -> e.fault() == CellFormatException.Fault.FORM);
        refused(ROLE, text.replace("GCC", "AM"))
                .withMessage("got " + shown.replace("GCC", "AM") + ", expected no white space around it")
                .matches(e -> e.fault() == CellFormatException.Fault.FORM);
        assertThat(parsed(TEXT, text)).isEqualTo(text);
    }

    // --- money

    /** Text, minor units, and whether a digit other than 0 stood beyond the second decimal. */
    @ParameterizedTest
    @CsvSource({
        "0, 0, false",
        "12, 1200, false",
        "12.3, 1230, false",
        "12.30, 1230, false",
        "12.300000000000000000000000000000, 1230, false",
        "-12.34, -1234, false",
        "-0.0, 0, false",
        "-0, 0, false",
        "0.00, 0, false",
        "491.41999999999877, 49142, true",
        "491.42000000000002, 49142, true",
        "-491.41999999999877, -49142, true",
        "0.125, 12, true",
        "0.135, 14, true",
        "-0.125, -12, true",
        "-0.135, -14, true",
        "0.1250000000000000000001, 13, true",
        "0.1249999999999999999999, 12, true",
        "0.1350, 14, true",
        "0.005, 0, true",
        "0.0050000001, 1, true",
        "0.015, 2, true",
        "-0.005, 0, true",
        "-0.001, 0, true",
        "0.995, 100, true",
        "99.999, 10000, true",
        "1e-14, 0, true",
        "5.684341886080802e-14, 0, true",
        "-5.684341886080802e-14, 0, true",
        "5.684341886080802E-14, 0, true",
        "1e-300000000, 0, true",
        "0.9e-2, 1, true",
        "5e-3, 0, true",
        "15e-3, 2, true",
        "0e400, 0, false",
        "0e-400, 0, false",
        "1e3, 100000, false",
        "1e+3, 100000, false",
        "1.5e3, 150000, false",
        "-1.5E1, -1500, false",
        "10000000000000, 1000000000000000, false",
        "-10000000000000.00, -1000000000000000, false",
        "10000000000000.004, 1000000000000000, true",
        "9999999999999.994, 999999999999999, true",
        "9999999999999.999, 1000000000000000, true",
        "1e13, 1000000000000000, false",
        "-0.1e14, -1000000000000000, false",
        "0000000000000000000012.34, 1234, false",
    })
    void readsMoneyToTheNearestHundredth(String text, long minorUnits, boolean rounded) throws CellFormatException {
        Cell cell = Cell.of(text);
        assertThat(MONEY.parse(cell)).isEqualTo(new Money(minorUnits));
        assertThat(cell.isRounded()).isEqualTo(rounded);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "10000000000000.01",
                "-10000000000000.01",
                "10000000000000.006",
                "1000000000000000.00",
                "50000000000000000.00",
                "92233720368547758.07",
                "92233720368547758.08",
                "-92233720368547758.08",
                "99999999999999999.99",
                "100000000000000000",
                "1.1e13",
                "1e14",
                "1e17",
                "1e19",
                "1e400",
                "-1e400",
                "1e2147483647",
            })
    void refusesMoneyBeyondTenMillionMillions(String text) {
        refused(MONEY, text)
                .withMessage("got '" + text + "', expected an amount between -10000000000000 and 10000000000000")
                .matches(e -> e.fault() == CellFormatException.Fault.RANGE);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "NaN",
                "Infinity",
                "-Infinity",
                "1,234.56",
                "1.234,56",
                ".5",
                "-.5",
                "5.",
                "-5.",
                ".",
                "-",
                "--5",
                "-+5",
                "+5",
                "+.5",
                "5-",
                "1e",
                "e5",
                "1e-",
                ".5e1",
                "5.e1",
                "-5.e1",
                "1.2.3",
                "1e2.5",
                "$5",
                "5 USD",
                " 5",
                "5 ",
                "1 000",
                "0x1p3",
                "5d",
                "5f",
                "٣",
                "1.٣",
                "1e٣",
                "٣1",
                "1\0"
            })
    void refusesWhatIsNoDecimalNumber(String text) {
        refused(MONEY, text).withMessage("got '" + text.replace("\0", "<U+0000>") + "', expected a decimal number");
    }

    @Test
    void refusesVeryLongMoneyWithoutWritingItOut() {
        refused(MONEY, "1".repeat(1_000_000)).withMessage("got '" + "1".repeat(60) + "…', expected a decimal number");
    }

    @Test
    void forgetsRoundingWhenMovedToAnotherCell() throws CellFormatException {
        char[] buffer = "1.001,2.00".toCharArray();
        Cell cell = new Cell();
        MONEY.parse(cell.at(buffer, 0, 5));
        assertThat(cell.isRounded()).isTrue();
        assertThat(MONEY.parse(cell.at(buffer, 6, 4))).isEqualTo(new Money(200));
        assertThat(cell.isRounded()).isFalse();
    }

    @Test
    void agreesWithBigDecimalOnAnyPlainNumber() throws CellFormatException {
        Random random = new Random(20251001);
        for (int i = 0; i < 50_000; i++) {
            String text = decimal(random);
            BigDecimal exact = new BigDecimal(text);
            BigDecimal nearest = exact.setScale(2, RoundingMode.HALF_EVEN);
            Cell cell = Cell.of(text);
            assertThat(MONEY.parse(cell))
                    .as(text)
                    .isEqualTo(new Money(nearest.movePointRight(2).longValueExact()));
            assertThat(cell.isRounded()).as("%s rounded", text).isEqualTo(exact.compareTo(nearest) != 0);
        }
    }

    /** Between 1 and 13 digits before the point and up to 24 after it, with many zeros, fives and nines among them. */
    private static String decimal(Random random) {
        String digits = random.nextBoolean() ? "0123456789" : "0559";
        StringBuilder text = new StringBuilder(random.nextBoolean() ? "-" : "");
        for (int i = 1 + random.nextInt(13); i > 0; i--) {
            text.append(digits.charAt(random.nextInt(digits.length())));
        }
        int decimals = random.nextInt(25);
        text.append(decimals == 0 ? "" : ".");
        for (int i = 0; i < decimals; i++) {
            text.append(digits.charAt(random.nextInt(digits.length())));
        }
        if (random.nextInt(8) == 0) {
            text.append('e').append(random.nextInt(20) - 20);
        }
        return text.toString();
    }

    @Test
    void readsAnyFloatAsItsNearestHundredth() throws CellFormatException {
        Random random = new Random(7);
        for (int i = 0; i < 20_000; i++) {
            double value = random.nextInt(100_000_000) / 100.0;
            double noisy = value + (random.nextDouble() - 0.5) * 1e-9;
            assertThat(MONEY.parse(Cell.of(Double.toString(noisy))))
                    .as(Double.toString(noisy))
                    .isEqualTo(new Money(Math.round(value * 100)));
        }
    }

    // --- dates

    @ParameterizedTest
    @ValueSource(strings = {"2024-06-01", "2024-02-29", "2000-02-29", "0001-01-01", "9999-12-31"})
    void readsDates(String text) {
        assertThat(parsed(DATE, text)).hasToString(text);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2025-02-30",
                "2025-02-29",
                "1900-02-29",
                "2025-00-10",
                "2025-13-01",
                "2025-01-00",
                "2025-01-32",
                "0000-01-01",
                "2025-1-1",
                "25-01-01",
                "20250101",
                "2025/01/01",
                "2025-01/01",
                "01.01.2025",
                "-025-01-01",
                "+025-01-01",
                "2025-01-01 ",
                " 2025-01-1",
                "2025-01-01T",
                "2025-01-01 00:00:00",
                "12025-01-01",
                "２０２５-01-01",
                "today",
            })
    void refusesWhatIsNoDate(String text) {
        refused(DATE, text).withMessage("got '" + text + "', expected a date such as 2025-06-30");
    }

    // --- timestamps

    @ParameterizedTest
    @CsvSource({
        "2025-06-03 16:22:24.939185, 2025-06-03T16:22:24.939185Z",
        "2025-06-03T16:22:24.939185Z, 2025-06-03T16:22:24.939185Z",
        "2025-06-03 16:22:24.939185Z, 2025-06-03T16:22:24.939185Z",
        "2025-06-03T16:22:24, 2025-06-03T16:22:24Z",
        "2025-06-03 16:22:24Z, 2025-06-03T16:22:24Z",
        "2025-06-03 16:22:24.1, 2025-06-03T16:22:24.100Z",
        "2025-06-03 16:22:24.01, 2025-06-03T16:22:24.010Z",
        "2025-06-03 16:22:24.001, 2025-06-03T16:22:24.001Z",
        "2025-06-03 16:22:24.0001, 2025-06-03T16:22:24.000100Z",
        "2025-06-03 16:22:24.00001, 2025-06-03T16:22:24.000010Z",
        "2025-06-03 16:22:24.000001, 2025-06-03T16:22:24.000001Z",
        "2025-06-03 16:22:24.000000, 2025-06-03T16:22:24Z",
        "2024-02-29 23:59:59.999999, 2024-02-29T23:59:59.999999Z",
        "2025-01-01 00:00:00, 2025-01-01T00:00:00Z",
        "1969-12-31T23:59:59.5Z, 1969-12-31T23:59:59.500Z",
        "0001-01-01 00:00:00, 0001-01-01T00:00:00Z",
        "9999-12-31 23:59:59.999999, 9999-12-31T23:59:59.999999Z",
    })
    void readsTimestampsAsUtc(String text, String expected) {
        assertThat(parsed(TIMESTAMP, text)).hasToString(expected);
        assertThat(parsed(DATE_OR_TIMESTAMP, text)).hasToString(expected);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2025-06-03 24:00:00",
                "2025-06-03 16:60:00",
                "2025-06-03 16:22:60",
                "2025-06-03 16:22",
                "2025-06-03 16",
                "2025-06-03 ",
                "2025-06-03T",
                "2025-06-03Z",
                "2025-06-03 16:22:24.",
                "2025-06-03 16:22:24.Z",
                "2025-06-03 16:22:24.9391851",
                "2025-06-03 16:22:24,939185",
                "2025-06-03 16:22:24.93x",
                "2025-06-03 16:22:24+00:00",
                "2025-06-03 16:22:24 UTC",
                "2025-06-03 16:22:24ZZ",
                "2025-06-03t16:22:24",
                "2025-06-03T16:22:24z",
                "2025-06-03  16:22:24",
                "2025-06-03_16:22:24",
                "2025-06-03 16.22:24",
                "2025-06-03 16:22.24",
                "2025-06-03 -1:22:24",
                "2025-06-03 16:2x:24",
                "2025-06-03 16:22: 4",
                "2025-02-30 16:22:24",
                "0000-01-01 00:00:00",
                "20250603T162224Z",
                "1748967744",
                "16:22:24",
                "x",
            })
    void refusesWhatIsNoTimestamp(String text) {
        refused(TIMESTAMP, text).withMessage("got '" + text + "', " + TIMESTAMP_EXPECTED);
        refused(DATE_OR_TIMESTAMP, text).withMessage("got '" + text + "', " + TIMESTAMP_EXPECTED + ", or a date");
    }

    @Test
    void takesPlainDateForItsMidnightOnlyWhereAllowed() {
        assertThat(parsed(DATE_OR_TIMESTAMP, "2025-06-03")).hasToString("2025-06-03T00:00:00Z");
        refused(TIMESTAMP, "2025-06-03").withMessage("got '2025-06-03', " + TIMESTAMP_EXPECTED);
    }

    // --- closed lists

    @Test
    void readsEveryCodeOfClosedList() {
        ColumnType status = ColumnType.of(CreditStatus.class, false, false);
        for (CreditStatus each : CreditStatus.values()) {
            assertThat(parsed(status, each.code())).isSameAs(each);
        }
        assertThat(parsed(status, "InReview")).isSameAs(CreditStatus.IN_REVIEW);
        assertThat(parsed(ColumnType.of(InvoiceItemType.class, false, false), "credits_due"))
                .isSameAs(InvoiceItemType.CREDITS_DUE);
    }

    @Test
    void knowsTheCodesOfClosedListAndWhatCanBeAddedUp() {
        assertThat(ROLE.codes()).containsExactly("AM", "SAM");
        assertThat(TIMESTAMP.codes()).isEmpty();
        assertThat(ColumnType.of(long.class, false, false).isNumber()).isTrue();
        assertThat(ColumnType.of(Money.class, false, false).isNumber()).isTrue();
        assertThat(ROLE.isNumber()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"am", "Am", "A M", "AMS", "A", "ADMIN", "ＡＭ"})
    void refusesWhatIsNotInClosedList(String text) {
        refused(ROLE, text)
                .withMessage("got '" + text + "', expected one of [AM, SAM]")
                .matches(e -> e.fault() == CellFormatException.Fault.LIST);
    }

    // --- decimals

    @ParameterizedTest
    @CsvSource({
        "3.75, 3.75",
        "3.7500, 3.75",
        "100, 100",
        "007.50, 7.5",
        "0.000000000000000001, 0.000000000000000001",
        "999999999.999999999999999999, 999999999.999999999999999999",
        "-1.5, -1.5",
        "0.0, 0",
        "-0, 0",
    })
    void keepsDecimalsToTheLastDigit(String text, String value) {
        assertThat(((BigDecimal) parsed(DECIMAL, text)).toPlainString()).isEqualTo(value);
    }

    @ParameterizedTest
    @ValueSource(strings = {"-", ".5", "5.", "+1", "1e3", "1,5", " 1", "1 ", "NaN", "0x1", "1.2.3", "--1", "\u0663.75"})
    void refusesWhatIsNoDecimal(String text) {
        refused(DECIMAL, text).withMessageContaining("expected a decimal number such as 3.75");
    }

    @ParameterizedTest
    @ValueSource(strings = {"1000000000", "0.0000000000000000001"})
    void refusesDecimalsThatAreTooLong(String text) {
        refused(DECIMAL, text)
                .withMessageEndingWith("expected a decimal number of at most 9 digits before and 18 after the point");
    }
}
