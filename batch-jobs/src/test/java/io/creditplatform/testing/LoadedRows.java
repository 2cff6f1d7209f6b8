package io.creditplatform.testing;

import static org.assertj.core.api.Assertions.assertThat;

import io.creditplatform.database.Database;
import io.creditplatform.database.DatabaseAddress;
import io.creditplatform.derived.ConvertedByHand;
import io.creditplatform.measure.DerivedTable;
import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What loads left in a database, held against {@link PlainTables}. */
public final class LoadedRows {

    private LoadedRows() {}

    /** Makes sure that the feeds' tables, and the versions of before, are those of a model. */
    public static void require(DatabaseAddress address, PlainTables expected, String as) {
        Map<String, List<String>> found = TestDatabase.query(address, jdbc -> {
            Map<String, List<String>> tables = new TreeMap<>();
            for (PlainFeed feed : PlainFeed.FEEDS) {
                tables.put(feed.name(), rows(jdbc, address.database(), feed, false));
                tables.put(feed.name() + "_history", rows(jdbc, address.database(), feed, true));
            }
            return tables;
        });
        for (PlainFeed feed : PlainFeed.FEEDS) {
            List<String> rows = new ArrayList<>();
            expected.of(feed).values().forEach(version -> rows.add(text(feed, version)));
            assertThat(found.get(feed.name())).as("%s %s", feed, as).containsExactlyInAnyOrderElementsOf(rows);
            List<String> versions = new ArrayList<>();
            expected.endedOf(feed)
                    .forEach(ended -> versions.add(text(feed, ended.version()) + " " + ended.by() + " " + ended.as()));
            assertThat(found.get(feed.name() + "_history"))
                    .as("versions of %s %s", feed, as)
                    .containsExactlyInAnyOrderElementsOf(versions);
        }
    }

    private static String text(PlainFeed feed, PlainTables.Version version) {
        StringBuilder text = new StringBuilder();
        feed.columns().forEach(column -> text.append(version.values().get(column.name()))
                .append('|'));
        return text + " " + version.load() + ":" + version.line();
    }

    private static List<String> rows(JdbcClient jdbc, Database database, PlainFeed feed, boolean ended) {
        return jdbc.sql("SELECT * FROM " + feed.name() + (ended ? "_history" : ""))
                .query((row, index) -> {
                    StringBuilder text = new StringBuilder();
                    for (PlainFeed.Column column : feed.columns()) {
                        text.append(value(database, column, row)).append('|');
                    }
                    text.append(' ').append(row.getLong("load_id")).append(':').append(row.getInt("line"));
                    return ended
                            ? text + " " + row.getLong("ended_by") + " " + row.getString("ended_as")
                            : text.toString();
                })
                .list();
    }

    private static String value(Database database, PlainFeed.Column column, ResultSet row) throws SQLException {
        if (column.kind().equals("timestamp")) {
            Instant instant = database.timestamp(row, column.inTable());
            return instant == null ? "" : instant.toString();
        }
        String text = row.getString(column.inTable());
        if (text == null) {
            return "";
        }
        return column.kind().equals("rate") ? PlainFeed.plain(new BigDecimal(text)) : text;
    }

    /** What a load's report says of its feeds. */
    public static Map<String, PlainTables.Counts> counts(DatabaseAddress address, long load) {
        Map<String, PlainTables.Counts> counts = new TreeMap<>();
        TestDatabase.query(address, jdbc -> jdbc.sql("SELECT * FROM load_feeds WHERE load_id = ?")
                .param(load)
                .query((row, index) -> counts.put(
                        row.getString("feed"),
                        new PlainTables.Counts(
                                row.getLong("read"),
                                row.getLong("inserted"),
                                row.getLong("updated"),
                                row.getLong("unchanged"),
                                row.getLong("duplicate"),
                                row.getLong("superseded"),
                                row.getLong("rejected"),
                                row.getLong("removed"),
                                row.getLong("still_referenced"))))
                .list());
        return counts;
    }

    /** Makes sure that what is worked out of the rows is what it should be, added up anew. */
    public static void requireDerived(DatabaseAddress address, LocalDate day, String as) {
        assertThat(Measured.inTable(address)).as("measures %s", as).isEqualTo(Measured.anew(address));
        ConvertedByHand byHand = ConvertedByHand.of(address, day);
        for (DerivedTable table :
                List.of(DerivedTable.SELLER_AMOUNTS, DerivedTable.CREDIT_AMOUNTS, DerivedTable.MISSING_RATES)) {
            int cells = table.columns().split(", ", -1).length;
            List<String> rows =
                    TestDatabase.query(address, jdbc -> jdbc.sql("SELECT " + table.columns() + " FROM " + table.table())
                            .query((row, index) -> {
                                List<String> texts = new ArrayList<>();
                                for (int i = 1; i <= cells; i++) {
                                    texts.add(String.valueOf(row.getString(i)));
                                }
                                return String.join(" ", texts);
                            })
                            .list());
            assertThat(rows).as("%s %s", table, as).containsExactlyInAnyOrderElementsOf(byHand.rows(table.table()));
        }
    }
}
