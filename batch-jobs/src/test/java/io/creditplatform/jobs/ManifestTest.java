package io.creditplatform.jobs;

import static io.creditplatform.testing.TestDatabase.number;
import static org.assertj.core.api.Assertions.assertThat;

import io.creditplatform.cli.CreditRunner;
import io.creditplatform.database.Database;
import io.creditplatform.testing.SampleData;
import io.creditplatform.testing.TestDatabase;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** An extract is what its manifest says, or nothing of it is loaded. */
class ManifestTest {

    private static final Path PAGE = Path.of("..", "docs", "extracts.md");

    @TempDir
    private Path folder;

    private String manifest = "";
    private Path extract = Path.of("");

    /** The example of the page for senders. */
    @BeforeEach
    void deliver() throws IOException {
        String page = SampleData.read(PAGE);
        extract = Files.createDirectories(folder.resolve("extract"));
        manifest = block(page, "json");
        SampleData.write(extract.resolve("exchange_rates.csv"), block(page, "csv"));
        SampleData.write(extract.resolve("datapackage.json"), manifest);
    }

    private static String block(String page, String language) {
        Matcher block =
                Pattern.compile("```" + language + "\n(.*?)```", Pattern.DOTALL).matcher(page);
        assertThat(block.find()).isTrue();
        return block.group(1);
    }

    private void refuses(String... said) {
        CreditRunner credit = new CreditRunner(TestDatabase.fresh(Database.SQLITE));
        CreditRunner.Result result = credit.importFolder(extract);
        assertThat(result.exitCode()).as(result.out() + result.err()).isOne();
        assertThat(result.err()).contains(said);
        assertThat(credit.run("loads").out()).doesNotContain("COMPLETED");
    }

    @ParameterizedTest
    @EnumSource
    void takesWhatIsAsThePageSays(Database database) {
        CreditRunner credit = new CreditRunner(TestDatabase.fresh(database));
        CreditRunner.Result result = credit.importFolder(extract);
        assertThat(result.exitCode()).as(result.err()).isZero();
        assertThat(number(credit.address(), "SELECT count(*) FROM exchange_rates"))
                .isEqualTo(2);
        assertThat(
                        number(
                                credit.address(),
                                "SELECT count(*) FROM loads WHERE CAST(as_of AS TEXT) = '2025-06-30' AND complete = 'exchange_rates'"))
                .isOne();

        // The next night one rate is gone: the manifest says that the extract is the whole truth.
        SampleData.write(
                extract.resolve("exchange_rates.csv"),
                "from_currency,to_currency,rate,effective_date\nEUR,USD,1.07,2025-06-30\n");
        SampleData.write(
                extract.resolve("datapackage.json"),
                "{\"credit\": {\"as_of\": \"2025-07-01\", \"complete\": [\"exchange_rates\"]}, \"resources\":"
                        + " [{\"name\": \"rates\", \"path\": \"exchange_rates.csv\", \"credit\": {\"rows\": 1}}]}");
        assertThat(credit.importFolder(extract, "--max-removed-rate", "50%", "--as-of", "2025-07-02")
                        .out())
                .contains("1 unchanged, 1 removed, 0 rejected");
        assertThat(number(credit.address(), "SELECT count(*) FROM loads WHERE CAST(as_of AS TEXT) = '2025-07-02'"))
                .isOne();
    }

