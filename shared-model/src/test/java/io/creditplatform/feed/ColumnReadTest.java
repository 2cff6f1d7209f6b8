package io.creditplatform.feed;

import static org.assertj.core.api.Assertions.assertThat;

import io.creditplatform.database.Database;
import io.creditplatform.database.DatabaseAddress;
import io.creditplatform.model.Currency;
import io.creditplatform.model.LeadStatus;
import io.creditplatform.model.Money;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What tables hold comes back as the value that it was, and what is not there as nothing. */
class ColumnReadTest {

    @TempDir
    private Path folder;

    private static Column column(String feed, String name) {
        return Feeds.named(feed).orElseThrow().columns().stream()
                .filter(column -> column.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private static final List<Column> COLUMNS = List.of(
            column("leads", "lead_id"),
            column("leads", "tracking_number"),
            column("leads", "amount"),
            column("leads", "status"),
            column("leads", "created_at"),
            column("invoices", "period_end"),
            column("exchange_rates", "rate"),
            column("exchange_rates", "to_currency"));

    private List<Object> read(String row) throws SQLException {
        DatabaseAddress address = DatabaseAddress.of(folder.resolve("credit.db"));
        try (Connection connection = Database.open(address, Database.Access.WRITE);
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SELECT column1 AS lead_id, column2 AS tracking_number,"
                        + " column3 AS amount_minor, column4 AS status, column5 AS created_at, column6 AS period_end,"
                        + " column7 AS rate, column8 AS to_currency FROM (VALUES (" + row + "))")) {
            assertThat(rows.next()).isTrue();
            Object[] values = new Object[COLUMNS.size()];
            for (int i = 0; i < values.length; i++) {
                values[i] = COLUMNS.get(i).read(Database.SQLITE, rows);
            }
            return Arrays.asList(values);
        }
    }

    @Test
    void everyTypeComesBack() throws SQLException {
        assertThat(read("0, '', -1, 'Confirmed', '2025-06-03 16:22:24.939185', '2024-02-29', '0.26666666666666666',"
                        + " 'SAR'"))
                .containsExactly(
                        0L,
                        "",
                        new Money(-1),
                        LeadStatus.CONFIRMED,
                        Instant.parse("2025-06-03T16:22:24.939185Z"),
                        LocalDate.of(2024, 2, 29),
                        new BigDecimal("0.26666666666666666"),
                        Currency.SAR);
    }

    @Test
    void whatIsNotThereIsNothing() throws SQLException {
        assertThat(read("NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL")).containsOnlyNulls();
    }

    @Test
    void typesKnowWhatTheyAre() {
        assertThat(COLUMNS).filteredOn(column -> column.type().isTimestamp()).containsExactly(COLUMNS.get(4));
        assertThat(COLUMNS).filteredOn(column -> column.type().isDecimal()).containsExactly(COLUMNS.get(6));
        assertThat(COLUMNS).filteredOn(column -> column.type().isMoney()).containsExactly(COLUMNS.get(2));
        assertThat(COLUMNS.get(7).type().codes()).containsExactly("USD", "EUR", "SAR", "AED");
    }

    @Test
    void historyIsNamedAfterTheFeed() {
        assertThat(Feeds.named("leads").orElseThrow().historyName()).isEqualTo("leads_history");
    }
}
