package io.creditplatform.testing;

import io.creditplatform.database.DatabaseAddress;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.IsoFields;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * What {@code seller_metrics} must hold, added up row by row from the feeds' tables.
 *
 * @param credits all, cancelled, paid, issued, open
 * @param creditMinor issued, open
 * @param leads all, confirmed
 */
public record Measured(
        List<Long> credits,
        List<Long> creditMinor,
        List<Long> leads,
        long confirmedMinor,
        long walletTransactions,
        long walletMinor,
        long walletWeeks) {

    private static final Set<String> ISSUED = Set.of("Approved", "Paid", "Deposit");
    private static final Set<String> OPEN = Set.of("Approved", "Deposit");

    private record Row(String kind, long minor, LocalDate day) {}

    /** The table as it is, by seller. */
    public static Map<Long, Measured> inTable(DatabaseAddress address) {
        Map<Long, Measured> measured = new TreeMap<>();
        TestDatabase.query(address, jdbc -> jdbc.sql("SELECT * FROM seller_metrics")
                        .query((row, index) -> Map.entry(row.getLong("seller_id"), measured(row)))
                        .list())
                .forEach(seller -> measured.put(seller.getKey(), seller.getValue()));
        return measured;
    }

    private static Measured measured(ResultSet row) throws SQLException {
        return new Measured(
                List.of(
                        row.getLong("credits"),
                        row.getLong("cancelled_credits"),
                        row.getLong("paid_credits"),
                        row.getLong("issued_credits"),
                        row.getLong("open_credits")),
                List.of(row.getLong("issued_minor"), row.getLong("open_minor")),
                List.of(row.getLong("leads"), row.getLong("confirmed_leads")),
                row.getLong("confirmed_minor"),
                row.getLong("wallet_transactions"),
                row.getLong("wallet_minor"),
                row.getLong("wallet_weeks"));
    }

    /** The table as it should be, by seller. */
    public static Map<Long, Measured> anew(DatabaseAddress address) {
        Map<Long, List<Row>> credits = rows(address, "credits", "status", "issue_date");
        Map<Long, List<Row>> leads = rows(address, "leads", "status", "created_at");
        Map<Long, List<Row>> wallet = rows(address, "wallet_transactions", "type", "created_at");
        Map<Long, Measured> measured = new TreeMap<>();
        for (long seller : TestDatabase.numbers(address, "SELECT seller_id FROM sellers")) {
            measured.put(
                    seller,
                    of(
                            credits.getOrDefault(seller, List.of()),
                            leads.getOrDefault(seller, List.of()),
                            wallet.getOrDefault(seller, List.of())));
        }
        return measured;
    }

    private static Measured of(List<Row> credits, List<Row> leads, List<Row> wallet) {
        Set<String> weeks = new HashSet<>();
        for (Row row : wallet) {
            weeks.add(
                    row.day().get(IsoFields.WEEK_BASED_YEAR) + "-" + row.day().get(IsoFields.WEEK_OF_WEEK_BASED_YEAR));
        }
        return new Measured(
                List.of(
                        (long) credits.size(),
                        count(credits, Set.of("Cancelled")),
                        count(credits, Set.of("Paid")),
                        count(credits, ISSUED),
                        count(credits, OPEN)),
                List.of(sum(credits, ISSUED), sum(credits, OPEN)),
                List.of((long) leads.size(), count(leads, Set.of("Confirmed"))),
                sum(leads, Set.of("Confirmed")),
                wallet.size(),
                sum(wallet, Set.of("deposit")) - sum(wallet, Set.of("withdrawal")),
                weeks.size());
    }

    private static long count(List<Row> rows, Set<String> kinds) {
        return rows.stream().filter(row -> kinds.contains(row.kind())).count();
    }

    private static long sum(List<Row> rows, Set<String> kinds) {
        return rows.stream()
                .filter(row -> kinds.contains(row.kind()))
                .mapToLong(Row::minor)
                .sum();
    }

    private static Map<Long, List<Row>> rows(DatabaseAddress address, String table, String kind, String time) {
        Map<Long, List<Row>> rows = new TreeMap<>();
        TestDatabase.query(address, jdbc -> read(jdbc, address, table, kind, time))
                .forEach(row -> rows.computeIfAbsent(row.getKey(), seller -> new ArrayList<>())
                        .add(row.getValue()));
        return rows;
    }

    private static List<Map.Entry<Long, Row>> read(
            JdbcClient jdbc, DatabaseAddress address, String table, String kind, String time) {
        return jdbc.sql("SELECT * FROM " + table)
                .query((row, index) -> {
                    Instant at = address.database().timestamp(row, time);
                    LocalDate day = at == null
                            ? LocalDate.MIN
                            : at.atOffset(ZoneOffset.UTC).toLocalDate();
                    return Map.entry(
                            row.getLong("seller_id"), new Row(row.getString(kind), row.getLong("amount_minor"), day));
                })
                .list();
    }
}