    /** All that differs is named at once. */
    @Test
    void namesAllThatDiffers() {
        SampleData.append(extract.resolve("exchange_rates.csv"), "AED,USD,0.25,2025-06-30");
        SampleData.write(extract.resolve("sellers.csv"), "x\n");
        refuses(
                "datapackage.json does not agree with the extract:",
                "exchange_rates.csv: it has 118 bytes, the manifest says 94",
                "exchange_rates.csv: its SHA-256 is ",
                "sellers.csv: it is there, but the manifest does not name it",
                "exchange_rates.csv: it has 3 rows, the manifest says 2",
                "exchange_rates.csv: the sum of rate is 1.59, the manifest says 1.34",
                "Have the extract delivered again");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                    "bytes": 94 | "bytes": -1 | resource exchange_rates, bytes: got -1, expected a whole number of 0 or more
                    "rows": {"exchange_rates": 2} | "rows": {"exchange_rates": 1.5} | rows: got 1.5, expected a whole number of 0 or more
                    "rows": {"exchange_rates": 2} | "rows": {"rates": 2} | credit.rows: there is no resource 'rates'
                    "1.34" | 1.34 | sums, rate: got 1.34, expected a decimal as text such as "1234.50"
                    {"rate": | {"rat": | sums: exchange_rates has no column 'rat'
                    sha256:4 | sha256: | hash: got "sha256:dcf6
                    sha256:4 | sha9:4 | known are md5, sha1, sha256, sha384, sha512
                    2025-06-30 | yesterday | credit.as_of: got "yesterday", expected a date such as 2025-06-30
                    ["exchange_rates"] | ["rates"] | credit.complete: got "rates", expected one of exchange_rates,
                    ["exchange_rates"] | ["leads"] | leads is to be complete, but no resource is its file leads.csv
                    "exchange_rates.csv" | "../exchange_rates.csv" | got the path '../exchange_rates.csv', expected that of a file within the folder
                    "exchange_rates.csv" | "/etc/passwd" | got the path '/etc/passwd', expected that of a file within the folder
                    "exchange_rates.csv" | "exchange_rate.csv" | exchange_rate.csv is the file of no feed, expected one of exchange_rates,
                    "exchange_rates.csv" | "exchange_rates.csv.gz" | exchange_rates.csv.gz: the manifest names it, but it is not there
                    "name": "tonight" | "name": "tonight", "name": "twice" | this is no JSON: Duplicate
                    "resources" | "files" | resources: got nothing, expected a list with one for each file
                    """)
    void refusesWhatMeansNothing(String text, String replacement, String said) {
        SampleData.write(extract.resolve("datapackage.json"), manifest.replace(text, replacement));
        refuses(said);
    }

    /** Nothing is told of files elsewhere, be it by a link. */
    @Test
    void looksAtNoFileOutsideTheFolder() throws IOException {
        Files.writeString(folder.resolve("secret"), "secret");
        Files.createSymbolicLink(extract.resolve("notes.txt"), Path.of("..", "secret"));
        SampleData.write(
                extract.resolve("datapackage.json"),
                manifest.replace(
                        "\"resources\": [",
                        "\"resources\": [{\"name\": \"notes\", \"path\": \"notes.txt\", \"bytes\": 1},"));
        refuses("notes.txt: it is a link that leads out of the folder");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    { | line 1, column 2: this is no JSON: Unexpected end-of-input: expected close marker for Object. Have it delivered again
                    {"resources": [} | line 1, column 16: this is no JSON: Unexpected close marker '}': expected ']'. Have it delivered again
                    [] | is no JSON object, expected a Data Package
                    """)
    void refusesWhatIsNoManifest(String text, String said) {
        SampleData.write(extract.resolve("datapackage.json"), text);
        refuses(said);
    }

    /** Rows alone are counted while they are staged; a manifest that is put right lets the load go on. */
    @ParameterizedTest
    @EnumSource
    void countsRows(Database database) {
        String rowsAlone = manifest.replaceAll("\"sums\": .*\n", "\"x\": 1\n");
        SampleData.write(extract.resolve("datapackage.json"), rowsAlone.replace("_rates\": 2", "_rates\": 3"));
        CreditRunner credit = new CreditRunner(TestDatabase.fresh(database));
        CreditRunner.Result result = credit.importFolder(extract);
        assertThat(result.exitCode()).isOne();
        assertThat(result.err()).contains("exchange_rates.csv: it has 2 rows, the manifest says 3");
        SampleData.write(extract.resolve("datapackage.json"), rowsAlone);
        assertThat(credit.importFolder(extract).exitCode()).isZero();
        assertThat(number(credit.address(), "SELECT count(*) FROM loads")).isOne();
    }

    /**
     * What leaves no ink is no row, in a file that is read for its sums as in one that is loaded; a cell of quotation marks was
     * put there by somebody.
     */
    @Test
    void countsRowsThatAreReadForSumsAsTheLoadDoes() {
        SampleData.write(extract.resolve("exchange_rates.csv"), """
                \uFEFFfrom_currency,to_currency,rate,effective_date
                EUR,USD,1.07,2025-06-30
                \u0001
                \u0007,\u00A0,\u200B,
                "",,,
                \u001A
                SAR,USD,\u00A00.27,2025-06-30
                \u001A
                """);
        String rows =
                "{\"credit\": {\"rows\": {\"exchange_rates\": 4}, \"sums\": {\"exchange_rates\": {\"rate\": \"1.34\"}}},"
                        + " \"resources\": [{\"name\": \"exchange_rates\", \"path\": \"exchange_rates.csv\"}]}";
        SampleData.write(extract.resolve("datapackage.json"), rows.replace(": 4", ": 3"));
        refuses("exchange_rates.csv: it has 4 rows, the manifest says 3");
        SampleData.write(extract.resolve("datapackage.json"), rows);
        CreditRunner.Result result = new CreditRunner(TestDatabase.fresh(Database.SQLITE))
                .importFolder(extract, "--max-reject-rate", "100%");
        assertThat(result.exitCode()).as(result.err()).isZero();
        assertThat(result.out()).contains("4 read: 1 inserted, 3 rejected");
    }

    /** A cell that is no number spoils the sum of its own column alone. */
    @Test
    void addsUpTheOtherColumnsOfARowThatCannotBeAddedUp() {
        SampleData.write(
                extract.resolve("credits.csv"),
                "credit_id,seller_id,amount,issue_date,due_date,status\n1,7,x,,,New\n2,7,5.00,,,New\n");
        SampleData.write(
                extract.resolve("datapackage.json"),
                manifest.replace(
                                "\"sums\": {",
                                "\"sums\": {\"credits\": {\"amount\": \"5.00\", \"seller_id\": \"14\"}, ")
                        .replace(
                                "\"resources\": [",
                                "\"resources\": [{\"name\": \"credits\", \"path\": \"credits.csv\"}, "));
        CreditRunner.Result result = new CreditRunner(TestDatabase.fresh(Database.SQLITE)).importFolder(extract);
        assertThat(result.err())
                .contains("credits.csv, line 2: got 'x' as amount, which the manifest has a sum of, expected a decimal")
                .doesNotContain("the sum of");
    }

    @ParameterizedTest
    @EnumSource
    void takesWhatGenerateWrites(Database database) throws IOException {
        extract = folder.resolve("generated");
        CreditRunner credit = new CreditRunner(TestDatabase.fresh(database));
        String[] generate = {"generate", extract.toString(), "--sellers", "3", "--weeks", "4", "--defects", "1%"};
        assertThat(CreditRunner.runAsGiven(generate).exitCode()).isZero();
        assertThat(Files.exists(extract.resolve("datapackage.json"))).isTrue();
        assertThat(credit.importFolder(extract, "--max-reject-rate", "100%").exitCode())
                .isZero();
        Files.write(extract.resolve("leads.csv"), new byte[] {'1'}, StandardOpenOption.APPEND);
        assertThat(credit.importFolder(extract).err()).contains("leads.csv: its SHA-256 is ");
    }

    @ParameterizedTest
    @EnumSource
    void warnsOfUnusualVolumes(Database database) {
        CreditRunner credit = new CreditRunner(TestDatabase.fresh(database));
        extract = folder.resolve("volumes");
        // Loads of fewer than a hundred rows say nothing of what is usual: 100, 160 and 260 do, 99 does not.
        for (int rows : new int[] {99, 100, 160, 260}) {
            deliver(rows);
            assertThat(credit.importFolder(extract, "--volume-gate").exitCode()).isZero();
        }
        deliver(80);
        assertThat(credit.importFolder(extract, "--dry-run", "--volume-gate").exitCode())
                .isZero();
        deliver(79);
        CreditRunner.Result less = credit.importFolder(extract, "--volume-gate");
        assertThat(less.exitCode()).isEqualTo(3);
        assertThat(less.err())
                .contains(
                        "senior_account_managers 79 rows, less than half the median of its last 3 loads, which is 160");
        deliver(321);
        CreditRunner.Result more = credit.importFolder(extract, "--volume-gate");
        assertThat(more.exitCode()).isEqualTo(3);
        assertThat(more.err()).contains("321 rows, more than twice the median of its last 3 loads, which is 160");
        assertThat(credit.importFolder(extract).exitCode()).isZero(); // a warning is enough for that
        // Of 100, 160, 260 and 321 the median is 210.
        deliver(105);
        assertThat(credit.importFolder(extract, "--volume-gate").exitCode()).isZero();
    }

    private void deliver(int rows) {
        StringBuilder file = new StringBuilder("sam_id,sam_name,sam_email\n");
        for (int i = 1; i <= rows; i++) {
            file.append(i).append(",S").append(rows).append(",s@example.com\n");
        }
        try {
            Files.createDirectories(extract);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        SampleData.write(extract.resolve("senior_account_managers.csv"), file.toString());
    }
}
