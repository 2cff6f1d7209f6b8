package io.creditplatform.jobs;

import static io.creditplatform.testing.TestDatabase.number;
import static org.assertj.core.api.Assertions.assertThat;

import io.creditplatform.cli.CreditRunner;
import io.creditplatform.database.Database;
import io.creditplatform.database.DatabaseAddress;
import io.creditplatform.feed.Column;
import io.creditplatform.feed.FeedDefinition;
import io.creditplatform.feed.Feeds;
import io.creditplatform.testing.Csv;
import io.creditplatform.testing.Digests;
import io.creditplatform.testing.TestDatabase;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * What holds of any complete extract without a bad row, counted and added up from the files by means of the test's own.
 * Runs on the sample; on another extract with {@code -Dcredit.extract=FOLDER}.
 */
class AnyExtractTest {

    private static final Path EXTRACT = Path.of(System.getProperty("credit.extract", "../sample-data/baseline"));
    private static final Map<String, List<List<String>>> FILES = new HashMap<>();

    @BeforeAll
    static void readFiles() {
        Feeds.all().forEach(feed -> FILES.put(feed.name(), Csv.read(EXTRACT.resolve(feed.fileName()))));
    }

    @ParameterizedTest
    @EnumSource
    void everyRowIsInsertedOnceAndMoneyAddsUpToTheCent(Database database) {
        DatabaseAddress address = TestDatabase.fresh(database);
        CreditRunner credit = new CreditRunner(address);
        long rows = FILES.values().stream().mapToLong(file -> file.size() - 1).sum();

        assertThat(credit.importFolder(EXTRACT).out().lines().toList())
                .hasSize(Feeds.all().size() + 1)
                .last()
                .isEqualTo(total(rows, "inserted"));
        for (FeedDefinition feed : Feeds.all()) {
            List<List<String>> file = FILES.getOrDefault(feed.name(), List.of());
            assertThat(number(address, "SELECT count(*) FROM " + feed.name()))
                    .as(feed.name())
                    .isEqualTo(file.size() - 1L);
            for (Column column : feed.columns()) {
                if (column.type().isMoney()) {
                    assertThat(number(address, "SELECT sum(" + column.tableName() + ") FROM " + feed.name()))
                            .as(feed.name() + "." + column.name())
                            .isEqualTo(sumInCents(file, column.name()));
                }
            }
        }

        var again = credit.importFolder(EXTRACT);
        assertThat(again.exitCode()).isZero();
        assertThat(again.out()).startsWith("already loaded as load 1 ");
        assertThat(credit.importFolder(EXTRACT, "--force").out().lines().toList())
                .last()
                .isEqualTo(total(rows, "unchanged"));
    }

    @Test
    void bothDatabasesHoldTheSame() {
        DatabaseAddress sqlite = TestDatabase.fresh(Database.SQLITE);
        DatabaseAddress postgresql = TestDatabase.fresh(Database.POSTGRESQL);
        assertThat(new CreditRunner(sqlite).importFolder(EXTRACT).exitCode()).isZero();
        assertThat(new CreditRunner(postgresql).importFolder(EXTRACT).exitCode())
                .isZero();
        assertThat(Digests.ofFeeds(postgresql)).isEqualTo(Digests.ofFeeds(sqlite));
    }

    private static String total(long rows, String outcome) {
        return String.format(
                Locale.ROOT, "total                   %,11d read: %,d %s, 0 rejected", rows, rows, outcome);
    }

    private static long sumInCents(List<List<String>> file, String column) {
        int index = file.get(0).indexOf(column);
        return file.stream()
                .skip(1)
                .map(cells -> new BigDecimal(cells.get(index)).setScale(2, RoundingMode.HALF_EVEN))
                .reduce(BigDecimal.ZERO, BigDecimal::add)
                .movePointRight(2)
                .longValueExact();
    }
}
