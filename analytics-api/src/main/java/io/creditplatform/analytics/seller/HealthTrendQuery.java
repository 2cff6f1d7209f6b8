package io.creditplatform.analytics.seller;

import io.creditplatform.analytics.currency.Reporting;
import io.creditplatform.analytics.earlier.EarlierLoads;
import io.creditplatform.analytics.earlier.KeptLoad;
import io.creditplatform.analytics.web.Cursor;
import io.creditplatform.analytics.web.Page;
import io.creditplatform.analytics.web.PageRequest;
import io.creditplatform.database.Database;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Tells what a seller's health was after each load whose state is kept. */
final class HealthTrendQuery {

    /** All that a single seller's health is worked out from; a load that touches no row of it leaves the health as it was. */
    private static final String CHANGES = Stream.of("sellers", "seller_metrics", "seller_amounts", "missing_rates")
            .map("""
                    SELECT load_id FROM %1$s WHERE seller_id = :seller
                    UNION SELECT load_id FROM %1$s_history WHERE seller_id = :seller
                    UNION SELECT ended_by FROM %1$s_history WHERE seller_id = :seller
                    """::formatted)
            .collect(Collectors.joining("UNION "));

    private final Database database;
    private final JdbcClient jdbc;
    private final EarlierLoads loads;

    HealthTrendQuery(Database database, JdbcClient jdbc, EarlierLoads loads) {
        this.database = database;
        this.jdbc = jdbc;
        this.loads = loads;
    }

    /** A page of the loads after which there was such a seller, the newest first. */
    Page<HealthAfterLoad> of(long sellerId, Reporting reporting, PageRequest request) {
        NavigableSet<Long> changes = new TreeSet<>(
                jdbc.sql(CHANGES).param("seller", sellerId).query(Long.class).list());
        Map<Long, Optional<SellerHealth>> known = new HashMap<>();
        List<HealthAfterLoad> rows = new ArrayList<>();
        long before = request.after() == null ? Long.MAX_VALUE : request.number(0);
        while (rows.size() < request.rowsToRead()) {
            List<KeptLoad> some = loads.before(before, request.rowsToRead());
            for (KeptLoad load : some) {
                before = load.loadId();
                Long change = changes.floor(load.loadId());
                if (change != null && rows.size() < request.rowsToRead()) {
                    known.computeIfAbsent(change, id -> after(load, sellerId, reporting))
                            .ifPresent(health -> rows.add(row(load, health)));
                }
            }
            if (some.size() < request.rowsToRead()) {
                break;
            }
        }
        return request.page(rows, row -> Cursor.behind(row.loadId()));
    }

    private Optional<SellerHealth> after(KeptLoad load, long sellerId, Reporting reporting) {
        return new SellerHealthQuery(database, loads.after(load.loadId()))
                .find(sellerId, reporting)
                .map(SellerFigures::health);
    }

    private static HealthAfterLoad row(KeptLoad load, SellerHealth health) {
        return new HealthAfterLoad(
                load.loadId(),
                load.publishedAt(),
                load.day(),
                health.healthScore(),
                health.riskLevel(),
                health.metrics(),
                health.currency(),
                health.reported(),
                health.judgedCredits(),
                health.leads());
    }
}
