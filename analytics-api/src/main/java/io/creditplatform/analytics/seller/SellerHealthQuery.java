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
                .query((row, index) -> figures(row, reporting, missing))
                .optional();
    }

    /** The figures of all sellers, in no order. */
    List<SellerFigures> all(Reporting reporting) {
        Map<String, List<MissingRate>> missing = reporting.missingWithPreferred(jdbc, "1 = 1", COUNTED);
        return jdbc.sql(select(reporting))
                .query((row, index) -> figures(row, reporting, missing))
                .list();
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

    private SellerFigures figures(ResultSet row, Reporting reporting, Map<String, List<MissingRate>> missing)
            throws SQLException {
        Instant lastUpdated = database.timestamp(row, "last_updated");
        if (lastUpdated == null) {
            throw new IllegalStateException("seller_metrics has rows, but no load of them is published");
        }
        return new SellerFigures(
                row.getLong("seller_id"),
                row.getString("seller_name"),
                row.getString("market"),
                row.getLong("credit_limit_minor"),
                row.getLong("initial_wallet_minor"),
                row.getLong("judged_credits"),
                row.getLong("paid_credits"),
                row.getLong("issued_minor"),
                row.getLong("open_minor"),
                row.getLong("leads"),
                row.getLong("confirmed_leads"),
                row.getLong("wallet_minor"),
                row.getLong("wallet_weeks"),
                lastUpdated,
                Currency.valueOf(row.getString("preferred_currency")),
                new SellerHealth.Reported(
                        reporting.currency(),
                        new Money(row.getLong("reported_limit")),
                        new Money(row.getLong("reported_issued")),
                        new Money(row.getLong("reported_open")),
                        new Money(Math.addExact(row.getLong("reported_initial"), row.getLong("reported_wallet"))),
                        Ratio.mean(row.getLong("reported_wallet"), row.getLong("wallet_weeks"))),
                missing.getOrDefault(row.getString("seller_id"), List.of()));
    }
}
