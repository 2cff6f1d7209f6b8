package io.creditplatform.testing;

import io.creditplatform.database.DatabaseAddress;
import io.creditplatform.feed.Column;
import io.creditplatform.feed.FeedDefinition;
import io.creditplatform.feed.Feeds;
import io.creditplatform.past.VersionedTable;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Digests of whole tables, equal for equal content whatever the kind of database. */
public final class Digests {

    private Digests() {}

    /** A digest for each feed's table, over all rows with all columns but the load's number. */
    public static Map<String, String> ofFeeds(DatabaseAddress address) {
        Map<String, String> digests = new TreeMap<>();
        for (FeedDefinition feed : Feeds.all()) {
            digests.put(feed.name(), of(rows(address, feed)));
        }
        return digests;
    }

    /**
     * A digest for each table whose versions are kept and for those versions, over everything that they hold, the loads' numbers
     * too; comparable within one kind of database.
     */
    public static Map<String, String> ofVersions(DatabaseAddress address) {
        Map<String, String> digests = new TreeMap<>();
        for (VersionedTable table : VersionedTable.all()) {
            digests.put(table.name(), ofRows(address, table.name(), table.columns()));
            digests.put(table.history(), ofRows(address, table.history(), table.columns() + ", ended_by, ended_as"));
        }
        return digests;
    }

    private static String ofRows(DatabaseAddress address, String table, String columns) {
        return of(TestDatabase.query(address, jdbc -> jdbc.sql("SELECT " + columns + " FROM " + table)
                .query((row, index) -> {
                    StringBuilder text = new StringBuilder();
                    for (int i = 1; i <= row.getMetaData().getColumnCount(); i++) {
                        text.append(row.getString(i)).append('|');
                    }
                    return text.toString();
                })
                .list()));
    }

    /** A digest of the quarantine of one load. */
    public static String ofQuarantine(DatabaseAddress address, long loadId) {
        return of(TestDatabase.query(address, jdbc -> jdbc.sql(
                        "SELECT feed, file, line, raw, reasons FROM rejected_rows WHERE load_id = ?")
                .param(loadId)
                .query((row, index) -> String.join(
                        "|", row.getString(1), row.getString(2), row.getString(3), row.getString(4), row.getString(5)))
                .list()));
    }

    /** All rows of a feed as text, one way of writing a value for both databases. */
    public static List<String> rows(DatabaseAddress address, FeedDefinition feed) {
        return TestDatabase.query(address, jdbc -> jdbc.sql("SELECT * FROM " + feed.name())
                .query((row, index) -> {
                    StringBuilder text = new StringBuilder();
                    for (Column column : feed.columns()) {
                        boolean timestamp = column.type().name().contains("timestamp");
                        Object value = timestamp
                                ? address.database().timestamp(row, column.tableName())
                                : row.getString(column.tableName());
                        text.append(column.tableName())
                                .append('=')
                                .append(value)
                                .append('|');
                    }
                    return text.toString();
                })
                .list());
    }

    private static String of(List<String> rows) {
        List<String> sorted = new ArrayList<>(rows);
        Collections.sort(sorted);
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            sorted.forEach(row -> digest.update((row + "\n").getBytes(StandardCharsets.UTF_8)));
            return sorted.size() + ":" + HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
