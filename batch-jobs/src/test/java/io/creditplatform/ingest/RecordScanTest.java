package io.creditplatform.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RecordScanTest {

    private static RecordScan scan(String text) {
        RecordScan scan = new RecordScan();
        int i = 0;
        while (i < text.length() && scan.take(text.charAt(i))) {
            i++;
        }
        return scan;
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a,b",
                "a,b\n\"",
                "a,b\r\n\"",
                ",",
                "\"\",\"\"",
                "\"a,\"\"\",",
                "a\"b,\"c\"\r\"",
                "a\",b\"\"c\"\n"
            })
    void takesRecordOfTwoCellsForWhole(String text) {
        assertThat(scan(text).isWhole()).isTrue();
        assertThat(scan(text).cells()).isEqualTo(2);
        assertThat(scan(text).breaks()).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"", "a,\"b", "\"a\"b", "\"a\" ,b", "\"\"\"", "\"a\"\"", "a,\"\n\n"})
    void knowsBrokenQuoting(String text) {
        assertThat(scan(text).isWhole()).isFalse();
    }

    @Test
    void countsLineBreaksWithinQuotes() {
        assertThat(scan("\"\n\r\n\r\"\n").breaks()).isEqualTo(3);
        assertThat(scan("\"\r\",\"\n\"").breaks()).isEqualTo(2);
    }
}
