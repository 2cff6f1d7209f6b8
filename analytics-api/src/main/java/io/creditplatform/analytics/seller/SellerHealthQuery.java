package io.creditplatform.analytics.seller;

import io.creditplatform.database.Database;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Reads what sellers' health is worked out from. */
final class SellerHealthQuery {

    /** One row a seller by two keys; the loads are looked through from the newest on, of which the first one mostly fits. */
    private static final String SELECT = """
            SELECT s.seller_id, s.seller_name, s.market, s.credit_limit_minor, s.initial_wallet_minor,
                m.credits - m.cancelled_credits AS judged_credits, m.paid_credits, m.issued_minor, m.open_minor,
                m.leads, m.confirmed_leads, m.wallet_minor, m.wallet_weeks,
                (SELECT l.published_at FROM loads l
                 WHERE l.status = 'COMPLETED' AND l.dry_run = 0
                    AND EXISTS (SELECT 1 FROM load_feeds f
                                WHERE f.load_id = l.load_id
                                    AND f.feed IN ('sellers', 'credits', 'leads', 'wallet_transactions'))
                 ORDER BY l.load_id DESC LIMIT 1) AS last_updated
            FROM sellers s JOIN seller_metrics m ON m.seller_id = s.seller_id
            """;

    private static final String ONE = SELECT + "WHERE s.seller_id = ?";

    private final JdbcClient jdbc;
    private final Database database;

    SellerHealthQuery(Database database, JdbcClient jdbc) {
        this.jdbc = jdbc;
        this.database = database;
    }

    /** The figures of one seller. */
    Optional<SellerFigures> find(long sellerId) {
        return jdbc.sql(ONE).param(sellerId).query((row, index) -> figures(row)).optional();
    }

    /** The figures of all sellers, in no order. */
    List<SellerFigures> all() {
        return jdbc.sql(SELECT).query((row, index) -> figures(row)).list();
    }

    private SellerFigures figures(ResultSet row) throws SQLException {
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
                lastUpdated);
    }
}
