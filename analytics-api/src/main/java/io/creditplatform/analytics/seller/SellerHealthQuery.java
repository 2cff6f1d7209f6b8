package io.creditplatform.analytics.seller;

import io.creditplatform.analytics.Ratio;
import io.creditplatform.analytics.currency.MissingRate;
import io.creditplatform.analytics.currency.Reporting;
import io.creditplatform.database.Database;
import io.creditplatform.feed.Feeds;
import io.creditplatform.measure.MeasuredFeed;
import io.creditplatform.model.Currency;
import io.creditplatform.model.ExchangeRate;
import io.creditplatform.model.Money;
import io.creditplatform.model.Seller;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Reads what sellers' health is worked out from. */
final class SellerHealthQuery {

    /** One row a seller by two keys; the loads are looked through from the newest on, of which the first one mostly fits. */
    private static final String SELECT = """
            SELECT s.seller_id, s.seller_name, s.market, s.credit_limit_minor, s.initial_wallet_minor,
                m.credits - m.cancelled_credits AS judged_credits, m.paid_credits,
                coalesce(p.issued_minor, m.issued_minor) AS issued_minor, coalesce(p.open_minor, m.open_minor) AS open_minor,
                m.leads, m.confirmed_leads, coalesce(p.wallet_minor, m.wallet_minor) AS wallet_minor, m.wallet_weeks,
                s.preferred_currency, %s AS reported_limit, %s AS reported_initial, %s AS reported_issued,
                %s AS reported_open, %s AS reported_wallet,
                (SELECT l.published_at FROM published_loads_v l
                 WHERE EXISTS (SELECT 1 FROM load_feeds f
                               WHERE f.load_id = l.load_id
                                   AND f.feed IN (%s))
                 ORDER BY l.load_id DESC LIMIT 1) AS last_updated
            FROM sellers s JOIN seller_metrics m ON m.seller_id = s.seller_id
                LEFT JOIN seller_amounts p ON p.seller_id = s.seller_id AND p.currency = s.preferred_currency %s
            """;

    /** What health rests on: rates too, since they convert what the others bring. */
    private static final String FEEDS = Feeds.all().stream()
            .filter(feed -> feed.type() == Seller.class
                    || feed.type() == ExchangeRate.class
                    || Arrays.stream(MeasuredFeed.values()).anyMatch(measured -> measured.is(feed)))
            .map(feed -> "'" + feed.name() + "'")
            .collect(Collectors.joining(", "));

    private static final String COUNTED = "sellers + issued_credits + wallet_transactions";

    private final JdbcClient jdbc;
    private final Database database;

    SellerHealthQuery(Database database, JdbcClient jdbc) {
        this.jdbc = jdbc;
        this.database = database;
    }

    /** The figures of one seller. */
    Optional<SellerFigures> find(long sellerId, Reporting reporting) {
        Map<String, List<MissingRate>> missing =
                reporting.missingWithPreferred(jdbc, "r.seller_id = " + sellerId, COUNTED);
        return jdbc.sql(select(reporting) + "WHERE s.seller_id = ?")
                .param(sellerId)
                .query((row, index) -> figures(row, reporting, missing, lastUpdated(row)))
                .optional();
    }

    /** The figures of all sellers, in no order. There may be many, so what is the same for all is read but once. */
    List<SellerFigures> all(Reporting reporting) {
        Map<String, List<MissingRate>> missing =
                reporting.missingWithPreferred(jdbc, reporting.isOfAnySeller("r.to_currency"), COUNTED);
        return jdbc.sql(select(reporting)).query(rows -> {
            List<SellerFigures> all = new ArrayList<>();
            Instant lastUpdated = null;
            while (rows.next()) {
                lastUpdated = lastUpdated == null ? lastUpdated(rows) : lastUpdated;
                all.add(figures(rows, reporting, missing, lastUpdated));
            }
            return all;
        });
    }

    private static String select(Reporting reporting) {
        return SELECT.formatted(
                reporting.ofSeller("credit_limit_minor"),
                reporting.ofSeller("initial_wallet_minor"),
                reporting.sum("issued_minor"),
                reporting.sum("open_minor"),
                reporting.sum("wallet_minor"),
                FEEDS,
                reporting.join());
    }

    private Instant lastUpdated(ResultSet row) throws SQLException {
        Instant lastUpdated = database.timestamp(row, "last_updated");
        if (lastUpdated == null) {
            throw new IllegalStateException("seller_metrics has rows, but no load of them is published");
        }
        return lastUpdated;
    }

    private static SellerFigures figures(
            ResultSet row, Reporting reporting, Map<String, List<MissingRate>> missing, Instant lastUpdated)
            throws SQLException {
        long sellerId = row.getLong("seller_id");
        long creditLimit = row.getLong("credit_limit_minor");
        long initialWallet = row.getLong("initial_wallet_minor");
        long issued = row.getLong("issued_minor");
        long open = row.getLong("open_minor");
        long wallet = row.getLong("wallet_minor");
        long walletWeeks = row.getLong("wallet_weeks");
        Currency preferred = Currency.valueOf(row.getString("preferred_currency"));
        // Then the same is there twice, and half the time of reading all sellers goes by column.
        boolean same = preferred == reporting.currency();
        long reportedWallet = same ? wallet : row.getLong("reported_wallet");
        return new SellerFigures(
                sellerId,
                row.getString("seller_name"),
                row.getString("market"),
                creditLimit,
                initialWallet,
                row.getLong("judged_credits"),
                row.getLong("paid_credits"),
                issued,
                open,
                row.getLong("leads"),
                row.getLong("confirmed_leads"),
                wallet,
                walletWeeks,
                lastUpdated,
                preferred,
                new SellerHealth.Reported(
                        reporting.currency(),
                        new Money(same ? creditLimit : row.getLong("reported_limit")),
                        new Money(same ? issued : row.getLong("reported_issued")),
                        new Money(same ? open : row.getLong("reported_open")),
                        new Money(
                                Math.addExact(same ? initialWallet : row.getLong("reported_initial"), reportedWallet)),
                        Ratio.mean(reportedWallet, walletWeeks)),
                missing.isEmpty() ? List.of() : missing.getOrDefault(String.valueOf(sellerId), List.of()));
    }
}
