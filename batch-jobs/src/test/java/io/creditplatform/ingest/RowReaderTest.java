package io.creditplatform.ingest;

import static io.creditplatform.ingest.FeedFile.CHAT;
import static io.creditplatform.ingest.FeedFile.CHAT_HEADER;
import static io.creditplatform.ingest.FeedFile.MANAGERS;
import static io.creditplatform.ingest.FeedFile.MANAGERS_HEADER;
import static io.creditplatform.ingest.FeedFile.bytes;
import static io.creditplatform.ingest.FeedFile.told;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.creditplatform.feed.FeedDefinition;
import io.creditplatform.feed.Feeds;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.assertj.core.api.ThrowableAssertAlternative;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RowReaderTest {

    private static final byte[] NOT_UTF_8 = {(byte) 0xFF};

    @TempDir
    private Path folder;

    private FeedFile managers(String text) {
        return FeedFile.of(MANAGERS, folder, text);
    }

    private FeedFile managers(byte[] content) {
        return FeedFile.of(MANAGERS, folder, content);
    }

    private FeedFile chat(String rows) {
        return FeedFile.of(CHAT, folder, CHAT_HEADER + rows);
    }

    /** A row of the chat with this message. */
    private static String message(int id, String message) {
        return id + ",10,AM,2025-01-01 00:00:00," + message;
    }

    private static String toldMessage(long line, long id, String message) {
        return line + " ok [" + id + ", 10, AM, 2025-01-01T00:00:00Z, " + message + "]";
    }

    private ThrowableAssertAlternative<ExtractException> unfit(FeedFile file) {
        return assertThatExceptionOfType(ExtractException.class)
                .isThrownBy(file::rows)
                .matches(e -> !e.isMissing());
    }

    // --- header

    @Test
    void readsRowsUnderHeader() {
        assertThat(managers(MANAGERS_HEADER + "1,Ann,ann@example.com\n2,Bob,bob@example.com\n")
                        .told())
                .containsExactly("2 ok [1, Ann, ann@example.com]", "3 ok [2, Bob, bob@example.com]");
    }

    @Test
    void takesHeaderInAnyOrderCaseAndPadding() {
        FeedFile file = managers(" SAM_Email ,sam_name,\"\tSam_ID \"\nann@example.com,Ann,1\n");
        assertThat(file.told()).containsExactly("2 ok [1, Ann, ann@example.com]");
        assertThat(file.warnings).isEmpty();
        try (RowReader reader = file.open()) {
            assertThat(reader.header()).containsExactly("sam_email", "sam_name", "sam_id");
        }
    }

    @Test
    void warnsOfUnknownColumnAndLeavesItOut() {
        FeedFile file =
                managers("sam_id,Shoe Size,sam_name,sam_email\n1,42,Ann,ann@example.com\n2,,Bob,bob@example.com\n");
        assertThat(file.told()).containsExactly("2 ok [1, Ann, ann@example.com]", "3 ok [2, Bob, bob@example.com]");
        assertThat(file.warnings).containsExactly(file.path + ", line 1: column 'shoe size' is unknown and left out");
    }

    @Test
    void leavesOutUnknownColumnsOfSameName() {
        FeedFile file = managers("sam_id,sam_name,sam_email,,\n1,Ann,a@x.example,,\n2,Bob,b@x.example,x,y\n");
        assertThat(file.told()).containsExactly("2 ok [1, Ann, a@x.example]", "3 ok [2, Bob, b@x.example]");
        assertThat(file.warnings)
                .containsExactly(
                        file.path + ", line 1: column '' is unknown and left out",
                        file.path + ", line 1: column '' is unknown and left out");
    }

    @Test
    void failsOnMissingColumn() {
        FeedFile file = managers("sam_id,sam_mail,sam_name\n1,ann@example.com,Ann\n");
        unfit(file)
                .withMessage(file.path + ", line 1: column 'sam_email' is missing (renamed to 'sam_mail'?)."
                        + " Got sam_id, sam_mail, sam_name;"
                        + " expected sam_id, sam_name, sam_email. Have the file delivered again.");
    }

    @Test
    void failsOnEveryProblemOfHeaderAtOnce() {
        FeedFile file = managers("sam_id,SAM_ID,x\n");
        unfit(file)
                .withMessage(file.path + ", line 1: column 'sam_id' stands there twice, column 'sam_name' is missing,"
                        + " column 'sam_email' is missing. Got sam_id, sam_id, x;"
                        + " expected sam_id, sam_name, sam_email. Have the file delivered again.");
    }

    @Test
    void failsWhereHeaderIsData() {
        unfit(managers("1,Ann,ann@example.com\n")).withMessageContaining("column 'sam_id' is missing");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\uFEFF", "\n", "\r\n\r\n"})
    void failsOnEmptyFile(String text) {
        FeedFile file = managers(text);
        unfit(file)
                .withMessage(file.path + " is empty, expected a header with the names sam_id, sam_name, sam_email."
                        + " Have the file delivered again.");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"sam_id,sam_name,sam_email", "sam_id,sam_name,sam_email\n", "sam_id,sam_name,sam_email\r\n\r\n"})
    void hasNoRowsWhereThereIsOnlyHeader(String text) {
        FeedFile file = managers(text);
        assertThat(file.told()).isEmpty();
        assertThat(file.warnings).isEmpty();
    }

    @Test
    void failsWhereQuotesOfHeaderDoNotPairUp() {
        FeedFile file = managers("sam_id,\"sam_name,sam_email\n1,Ann,ann@example.com\n");
        unfit(file)
                .withMessage(file.path + ", line 1: the header's quotation marks do not pair up, expected the names"
                        + " sam_id, sam_name, sam_email. Have the file delivered again.");
    }

    @Test
    void skipsByteOrderMark() {
        FeedFile file = managers("\uFEFF" + MANAGERS_HEADER + "1,Ann,ann@example.com\n");
        assertThat(file.told()).containsExactly("2 ok [1, Ann, ann@example.com]");
        assertThat(file.warnings).isEmpty();
    }

    @Test
    void skipsByteOrderMarkBeforeQuote() {
        assertThat(managers("\uFEFF\"sam_id\",\"sam_name\",\"sam_email\"\n1,Ann,ann@example.com\n")
                        .told())
                .containsExactly("2 ok [1, Ann, ann@example.com]");
    }

    @Test
    void guessesWhatColumnIsCalledNow() {
        unfit(managers("SAM-ID,Sam Name,mail,no\u0007te\n"))
                .withMessageContaining("column 'sam_id' is missing (renamed to 'sam-id'?), column 'sam_name' is missing"
                        + " (renamed to 'sam name'?), column 'sam_email' is missing."
                        + " Got sam-id, sam name, mail, no<U+0007>te; expected");
    }

    @Test
    void saysThatSeparatorIsNoComma() {
        Map<String, String> words = Map.of(";", "semicolons", "\t", "tabs", "|", "bars");
        words.forEach((separator, word) -> {
            FeedFile file = managers(MANAGERS_HEADER.replace(",", separator));
            String shown = separator.replace("\t", "<U+0009>");
            unfit(file)
                    .withMessage(
                            file.path + ", line 1: the names are separated by " + word + ", expected commas. Got sam_id"
                                    + shown + "sam_name" + shown + "sam_email; expected sam_id, sam_name, sam_email."
                                    + " Have the file delivered with commas.");
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"sep=,", "SEP=;", "\"sep=,\"", "sep=", "sep=\t"})
    void saysThatFirstLineIsOfSpreadsheet(String line) {
        FeedFile file = managers(line + "\n" + MANAGERS_HEADER + "1,Ann,a@x.example\n");
        unfit(file)
                .withMessageStartingWith(file.path + ", line 1: got 'sep=")
                .withMessageEndingWith(
                        ", a spreadsheet's word on its separator, expected the header. Delete the line, and"
                                + " see that the cells are separated by commas.");
    }

    @Test
    void takesHeaderWithWhiteSpaceThatNobodySees() {
        FeedFile file = managers("\u00A0sam_id,sam_name\u200B,\"\uFEFFSam_Email \"\n1,Ann,a@x.example\n");
        assertThat(file.told()).containsExactly("2 ok [1, Ann, a@x.example]");
        assertThat(file.warnings).isEmpty();
        unfit(managers("sam_id,sam_\u200Bname,sam_email\n"))
                .withMessageContaining("column 'sam_name' is missing (renamed to 'sam_<U+200B>name'?). Got sam_id,"
                        + " sam_<U+200B>name, sam_email;");
    }

    @Test
    void showsNoMoreThanStartOfHeaderThatIsNone() {
        FeedFile file = managers("x".repeat(20_000));
        unfit(file).withMessageContaining(". Got " + "x".repeat(1_000) + "…; expected sam_id");
        unfit(managers("x".repeat(20_000_000)))
                .withMessage(file.path + ", line 1: the header is too long, expected the names sam_id, sam_name,"
                        + " sam_email. Have the file delivered again.");
    }

    @Test
    void namesLineOfHeader() {
        unfit(managers("\n\r\n\"sam_id\",sam_email\n"))
                .withMessageContaining(", line 3: column 'sam_name' is missing. Got");
        FeedFile file = managers("\nsam_id,sam_name,sam_email,x\n");
        assertThat(file.told()).isEmpty();
        assertThat(file.warnings).containsExactly(file.path + ", line 2: column 'x' is unknown and left out");
    }

    @ParameterizedTest
    @ValueSource(strings = {"UTF-16LE", "UTF-16BE"})
    void refusesUtf16WithoutByteOrderMark(String charset) {
        FeedFile file = managers(MANAGERS_HEADER.getBytes(java.nio.charset.Charset.forName(charset)));
        unfit(file).withMessage(file.path + " is UTF-16, expected UTF-8. Have it delivered in UTF-8.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"UTF-16LE", "UTF-16BE"})
    void refusesUtf16(String charset) {
        FeedFile file = managers(("\uFEFF" + MANAGERS_HEADER).getBytes(java.nio.charset.Charset.forName(charset)));
        unfit(file).withMessage(file.path + " is UTF-16, expected UTF-8. Have it delivered in UTF-8.");
    }

    // --- lines and cells

    @ParameterizedTest
    @ValueSource(strings = {"\n", "\r\n", "\r"})
    void takesAnyLineEnd(String end) {
        String text = MANAGERS_HEADER + "1,Ann,ann@example.com\n2,Bob,bob@example.com";
        List<String> expected = List.of("2 ok [1, Ann, ann@example.com]", "3 ok [2, Bob, bob@example.com]");
        assertThat(managers(text.replace("\n", end)).told()).isEqualTo(expected);
        assertThat(managers((text + "\n").replace("\n", end)).told()).isEqualTo(expected);
    }

    @Test
    void takesMixedLineEnds() {
        assertThat(managers(
                                "sam_id,sam_name,sam_email\r1,Ann,a@x.example\n2,Bob,b@x.example\r\n3,Cem,c@x.example\r4,Dee,d@x.example")
                        .told())
                .containsExactly(
                        "2 ok [1, Ann, a@x.example]",
                        "3 ok [2, Bob, b@x.example]",
                        "4 ok [3, Cem, c@x.example]",
                        "5 ok [4, Dee, d@x.example]");
    }

    @Test
    void passesOverBlankLinesButCountsThem() {
        FeedFile file = managers("\n\r\n" + MANAGERS_HEADER + "\n\r\n1,Ann,a@x.example\r\r\r\n\n2,Bob,b@x.example\n\n");
        assertThat(file.told()).containsExactly("6 ok [1, Ann, a@x.example]", "10 ok [2, Bob, b@x.example]");
        try (RowReader reader = file.open()) {
            assertThat(FeedFile.remaining(reader)).hasSize(2);
            assertThat(reader.records()).isEqualTo(2);
        }
    }

    /** What spreadsheets leave behind. */
    @Test
    void linesOfCommasOrBlanksAreNoRows() {
        String ann = "1,Ann,a@x.example\n";
        FeedFile file = managers(
                ",,\n" + MANAGERS_HEADER + ann + ",,\n   \n,\n , \u00A0,\t\n,,,,,\nx,Bob,b@x.example\n\u200B\n,,");
        assertThat(file.told()).containsExactly("3 ok [1, Ann, a@x.example]", "9 type sam_id | x,Bob,b@x.example");
        assertThat(leftovers(file))
                .contains(file.path + ": 8 lines of commas or blanks alone (the first is line 1) are no rows"
                        + " and left out");
        assertThat(leftovers(managers(MANAGERS_HEADER + ann + " \r\n")))
                .contains(file.path + ": 1 line of commas or blanks alone (line 3) is no row and left out");
        assertThat(leftovers(managers("\n" + MANAGERS_HEADER + "\n\n" + ann + "\r\n")))
                .isEmpty();
        assertThat(managers(MANAGERS_HEADER + "\"\",,\n").told())
                .containsExactly("2 required sam_id, required sam_name, required sam_email | \"\",,");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\u001A", "\n\u001A", "\r\n\u001A\r\n", "\n\u001A\u001A\u001A", "\n\u001A \n\n"})
    void closingCtrlZIsNoRow(String end) {
        FeedFile file = managers(MANAGERS_HEADER + "1,Ann,a@x.example" + end);
        assertThat(file.told()).containsExactly("2 ok [1, Ann, a@x.example]");
        assertThat(leftovers(file)).contains(file.path + ": the Ctrl-Z at the end is no row and left out");
        assertThat(leftovers(managers(MANAGERS_HEADER + "1,Ann,a@x.example\n,,\n,," + end)))
                .contains(file.path
                        + ": 2 lines of commas or blanks alone (the first is line 3), and the Ctrl-Z at the end"
                        + " are no rows and left out");
    }

    @Test
    void ctrlZThatClosesNothingIsAsAnyCharacter() {
        assertThat(managers(MANAGERS_HEADER + "1,A\u001Ann,a@x.example\n\u001A\n2,Bob\u001A,b@x.example\n")
                        .told())
                .containsExactly(
                        "2 ok [1, A\u001Ann, a@x.example]",
                        "3 missing-cell sam_name | \u001A",
                        "4 ok [2, Bob\u001A, b@x.example]");
        unfit(managers("\u001A")).withMessageContaining(" is empty, expected a header");
    }

    /** Wherever the buffers end. */
    @Test
    void findsClosingCtrlZBehindAnythingOfItsKind() {
        for (int blanks : new int[] {1, 100, 4_000, 5_000, 65_536, 200_000}) {
            String text = MANAGERS_HEADER + "1,Ann,a@x.example\n\u001A" + "\n".repeat(blanks);
            List<String> rows = new ArrayList<>(List.of("2 ok [1, Ann, a@x.example]"));
            if (blanks > 4_095) { // it is far from the end
                rows.add("3 missing-cell sam_name | \u001A");
            }
            assertThat(managers(text).told()).as("%d line ends", blanks).isEqualTo(rows);
            FeedFile goesOn = managers(text + "2,Bob,b@x.example\n");
            assertThat(goesOn.told())
                    .containsExactly(
                            "2 ok [1, Ann, a@x.example]",
                            "3 missing-cell sam_name | \u001A",
                            (blanks + 3) + " ok [2, Bob, b@x.example]");
            assertThat(leftovers(goesOn)).isEmpty();
        }
    }

    private static Optional<String> leftovers(FeedFile file) {
        try (RowReader reader = file.open()) {
            FeedFile.remaining(reader);
            return reader.leftovers().of(file.path);
        }
    }

    @Test
    void skipsAndFindsRowsPastLeftovers() {
        FeedFile file = managers(MANAGERS_HEADER + ",,\n1,Ann,a@x.example\n  \n2,Bob,b@x.example\n,,\n");
        try (RowReader reader = file.open()) {
            reader.skip(1, row -> {});
            assertThat(reader.records()).isEqualTo(1);
            assertThat(FeedFile.remaining(reader))
                    .extracting(FeedFile::told)
                    .containsExactly("5 ok [2, Bob, b@x.example]");
            assertThat(reader.records()).isEqualTo(2);
            assertThat(reader.leftovers()).isEqualTo(new Leftovers(3, 2, false));
        }
        try (RowReader reader = file.open()) {
            assertThat(reader.raw(3)).isEqualTo("1,Ann,a@x.example");
            assertThat(reader.raw(5)).isEqualTo("2,Bob,b@x.example");
        }
    }

    @Test
    void keepsLineBreaksWithinQuotes() {
        assertThat(chat(message(1, "\"a\nb\"") + "\r\n" + message(2, "\"a\r\nb\"") + "\n" + message(3, "\"a\rb\"")
                                + "\n" + message(4, "\"\r\n\n\r\""))
                        .told())
                .containsExactly(
                        toldMessage(2, 1, "a\nb"),
                        toldMessage(4, 2, "a\r\nb"),
                        toldMessage(6, 3, "a\rb"),
                        "8 required message | " + message(4, "\"\r\n\n\r\""));
    }

    @Test
    void countsLinesThroughRecordsOfSeveralLines() {
        assertThat(chat(message(1, "\"a\r\"\"\n\"\"\r\nb\"") + "\r" + message(2, "x") + "\n\n" + message(3, "\"\n\n.\"")
                                + "\n" + message(4, "y"))
                        .told())
                .containsExactly(
                        toldMessage(2, 1, "a\r\"\n\"\r\nb"),
                        toldMessage(6, 2, "x"),
                        toldMessage(8, 3, "\n\n."),
                        toldMessage(11, 4, "y"));
    }

    @Test
    void halvesDoubledQuotes() {
        assertThat(chat(message(1, "\"say \"\"hi\"\"\"") + "\n" + message(2, "\"\"\"\"") + "\n"
                                + message(3, "\"a,\"\",b\"") + "\n")
                        .told())
                .containsExactly(toldMessage(2, 1, "say \"hi\""), toldMessage(3, 2, "\""), toldMessage(4, 3, "a,\",b"));
    }

    @Test
    void readsNumbersInQuotes() {
        assertThat(managers(MANAGERS_HEADER + "\"1\",\"Ann\",\"a@x.example\"\n").told())
                .containsExactly("2 ok [1, Ann, a@x.example]");
    }

    @Test
    void takesHashForData() {
        assertThat(chat("#1,10,AM,2025-01-01 00:00:00,x\n" + message(2, "#x") + "\n")
                        .told())
                .containsExactly("2 type credit_id | #1,10,AM,2025-01-01 00:00:00,x", toldMessage(3, 2, "#x"));
        FeedFile names = managers("sam_name,sam_id,sam_email\n#1 Ann,1,a@x.example\n#,2,b@x.example\n");
        assertThat(names.told()).containsExactly("2 ok [1, #1 Ann, a@x.example]", "3 ok [2, #, b@x.example]");
    }

    @Test
    void keepsSpacesOfTextAndRefusesThoseAroundNumbers() {
        assertThat(chat(message(1, "  x ") + "\n 2,10,AM,2025-01-01 00:00:00,x\n")
                        .told())
                .containsExactly(toldMessage(2, 1, "  x "), "3 type credit_id |  2,10,AM,2025-01-01 00:00:00,x");
    }

    @Test
    void keepsCharactersBeyondAscii() {
        assertThat(chat(message(1, "Zoë 😀 \uDBFF\uDFFF \uFFFD \u0130 \u2028 \uD800\uDC80") + "\n")
                        .told())
                .containsExactly(toldMessage(2, 1, "Zoë 😀 \uDBFF\uDFFF \uFFFD \u0130 \u2028 \uD800\uDC80"));
    }

    @Test
    void leavesNullWhereCellMayBeEmpty() {
        FeedDefinition credits = Feeds.named("credits").orElseThrow();
        FeedFile file = FeedFile.of(
                credits,
                folder,
                "credit_id,seller_id,amount,issue_date,due_date,status\n1,7,10.005,,\" \",New\n2,7,10,,,\"\"\n");
        assertThat(file.told())
                .containsExactly("2 ok [1, 7, 10.00, null, null, NEW, null]", "3 required status | 2,7,10,,,\"\"");
        assertThat(file.rows().get(0)).matches(row -> row instanceof Row.Accepted accepted && accepted.rounded() == 1);
    }

    @Test
    void countsRoundedAmountsOfRow() {
        FeedDefinition invoices = Feeds.named("invoices").orElseThrow();
        FeedFile file = FeedFile.of(invoices, folder, """
                invoice_id,seller_id,period_start,period_end,sales_amount,fees,credits_due,from_balance,total
                7_20250601,7,2025-05-26,2025-06-01,491.41999999999877,-0.0,1e-14,5.10,0.125
                """);
        assertThat(file.told())
                .containsExactly("2 ok [7_20250601, 7, 2025-05-26, 2025-06-01, 491.42, 0.00, 0.00, 5.10, 0.12, null]");
        assertThat(file.rows().get(0)).matches(row -> row instanceof Row.Accepted accepted && accepted.rounded() == 3);
    }

    // --- rows that are refused

    @Test
    void rejectsTooFewAndTooManyCells() {
        FeedFile file =
                managers(MANAGERS_HEADER + "1,Ann\n2\n3,Cem,c@x.example,4\n4,Dee,d@x.example,\n5,Eve,e@x.example\n");
        assertThat(file.told())
                .containsExactly(
                        "2 missing-cell sam_email | 1,Ann",
                        "3 missing-cell sam_name | 2",
                        "4 extra-cell | 3,Cem,c@x.example,4",
                        "5 extra-cell | 4,Dee,d@x.example,",
                        "6 ok [5, Eve, e@x.example]");
    }

    @Test
    void saysHowManyCellsThereAre() {
        assertThat(managers(MANAGERS_HEADER + "x,Ann\n").onlyReason())
                .isEqualTo(new Reason("missing-cell", "sam_email", "the row has 2 cells, but the header has 3"));
        assertThat(managers(MANAGERS_HEADER + "x,Ann,,\n").onlyReason())
                .isEqualTo(new Reason("extra-cell", null, "the row has 4 cells, but the header has 3"));
    }

    @Test
    void rejectsWithEveryReason() {
        FeedFile file = managers(MANAGERS_HEADER + "x1,\" \",not an address\n1,,a@x.example\n");
        assertThat(file.rows())
                .containsExactly(
                        new Row.Rejected(
                                2,
                                "x1,\" \",not an address",
                                List.of(
                                        new Reason("type", "sam_id", "got 'x1', expected an integer"),
                                        new Reason("required", "sam_name", "is blank, expected a value"),
                                        new Reason(
                                                "format",
                                                "sam_email",
                                                "got 'not an address', must be a well-formed email address"))),
                        new Row.Rejected(
                                3,
                                "1,,a@x.example",
                                List.of(new Reason("required", "sam_name", "is blank, expected a value"))));
    }

    @Test
    void rejectsSellerWithNegativeNumbers() {
        FeedFile file = FeedFile.of(Feeds.named("sellers").orElseThrow(), folder, """
                seller_id,seller_name,market,signup_date,credit_limit,avg_weekly_leads,initial_wallet,am_id,sam_id
                1,Shop,GCC,2024-06-01,-0.01,-1,-5,2,3
                2,Shop,GCC,2024-06-01,-0.001,0,-5,2,3
                3,"Shop, the third",GCC,2024-06-01,-0.0050001,0,-5,2,3
                """);
        assertThat(file.rows().get(0))
                .isEqualTo(new Row.Rejected(
                        2,
                        "1,Shop,GCC,2024-06-01,-0.01,-1,-5,2,3",
                        List.of(
                                new Reason("range", "credit_limit", "got '-0.01', must be greater than or equal to 0"),
                                new Reason(
                                        "range", "avg_weekly_leads", "got '-1', must be greater than or equal to 0"))));
        assertThat(told(file.rows().get(1))).isEqualTo("3 ok [2, Shop, GCC, 2024-06-01, 0.00, 0, -5.00, 2, 3, null]");
        assertThat(((Row.Rejected) file.rows().get(2)).reasons()) // as the file has it, not as it would be kept
                .containsExactly(
                        new Reason("range", "credit_limit", "got '-0.0050001', must be greater than or equal to 0"));
    }

    @Test
    void rejectsTextLongerThanItsColumn() {
        FeedFile file = managers(
                MANAGERS_HEADER + "1," + "x".repeat(256) + ",a@x.example\n2," + "x".repeat(255) + ",a@x.example\n");
        assertThat(file.onlyReason())
                .isEqualTo(new Reason("too-long", "sam_name", "got 256 characters, expected at most 255"));
        String emoji = "\uD83D\uDE00"; // one character, two of Java's
        FeedFile wide = managers(
                MANAGERS_HEADER + "1," + emoji.repeat(256) + ",a@x.example\n2," + emoji.repeat(255) + ",a@x.example\n");
        assertThat(wide.onlyReason())
                .isEqualTo(new Reason("too-long", "sam_name", "got 256 characters, expected at most 255"));
    }

    @Test
    void signOfAFilesEndIsNoText() {
        assertThat(managers(MANAGERS_HEADER + "1,\u001A,a@x.example\n2,x,a@x.example\n")
                        .onlyReason())
                .isEqualTo(new Reason("required", "sam_name", "is blank, expected a value"));
    }

    @Test
    void rejectsValueOutsideList() {
        assertThat(chat("1,10,am,2025-01-01 00:00:00,x\n").onlyReason())
                .isEqualTo(new Reason("enum", "role", "got 'am', expected one of [AM, SAM]"));
    }

    @Test
    void rejectsNul() {
        FeedFile file = chat(message(1, "a\0b") + "\n" + message(2, "x") + "\n");
        assertThat(file.told()).containsExactly("2 type message | " + message(1, "a\uFFFDb"), toldMessage(3, 2, "x"));
    }

    @Test
    void keepsRawTextOfSeveralLinesAsFileHasIt() {
        String raw = "1,10,XX,2025-01-01 00:00:00,\"a\r\n\n\"\"b\"\",\rc \"";
        assertThat(chat(raw + "\r\n" + message(2, "x")).told())
                .containsExactly("2 enum role | " + raw, toldMessage(6, 2, "x"));
    }

    @Test
    void keepsRawTextOfLastLine() {
        assertThat(managers(MANAGERS_HEADER + "x,\"Ann\r\nLee\",a@x.example").told())
                .containsExactly("2 type sam_id | x,\"Ann\r\nLee\",a@x.example");
        assertThat(managers(MANAGERS_HEADER + "x,\"Ann\n").told()).containsExactly("2 quote sam_name | x,\"Ann");
    }

    @Test
    void cutsRawTextOfVeryLongRow() {
        String message = "😀".repeat(40_000);
        FeedFile file = chat(
                "x,10,AM,2025-01-01 00:00:00," + message + "\n" + "y,10,AM,2025-01-01 00:00:00,1" + message + "\n");
        String full = "x,10,AM,2025-01-01 00:00:00," + message;
        assertThat(file.rows())
                .extracting(row -> ((Row.Rejected) row).raw().length())
                .containsOnly(64 * 1024);
        assertThat(file.rows().get(0)).matches(row -> ((Row.Rejected) row).raw().equals(full.substring(0, 64 * 1024)));
        // Here the limit falls between the halves of a pair; no half may stay.
        assertThat(file.rows().get(1)).matches(row -> ((Row.Rejected) row).raw().endsWith("😀\uFFFD"));
    }

    // --- quotes that do not pair up

    @Test
    void unclosedQuoteInTheMiddleCostsItsFirstLine() {
        FeedFile file = chat(message(1, "x") + "\r\n" + message(2, "\"never closed") + "\r\n" + message(3, "y") + "\r\n"
                + message(4, "\"two\nlines\"") + "\r\n" + message(5, "z") + "\r\n");
        assertThat(file.told())
                .containsExactly(
                        toldMessage(2, 1, "x"),
                        "3 quote message | " + message(2, "\"never closed"),
                        toldMessage(4, 3, "y"),
                        toldMessage(5, 4, "two\nlines"),
                        toldMessage(7, 5, "z"));
    }

    @Test
    void unclosedQuoteAtTheEndCostsItsFirstLine() {
        assertThat(chat(message(1, "\"never closed") + "\n" + message(2, "x")).told())
                .containsExactly("2 quote message | " + message(1, "\"never closed"), toldMessage(3, 2, "x"));
        assertThat(chat(message(1, "x") + "\n" + message(2, "\"")).told())
                .containsExactly(toldMessage(2, 1, "x"), "3 quote message | " + message(2, "\""));
    }

    @Test
    void namesColumnOfUnclosedQuote() {
        assertThat(managers(MANAGERS_HEADER + "1,\"Ann,a@x.example\n").onlyReason())
                .isEqualTo(
                        new Reason(
                                "quote",
                                "sam_name",
                                "the quotation marks do not pair up, expected a closing one followed by a comma or the line's end"));
        assertThat(managers(MANAGERS_HEADER + "1,Ann,a@x.example,\"\n")
                        .onlyReason()
                        .column())
                .isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"\n", "\r\n", "\r", ""})
    void textAfterClosingQuoteCostsItsLine(String end) {
        assertThat(managers(MANAGERS_HEADER + "1,Ann,a@x.example" + (end.isEmpty() ? "\n" : end)
                                + "2,\"Bob\" B,b@x.example" + end)
                        .told())
                .containsExactly("2 ok [1, Ann, a@x.example]", "3 quote sam_name | 2,\"Bob\" B,b@x.example");
        assertThat(managers(MANAGERS_HEADER + "2,\"Bob\" B,b@x.example\n3,Cem,c@x.example" + end)
                        .told())
                .containsExactly("2 quote sam_name | 2,\"Bob\" B,b@x.example", "3 ok [3, Cem, c@x.example]");
    }

    @Test
    void textAfterClosingQuoteOnLaterLineCostsFirstLine() {
        assertThat(managers(MANAGERS_HEADER + "1,\"An\nn\" x,a@x.example\n3,Cem,c@x.example\n")
                        .told())
                .containsExactly(
                        "2 quote sam_name | 1,\"An",
                        "3 missing-cell sam_email | n\" x,a@x.example",
                        "4 ok [3, Cem, c@x.example]");
    }

    @Test
    void everyLineMayBeBroken() {
        assertThat(managers(MANAGERS_HEADER + "1,\"A\"a,\n2,\"B\"b,\r\n\r\n3,\"C\"c,\r4,\"D\"d,")
                        .told())
                .containsExactly(
                        "2 quote sam_name | 1,\"A\"a,",
                        "3 quote sam_name | 2,\"B\"b,",
                        "5 quote sam_name | 3,\"C\"c,",
                        "6 quote sam_name | 4,\"D\"d,");
    }

    @Test
    void rejectsLoneQuoteWithinText() {
        FeedFile file =
                managers(MANAGERS_HEADER + "1,Ann \"A\" Lee,a@x.example\n2,5\",b@x.example\n3,Cem,c@x.example\n");
        assertThat(file.told())
                .containsExactly(
                        "2 quote sam_name | 1,Ann \"A\" Lee,a@x.example",
                        "3 quote sam_name | 2,5\",b@x.example",
                        "4 ok [3, Cem, c@x.example]");
        assertThat(managers(MANAGERS_HEADER + "2,5\",b@x.example\n")
                        .onlyReason()
                        .message())
                .isEqualTo("got '5\"', expected the whole cell in quotation marks and those within it doubled");
    }

    // --- bytes that are not UTF-8

    @Test
    void refusesOnlyRowsThatHoldOtherBytes() {
        FeedFile file = managers(bytes(
                MANAGERS_HEADER,
                "1,Ann,a@x.example\n2,B",
                NOT_UTF_8,
                "b,b@x.example\n3,\uFFFD,c@x.example\n4,Dee,",
                new byte[] {(byte) 0xC3, '('},
                "\n5,\"",
                new byte[] {(byte) 0xE2, (byte) 0x82},
                "\n\",e@x.example\n6,\uD800\uDC80,f@x.example\n7,Gus,g@x.example\n",
                new byte[] {(byte) 0xF0, (byte) 0x9F, (byte) 0x98}));
        assertThat(file.told())
                .containsExactly(
                        "2 ok [1, Ann, a@x.example]",
                        "3 encoding sam_name | 2,B\uFFFDb,b@x.example",
                        "4 ok [3, \uFFFD, c@x.example]",
                        "5 encoding sam_email | 4,Dee,\uFFFD(",
                        "6 encoding sam_name | 5,\"\uFFFD\n\",e@x.example",
                        "8 ok [6, \uD800\uDC80, f@x.example]",
                        "9 ok [7, Gus, g@x.example]",
                        "10 missing-cell sam_name | \uFFFD");
    }

    @Test
    void saysThatBytesAreNotUtf8() {
        assertThat(managers(bytes(MANAGERS_HEADER, "x,B", NOT_UTF_8, "b,nothing\n"))
                        .onlyReason())
                .isEqualTo(new Reason("encoding", "sam_name", "holds bytes that are not UTF-8, expected UTF-8"));
    }

    @Test
    void refusesOtherBytesInColumnThatIsLeftOut() {
        assertThat(managers(bytes("sam_id,sam_name,x,sam_email\n1,Ann,", NOT_UTF_8, ",a@x.example\n"))
                        .told())
                .containsExactly("2 encoding x | 1,Ann,\uFFFD,a@x.example");
    }

    @Test
    void leavesOutColumnWhoseNameIsNotUtf8() {
        FeedFile file = managers(bytes("sam_id,sam_name,sam_email,gr", NOT_UTF_8, "\0sse\n1,Ann,a@x.example,3\n"));
        assertThat(file.told()).containsExactly("2 ok [1, Ann, a@x.example]");
        assertThat(file.warnings)
                .containsExactly(file.path + ", line 1: column 'gr\uFFFD\uFFFDsse' is unknown and left out");
    }

    // --- sizes

    @Test
    void rejectsCellOfMoreThanMebibyte() {
        int most = 1024 * 1024;
        for (String quote : List.of("", "\"")) {
            for (int length : new int[] {most - 8192, most - 1, most}) {
                assertThat(chat(message(1, quote + "x".repeat(length) + quote) + "\n")
                                .rows())
                        .as("%d characters in %s", length, quote)
                        .hasOnlyElementsOfType(Row.Accepted.class);
            }
            for (int length : new int[] {most + 1, 2 * most - 1, 3 * most}) {
                FeedFile file =
                        chat(message(1, quote + "x".repeat(length) + quote) + "\r\n" + message(2, "y") + "\r\n");
                assertThat(file.onlyReason())
                        .as("%d characters in %s", length, quote)
                        .isEqualTo(
                                new Reason("too-long", "message", "got more than 1048576 characters, expected fewer"));
                assertThat(told(file.rows().get(1))).isEqualTo(toldMessage(3, 2, "y"));
            }
        }
    }

    @Test
    void rejectsRecordOfMoreThanFourMebibytes() {
        String extra = ",e1,e2,e3,e4,e5\n";
        String cells = (",\"" + "x".repeat(900_000) + "\"").repeat(5);
        FeedFile file =
                managers(MANAGERS_HEADER.strip() + extra + "1,Ann,a@x.example" + cells + "\n2,Bob,b@x.example,,,,,\n");
        List<Row> rows = file.rows();
        assertThat(rows).hasSize(2);
        assertThat(rows.get(0)).isInstanceOfSatisfying(Row.Rejected.class, row -> {
            assertThat(row.line()).isEqualTo(2);
            assertThat(row.reasons()).extracting(Reason::code).containsExactly("too-long");
            assertThat(row.raw()).hasSize(64 * 1024).startsWith("1,Ann,a@x.example,\"xxx");
        });
        assertThat(told(rows.get(1))).isEqualTo("3 ok [2, Bob, b@x.example]");
    }

    @Test
    void takesRecordOfJustUnderFourMebibytes() {
        String extra = ",e1,e2,e3,e4\n";
        String cells = (",\"" + "x\n".repeat(500_000) + "\"").repeat(4);
        FeedFile file =
                managers(MANAGERS_HEADER.strip() + extra + "1,Ann,a@x.example" + cells + "\n2,Bob,b@x.example,,,,\n");
        assertThat(file.told()).containsExactly("2 ok [1, Ann, a@x.example]", "2000003 ok [2, Bob, b@x.example]");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\"", "\"\"x"})
    void passesOverLineOfTwentyMegabytes(String start) {
        String line = start + "x".repeat(20_000_000);
        FeedFile file = chat(message(1, "a") + "\r\n" + message(2, line) + "\r\n" + message(3, "b") + "\r\n");
        List<Row> rows = file.rows();
        assertThat(rows).hasSize(3);
        assertThat(told(rows.get(0))).isEqualTo(toldMessage(2, 1, "a"));
        assertThat(rows.get(1)).isInstanceOfSatisfying(Row.Rejected.class, row -> {
            assertThat(row.line()).isEqualTo(3);
            assertThat(row.reasons()).hasSize(1);
            assertThat(row.raw()).isEqualTo(message(2, line).substring(0, 64 * 1024));
        });
        assertThat(told(rows.get(2))).isEqualTo(toldMessage(4, 3, "b"));
    }

    /** The lines look like rows. */
    @ParameterizedTest
    @ValueSource(ints = {3_000_000, 20_000_000})
    void rejectsQuotedCellOfMillionsOfLinesOnce(int characters) {
        String line = message(7, "x") + "\r\n";
        int lines = characters / line.length();
        String cell = "\"Hallo \"\"you\"\"\r\n" + line.repeat(lines) + "\"";
        for (FeedFile file : List.of(
                chat(message(1, "a") + "\n" + message(2, cell) + "\n" + message(3, "b") + "\n"),
                FeedFile.compressed(
                        CHAT,
                        folder.resolve("compressed"),
                        "\uFEFF" + CHAT_HEADER + message(1, "a") + "\n" + message(2, cell) + "\r" + message(3, "b")))) {
            List<Row> rows = file.rows();
            assertThat(rows).hasSize(3);
            assertThat(told(rows.get(0))).isEqualTo(toldMessage(2, 1, "a"));
            assertThat(rows.get(1))
                    .isEqualTo(new Row.Rejected(
                            3,
                            message(2, cell).substring(0, 64 * 1024),
                            List.of(new Reason(
                                    "too-long",
                                    "message",
                                    "got more than 1048576 characters, expected fewer; the row goes on to line "
                                            + (4 + lines)))));
            assertThat(told(rows.get(2))).isEqualTo(toldMessage(5 + lines, 3, "b"));
        }
    }

    @Test
    void rejectsRecordOfMillionsOfLinesOnce() {
        String cells = (",\"" + "x\n".repeat(500_000) + "\"").repeat(5);
        FeedFile file = managers(
                MANAGERS_HEADER.strip() + ",e1,e2,e3,e4,e5\n1,Ann,a@x.example" + cells + "\n2,Bob,b@x.example,,,,,\n");
        assertThat(file.rows()).hasSize(2);
        assertThat(file.onlyReason())
                .isEqualTo(new Reason(
                        "too-long",
                        null,
                        "the row has more than 4194304 characters, expected fewer; the row goes on to line 2500002"));
        assertThat(told(file.rows().get(1))).isEqualTo("2500003 ok [2, Bob, b@x.example]");
    }

    /** Whether nothing closes the quote, something else does, or another stray one in another column. */
    @ParameterizedTest
    @ValueSource(strings = {"x", "\"x\"", "\"x, \"\"y\"\"\""})
    void unclosedQuoteCostsItsLineHoweverFarTheNextOneIs(String name) {
        int rows = 18_000;
        String good = ("7,Ann " + "n".repeat(240) + ",a@x.example\n").repeat(rows);
        FeedFile file = managers(MANAGERS_HEADER + "1,\"Ann,a@x.example\n" + good + "2," + name + ",b@x.example\n"
                + "3,Cem,\"c@x.example\n" + good + "4,\"Dan\",d@x.example\n");
        List<Row> refused =
                file.rows().stream().filter(Row.Rejected.class::isInstance).toList();
        assertThat(refused.stream().map(FeedFile::told))
                .containsExactly(
                        "2 quote sam_name | 1,\"Ann,a@x.example", rows + 4 + " quote sam_email | 3,Cem,\"c@x.example");
        assertThat(file.rows()).hasSize(2 * rows + 4);
    }

    /** Such a record is no longer believed to be one. */
    @Test
    void strayQuotesFarApartCostTheirLinesIfCellsBetweenThemAreTooFew() {
        int rows = 18_000;
        String good = ("7,Ann " + "n".repeat(240) + ",a@x.example\n").repeat(rows);
        List<Row> all = managers(MANAGERS_HEADER + "1,\"Ann,a@x.example\n" + good + "2,Bob,b@x.example\"\n")
                .rows();
        assertThat(all.stream().filter(Row.Rejected.class::isInstance).map(FeedFile::told))
                .containsExactly(
                        "2 quote sam_name | 1,\"Ann,a@x.example", rows + 3 + " quote sam_email | 2,Bob,b@x.example\"");
        assertThat(all).hasSize(rows + 2);
    }

    @Test
    void anyNumberOfRecordsMayBeTooLong() {
        String big = "x".repeat(2 * RecordBuilder.MAX_CELL) + "\n";
        assertThat(managers(MANAGERS_HEADER + big.repeat(20)).rows())
                .hasSize(20)
                .allSatisfy(row -> assertThat(((Row.Rejected) row).reasons())
                        .extracting(Reason::code)
                        .containsExactly("too-long"));
    }

    @Test
    void saysHowFarRowOfTooManyCellsGoes() {
        assertThat(managers(MANAGERS_HEADER + "1,Ann,\"a@x.example\n2,Bob,b@x.example\n3,Cem\",c@x.example\n")
                        .onlyReason())
                .isEqualTo(new Reason(
                        "extra-cell", null, "the row has 4 cells, but the header has 3; the row goes on to line 4"));
    }

    @Test
    void endsOnLineOfTwentyMegabytesWithoutEnd() {
        FeedFile file = chat(message(1, "a") + "\n" + message(2, "x".repeat(20_000_000)));
        assertThat(file.rows()).extracting(Row::line).containsExactly(2L, 3L);
    }

    // --- one nasty file, wherever it lies on the reader's buffers

    /** Every kind of trouble, each with what becomes of it when the first line is number 1. */
    private static final Object[] NASTY = {
        message(1, "\"two\r\nlines \"\"and\"\" more\"") + "\r\n",
        message(2, "\"a\"b") + "\r\n",
        message(3, "é😀") + "\r",
        "4,10,XX,2025-01-01 00:00:00,\"x\ry\nz\"\n",
        "\r\n",
        message(5, "bad"),
        NOT_UTF_8,
        "byte\r\n",
        message(6, "\"never closed") + "\r\n",
        message(7, "\"\"\"\"") + "\r\n",
        message(8, "\"a\"\r\n"),
        message(9, "\"b\" b") + "\r\n\r\n",
        "10,10\r",
        message(11, "last"),
    };

    private static List<String> nastyTold(long before) {
        return List.of(
                toldMessage(before + 1, 1, "two\r\nlines \"and\" more"),
                (before + 3) + " quote message | " + message(2, "\"a\"b"),
                toldMessage(before + 4, 3, "é😀"),
                (before + 5) + " enum role | 4,10,XX,2025-01-01 00:00:00,\"x\ry\nz\"",
                (before + 9) + " encoding message | " + message(5, "bad\uFFFDbyte"),
                (before + 10) + " quote message | " + message(6, "\"never closed"),
                toldMessage(before + 11, 7, "\""),
                toldMessage(before + 12, 8, "a"),
                (before + 13) + " quote message | " + message(9, "\"b\" b"),
                (before + 15) + " missing-cell role | 10,10",
                toldMessage(before + 16, 11, "last"));
    }

    @Test
    void readsNastyFile() {
        assertThat(FeedFile.of(CHAT, folder, bytes(CHAT_HEADER, bytes(NASTY))).told())
                .isEqualTo(nastyTold(1));
    }

    /** The ends are those of the buffers of FastCSV and of the decoder. */
    @ParameterizedTest
    @ValueSource(ints = {8 * 1024, 64 * 1024})
    void readsNastyFileAcrossBuffersAfterBlankLines(int bufferEnd) {
        byte[] nasty = bytes(NASTY);
        for (int inside = 0; inside <= nasty.length; inside++) {
            int blank = bufferEnd - CHAT_HEADER.length() - inside;
            byte[] content = bytes(CHAT_HEADER, "\n".repeat(blank), nasty);
            assertThat(FeedFile.of(CHAT, folder, content).told())
                    .as("%d bytes before the buffer's end", inside)
                    .isEqualTo(nastyTold(1 + blank));
        }
    }

    /** The ends are those of the buffers of FastCSV, of the decoder, and of the text that is remembered. */
    @ParameterizedTest
    @ValueSource(ints = {64 * 1024, 128 * 1024})
    void readsNastyFileAcrossBuffersAfterLongRow(int bufferEnd) {
        byte[] nasty = bytes(NASTY);
        String start = CHAT_HEADER + message(0, "");
        for (int inside = 0; inside <= nasty.length; inside++) {
            String padding = "x".repeat(bufferEnd - start.length() - 2 - inside);
            List<String> told = FeedFile.of(CHAT, folder, bytes(start, padding, "\r\n", nasty))
                    .told();
            assertThat(told).as("%d bytes before the buffer's end", inside).hasSize(12);
            assertThat(told.subList(1, 12))
                    .as("%d bytes before the buffer's end", inside)
                    .isEqualTo(nastyTold(2));
        }
    }

    /** Each is refused before its line's end has been read. */
    @ParameterizedTest
    @ValueSource(strings = {"\n", "\r\n", "\r"})
    void keepsRawTextOfBrokenLineThatGoesOnBeyondBuffer(String end) {
        String broken = message(1, "\"a\"b" + "x".repeat(200_000));
        List<Row> rows = chat(broken + end + message(2, "y")).rows();
        assertThat(rows.get(0)).isEqualTo(new Row.Rejected(2, broken.substring(0, 64 * 1024), reasons(rows.get(0))));
        assertThat(told(rows.get(1))).isEqualTo(toldMessage(3, 2, "y"));
        String shorter = message(1, "\"a\"b" + "x".repeat(40_000));
        String padding = message(0, "x".repeat(40_000)) + end;
        Row row = chat(padding + shorter + end + message(2, "y")).rows().get(1);
        assertThat(row).isEqualTo(new Row.Rejected(3, shorter, reasons(row)));
    }

    private static List<Reason> reasons(Row row) {
        return ((Row.Rejected) row).reasons();
    }

    @Test
    void continuesAfterSkippingAnyNumberOfRecords() {
        FeedFile file = FeedFile.of(CHAT, folder, bytes(CHAT_HEADER, bytes(NASTY)));
        for (int n = 0; n <= 11; n++) {
            try (RowReader reader = file.open()) {
                reader.skip(n, row -> {});
                assertThat(reader.records()).isEqualTo(n);
                assertThat(FeedFile.remaining(reader).stream().map(FeedFile::told))
                        .as("after %d", n)
                        .isEqualTo(nastyTold(1).subList(n, 11));
                assertThat(reader.records()).isEqualTo(11);
                reader.verifyContent();
            }
        }
    }

    @Test
    void saysThatFileHasBecomeShorter() {
        FeedFile file = chat(message(1, "x") + "\n");
        try (RowReader reader = file.open()) {
            assertThatExceptionOfType(ExtractException.class)
                    .isThrownBy(() -> reader.skip(2, row -> {}))
                    .withMessage(file.path
                            + " changed while it was being loaded. Wait until it is complete, then import it anew.");
        }
    }

    @Test
    void givesRawTextByLine() {
        FeedFile file = FeedFile.of(CHAT, folder, bytes(CHAT_HEADER, bytes(NASTY)));
        try (RowReader reader = file.open()) {
            assertThat(reader.raw(2)).isEqualTo(message(1, "\"two\r\nlines \"\"and\"\" more\""));
            assertThat(reader.raw(5)).isEqualTo(message(3, "é😀"));
            assertThat(reader.raw(6)).isEqualTo("4,10,XX,2025-01-01 00:00:00,\"x\ry\nz\"");
            assertThat(reader.raw(11)).isEqualTo(message(6, "\"never closed"));
            assertThat(reader.raw(13)).isEqualTo(message(8, "\"a\""));
            assertThat(reader.raw(17)).isEqualTo(message(11, "last"));
        }
        for (long line : new long[] {1, 3, 7, 10 + 5, 18}) {
            try (RowReader reader = file.open()) {
                assertThatExceptionOfType(ExtractException.class)
                        .as("line %d", line)
                        .isThrownBy(() -> reader.raw(line))
                        .withMessageContaining("changed while it was being loaded");
            }
        }
    }

    // --- the file itself

    @Test
    void readsGzip() {
        FeedFile file = FeedFile.compressed(MANAGERS, folder, "\uFEFF" + MANAGERS_HEADER + "1,Ann,a@x.example\n");
        assertThat(file.told()).containsExactly("2 ok [1, Ann, a@x.example]");
    }

    @Test
    void readsGzipOfSeveralMembers() {
        byte[] content =
                bytes(FeedFile.gzip(MANAGERS_HEADER + "1,Ann,a@x"), FeedFile.gzip(".example\n2,Bob,b@x.example\n"));
        FeedFile file = FeedFile.of(MANAGERS, folder.resolve("senior_account_managers.csv.gz"), folder, content);
        assertThat(file.told()).containsExactly("2 ok [1, Ann, a@x.example]", "3 ok [2, Bob, b@x.example]");
    }

    @Test
    void failsOnGzipCutShort() throws IOException {
        StringBuilder text = new StringBuilder(MANAGERS_HEADER);
        Random random = new Random(1);
        for (int i = 0; i < 10_000; i++) {
            text.append(i).append(",Name ").append(random.nextLong()).append(",x@x.example\n");
        }
        byte[] whole = FeedFile.gzip(text.toString());
        for (int length : new int[] {0, 5, 10, 11, whole.length / 2, whole.length - 8, whole.length - 1}) {
            Path path = folder.resolve("senior_account_managers.csv.gz");
            FeedFile file = FeedFile.of(MANAGERS, path, folder, Arrays.copyOf(whole, length));
            unfit(file)
                    .as("%d of %d bytes", length, whole.length)
                    .withMessageStartingWith(path + " is cut short after " + length + " bytes, within the ");
        }
        assertThat(Files.size(folder.resolve("senior_account_managers.csv.gz"))).isEqualTo(whole.length - 1);
    }

    @Test
    void failsOnGzipThatIsNone() {
        Path path = folder.resolve("senior_account_managers.csv.gz");
        unfit(FeedFile.of(MANAGERS, path, folder, bytes(MANAGERS_HEADER)))
                .withMessageStartingWith(path + " is no gzip file: it begins with 'sam_id,s', expected");
        byte[] damaged = FeedFile.gzip(MANAGERS_HEADER + "1,Ann,a@x.example\n");
        damaged[damaged.length - 8] ^= 1;
        unfit(FeedFile.of(MANAGERS, path, folder, damaged))
                .withMessage(path + " is damaged after " + (damaged.length - 8)
                        + " bytes: the data of the gzip member before"
                        + " differs from its checksum or length. Have it delivered again.");
    }

    @Test
    void failsOnDamagedMemberBehindTheFirst() {
        byte[] first = FeedFile.gzip(MANAGERS_HEADER + "1,Ann,a@x.example\n");
        byte[] second = FeedFile.gzip("2,Bob,b@x.example\n");
        second[1] ^= 1;
        Path path = folder.resolve("senior_account_managers.csv.gz");
        unfit(FeedFile.of(MANAGERS, path, folder, bytes(first, second)))
                .withMessage(path + " is damaged after " + first.length + " bytes: got the bytes 1F 8A 08, expected"
                        + " another gzip member (1F 8B 08) or the end of the file. Have it delivered again.");
        unfit(FeedFile.of(MANAGERS, path, folder, bytes(first, Arrays.copyOf(FeedFile.gzip("x"), 7))))
                .withMessage(path + " is cut short after " + (first.length + 7) + " bytes, within the header of a gzip"
                        + " member. Have it delivered again.");
    }

    @Test
    void failsOnBytesOfOtherKinds() {
        FeedFile gzip = managers(FeedFile.gzip(MANAGERS_HEADER));
        unfit(gzip)
                .withMessage(gzip.path + " is a gzip file, expected CSV text. Name it senior_account_managers.csv.gz.");
        unfit(managers(bytes("PK\3\4", MANAGERS_HEADER)))
                .withMessage(gzip.path + " is a ZIP archive, or a workbook of a spreadsheet, expected CSV text."
                        + " Unpack it, or save it as CSV, in UTF-8.");
        Path path = folder.resolve("senior_account_managers.csv.gz");
        unfit(FeedFile.of(MANAGERS, path, folder, FeedFile.gzip("PK\3\4" + MANAGERS_HEADER)))
                .withMessage(path + " holds a ZIP archive, or a workbook of a spreadsheet, expected CSV text."
                        + " Have the CSV file delivered, compressed once.");
    }

    @Test
    void seesThatFileChangedAfterItsDigestWasTaken() throws IOException {
        FeedFile file = managers(MANAGERS_HEADER + "1,Ann,a@x.example\n");
        ExtractFile extractFile = ExtractFile.of(MANAGERS, file.path);
        Files.writeString(file.path, MANAGERS_HEADER + "2,Ann,a@x.example\n");
        try (RowReader reader = new RowReader(extractFile, file.warnings::add)) {
            assertThat(FeedFile.remaining(reader)).hasSize(1);
            assertThatExceptionOfType(ExtractException.class)
                    .isThrownBy(reader::verifyContent)
                    .withMessage(file.path
                            + " changed while it was being loaded. Wait until it is complete, then import it anew.");
        }
    }

    @Test
    void faultsOfFileThatChangedAfterItsDigestWasTakenAreNotItsOwn() throws IOException {
        byte[] zipped = FeedFile.gzip(MANAGERS_HEADER + "1,Ann,a@x.example\n".repeat(20_000));
        Map<String, byte[]> torn = Map.of(
                "no header",
                new byte[0],
                "half a header",
                bytes("account_manager_id,na"),
                "another kind of file",
                new byte[] {'P', 'K', 3, 4},
                "half a file",
                Arrays.copyOf(zipped, zipped.length / 2));
        for (Map.Entry<String, byte[]> change : torn.entrySet()) {
            String name = change.getKey();
            FeedFile file =
                    name.equals("half a file") ? managers(zipped) : managers(MANAGERS_HEADER + "1,Ann,a@x.example\n");
            ExtractFile extractFile = ExtractFile.of(MANAGERS, file.path);
            Files.write(file.path, change.getValue());
            assertThatExceptionOfType(ExtractException.class)
                    .as(name)
                    .isThrownBy(() -> {
                        try (RowReader reader = new RowReader(extractFile, file.warnings::add)) {
                            FeedFile.remaining(reader);
                        }
                    })
                    .withMessage(file.path
                            + " changed while it was being loaded. Wait until it is complete, then import it anew.");
        }
    }

    @Test
    void verifiesContentWithoutReadingRows() {
        String text = MANAGERS_HEADER + "1,Ann,a@x.example\n".repeat(20_000);
        for (FeedFile file : List.of(managers(text), FeedFile.compressed(MANAGERS, folder, text))) {
            try (RowReader reader = file.open()) {
                reader.verifyContent();
                assertThat(reader.bytesRead()).isEqualTo(file.path.toFile().length());
            }
        }
    }

    @Test
    void failsWhereFileIsGone() throws IOException {
        FeedFile file = managers(MANAGERS_HEADER);
        ExtractFile extractFile = ExtractFile.of(MANAGERS, file.path);
        Files.delete(file.path);
        assertThatExceptionOfType(ExtractException.class)
                .isThrownBy(() -> new RowReader(extractFile, file.warnings::add))
                .withMessage("Cannot read " + file.path + ": it is not there. Have it delivered again.");
    }

    @Test
    void tellsHowFarItHasCome() {
        FeedFile file = managers(MANAGERS_HEADER + "1,Ann,a@x.example\n2,Bob,b@x.example\n");
        try (RowReader reader = file.open()) {
            assertThat(reader.records()).isZero();
            List<Long> records = new ArrayList<>();
            while (reader.next() != null) {
                records.add(reader.records());
            }
            assertThat(records).containsExactly(1L, 2L);
            assertThat(reader.records()).isEqualTo(2);
            assertThat(reader.position()).isEqualTo(62);
            assertThat(reader.bytesRead()).isEqualTo(62);
        }
        assertThat(file.path)
                .hasContent(new String(
                        bytes(MANAGERS_HEADER, "1,Ann,a@x.example\n2,Bob,b@x.example\n"), StandardCharsets.UTF_8));
    }
}
