package io.creditplatform.service;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.ZoneId;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.scheduling.support.CronExpression;

/** When a time comes, also where clocks are set: in Berlin, they are set forward on 2026-03-29 and back on 2026-10-25. */
class CronTimesTest {

    private static CronTimes times(String cron, String zone) {
        return new CronTimes(CronExpression.parse(cron), ZoneId.of(zone));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            0 30 2 * * *      | 2026-03-28T01:30:00Z | 2026-03-29T01:30:00Z 2026-03-30T00:30:00Z
            0 30 2,4 * * *    | 2026-03-29T00:59:00Z | 2026-03-29T01:30:00Z 2026-03-29T02:30:00Z
            0 0 * * * *       | 2026-03-29T00:00:00Z | 2026-03-29T01:00:00Z 2026-03-29T02:00:00Z
            0 30 2 * * *      | 2026-10-24T00:30:00Z | 2026-10-25T00:30:00Z 2026-10-26T01:30:00Z
            0 30 2 * * *      | 2026-10-25T00:45:00Z | 2026-10-26T01:30:00Z 2026-10-27T01:30:00Z
            0 0 * * * *       | 2026-10-25T00:00:00Z | 2026-10-25T01:00:00Z 2026-10-25T02:00:00Z
            0 0 6 * * MON-FRI | 2026-03-27T05:00:00Z | 2026-03-30T04:00:00Z 2026-03-31T04:00:00Z
            """)
    void eachTimeComesOnce(String cron, Instant after, String expected) {
        Instant first = times(cron, "Europe/Berlin").after(after);
        assertThat(Arrays.asList(first, times(cron, "Europe/Berlin").after(first)))
                .containsExactlyElementsOf(Arrays.stream(expected.split(" ", -1))
                        .map(Instant::parse)
                        .toList());
    }

    @Test
    void ofThoseThatPassedTheLastOneCounts() {
        CronTimes mondays = times("0 0 5 * * MON", "UTC");
        Instant newYear = Instant.parse("2026-01-01T00:00:00Z");
        Instant monday = Instant.parse("2026-01-19T05:00:00Z");
        assertThat(mondays.last(newYear, Instant.parse("2026-01-20T00:00:00Z"))).contains(monday);
        assertThat(mondays.last(newYear, monday)).contains(monday);
        assertThat(mondays.last(monday, Instant.parse("2026-01-20T00:00:00Z"))).isEmpty();
        assertThat(times("0 0 5 29 2 *", "UTC").last(newYear, Instant.parse("2031-01-01T00:00:00Z")))
                .contains(Instant.parse("2028-02-29T05:00:00Z"));
        assertThat(times("* * * * * *", "UTC").last(newYear, monday)).contains(monday);
    }
}
