package io.creditplatform.database;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MaskingTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "postgresql://bob:S3@h/d | postgresql://***@h/d",
                "jdbc:postgresql://bob:S/3@x@h/d?a=b | jdbc:postgresql://***@h/d?a=b",
                "jdbc:postgresql://h/d?user=bob&password=S3&ssl=true | jdbc:postgresql://h/d?user=bob&password=***&ssl=true",
                "jdbc:postgresql://h/d&PASSWORD=S3 | jdbc:postgresql://h/d&PASSWORD=***",
                "?sslpassword=S3 | ?sslpassword=***",
                "PGPASSWORD=S3 credit import | PGPASSWORD=*** credit import",
                "host=h passwd=S3 dbname=d | host=h passwd=*** dbname=d",
                "jdbc:oracle:thin:pwd=S3@h | ***@h",
                "{\"message\":\"no such URL: jdbc:postgres://a:S3@h/d?password=S3\"} | {\"message\":\"no such URL: jdbc:postgres://***@h/d?password=***\"}",
                "database \"x&password=S3\" does not exist | database \"x&password=***\" does not exist",
                "'bob:S3@h/d' is nothing | '***@h/d' is nothing",
                "password%3DS3 | password%3D***",
            })
    void hidesPasswords(String text, String masked) {
        assertThat(Masking.masked(text)).isEqualTo(masked).doesNotContain("S3");
    }

    /** A database that was named is one value, whatever its form: no sign within a password ends it. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "postgresql://bob:a'S31@h/d | 'a'S31'",
                "postgres://bob:a S32@h/d | a S32",
                "jdbc:postgresql://h/x&password=a'S33 | the name \"x&password=a'S33\"",
                "jdbc:postgresql://h:x/d?user=a&password=a<S34&ssl=true | <a<S34>",
                "jdbc:postgresql://h/x;password=a S35 | x;password=a S35",
                "postgresql:/bob:S36/@@h/d | S36/@",
                "//u:S37@h/d | /u:S37@h/d",
                "/bob:S38@h/d | There is no database at /bob:S38@h/d",
                "jdbc:postgresql://h/d?password=a%20S39 | of the user: a S39",
                "jdbc:postgresql://h/d?password=a\"S30 | {\"message\":\"a\\\"S30\"}",
            })
    void hidesWhatItKnowsOfTheDatabasesThatWereNamed(String address, String said) {
        String secret = address.replaceFirst(".*(S3\\d).*", "$1");
        String refused;
        try {
            refused = DatabaseAddress.of(address).toString();
        } catch (DatabaseException e) {
            refused = String.valueOf(e.getMessage());
        }
        assertThat(refused).doesNotContain(secret);
        assertThat(Masking.masked(said)).doesNotContain(secret).contains("***");
    }

    @Test
    void passwordThatIsAWordOfOursIsOneOnlyWhereItStandsForOne() {
        assertThat(DatabaseAddress.of("jdbc:postgresql://h/d?user=credit&password=credit"))
                .hasToString("jdbc:postgresql://h/d");
        assertThat(Masking.masked("credit: jdbc:postgresql://h/d?user=credit&password=credit is not there"))
                .isEqualTo("credit: jdbc:postgresql://h/d?user=credit&password=*** is not there");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ann@example.org wrote: see https://example.org/a?b=c",
                "2025-06-03 16:22:24 leads.csv line 7: got 'ann@example.org', expected one of [a, b]",
                "--max-reject-rate=0.05",
                "100 % of the rows",
                "/data/extract@2025:1/leads.csv",
            })
    void leavesTheRestAsItIs(String text) {
        assertThat(Masking.masked(text)).isEqualTo(text);
    }

    @Test
    void takesNoLongTimeForLongTexts() {
        String text = "a:".repeat(200_000) + "@".repeat(1_000) + "=";
        assertThat(Masking.masked(text)).isNotEmpty();
    }
}
