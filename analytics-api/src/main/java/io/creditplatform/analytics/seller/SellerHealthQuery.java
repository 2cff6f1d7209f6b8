package io.creditplatform.analytics.seller;

import io.creditplatform.analytics.currency.MissingRate;
import io.creditplatform.analytics.currency.Reporting;
import io.creditplatform.database.Database;
import io.creditplatform.feed.Feeds;
import io.creditplatform.measure.MeasuredFeed;
import io.creditplatform.measure.SellerMeasure;
import io.creditplatform.model.Currency;
import io.creditplatform.model.ExchangeRate;
import io.creditplatform.model.Seller;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Reads what sellers' health is worked out from. Many threads ask; each statement's text is made once for all of them. */
final class SellerHealthQuery {

    /**
     * One row a seller by two keys; the loads are looked through from the newest on, of which the first one mostly fits. The
     * columns are read in their order.
     */
    private static final String SELECT = """
            SELECT s.seller_id, s.seller_name, s.market, s.preferred_currency,
                (SELECT l.published_at FROM published_loads_v l
                 WHERE EXISTS (SELECT 1 FROM load_feeds f
                               WHERE f.load_id = l.load_id
                                   AND f.feed IN (%s))
                 ORDER BY l.load_id DESC LIMIT 1) AS last_updated,
                s.credit_limit_minor, s.initial_wallet_minor, %s,
                %s
            FROM sellers s JOIN seller_metrics m ON m.seller_id = s.seller_id
                LEFT JOIN seller_amounts p ON p.seller_id = s.seller_id AND p.currency = s.preferred_currency %s
            """;

    private static final int FIRST_SUM = 6;

    private static final String LACKS_RATES = "lacks_rates";

    /** A condition on missing rates. */
    private static final String OF_ONE = "r.seller_id = ?";

    /** What health rests on: rates too, since they convert what the others bring. */
    private static final String FEEDS = Feeds.all().stream()
            .filter(feed -> feed.type() == Seller.class
                    || feed.type() == ExchangeRate.class
                    || Arrays.stream(MeasuredFeed.values()).anyMatch(measured -> measured.is(feed)))
            .map(feed -> "'" + feed.name() + "'")
            .collect(Collectors.joining(", "));

    /** What of a seller may lack a rate; who is open is issued, too. */
    private static final String COUNTED = Stream.of(SellerMeasure.ISSUED_AMOUNT, SellerMeasure.WALLET_AMOUNT)
            .map(measure -> measure.counted().code())
            .collect(Collectors.joining(" + ", "sellers + ", ""));

    private final JdbcClient jdbc;
    private final Database database;

    /** The statements for one seller, which many threads ask for. */
    private final Map<Reporting, String> ofOne = new ConcurrentHashMap<>();

    SellerHealthQuery(Database database, JdbcClient jdbc) {
        this.jdbc = jdbc;
        this.database = database;
    }

    /** The figures of one seller. */
    Optional<SellerFigures> find(long sellerId, Reporting reporting) {
        return jdbc.sql(ofOne.computeIfAbsent(reporting, SellerHealthQuery::selectOne))
                .params(sellerId, sellerId)
                .query((row, index) -> figures(
                        row,
                        row.getString(3),
                        reporting,
                        row.getBoolean(LACKS_RATES) ? missing(sellerId, reporting) : Map.of(),
                        lastUpdated(row)))
                .optional();
    }

    /** Mostly there are none, so this is asked only of a seller who lacks some. */
    private Map<String, List<MissingRate>> missing(long sellerId, Reporting reporting) {
        return reporting.missingWithPreferred(jdbc, OF_ONE, COUNTED, sellerId);
    }

    /** The figures of all sellers, in no order. There may be many, so what is the same for all is read but once. */
    List<SellerFigures> all(Reporting reporting) {
        Map<String, List<MissingRate>> missing =
                reporting.missingWithPreferred(jdbc, reporting.isOfAnySeller("r.to_currency"), COUNTED);
        return jdbc.sql(select(reporting, "")).query(rows -> {
            List<SellerFigures> all = new ArrayList<>();
            Instant lastUpdated = null;
            Map<String, String> markets = new HashMap<>();
            while (rows.next()) {
                lastUpdated = lastUpdated == null ? lastUpdated(rows) : lastUpdated;
                String market = rows.getString(3);
                all.add(figures(rows, markets.computeIfAbsent(market, name -> name), reporting, missing, lastUpdated));
            }
            return all;
        });
    }

    private static String selectOne(Reporting reporting) {
        return select(reporting, ", " + reporting.lacksWithPreferred(OF_ONE) + " AS " + LACKS_RATES)
                + "WHERE s.seller_id = ?";
    }

    /** @param further columns, each behind a comma */
    private static String select(Reporting reporting, String further) {
        String own = SellerSums.MEASURES.stream()
                .map(SellerMeasure::code)
                .map(column ->
                        SellerSums.MONEY.stream().anyMatch(money -> money.code().equals(column))
                                ? "coalesce(p." + column + ", m." + column + ")"
                                : "m." + column)
                .collect(Collectors.joining(", "));
        String reported = Stream.concat(
                        Stream.of("credit_limit_minor", "initial_wallet_minor").map(reporting::ofSeller),
                        SellerSums.MONEY.stream().map(reporting::sum))
                .collect(Collectors.joining(", "));
        return SELECT.formatted(FEEDS, own, reported + further, reporting.join());
    }

    private Instant lastUpdated(ResultSet row) throws SQLException {
        Instant lastUpdated = database.timestamp(row, "last_updated");
        if (lastUpdated == null) {
            throw new IllegalStateException("seller_metrics has rows, but no load of them is published");
        }
        return lastUpdated;
    }

    private static SellerFigures figures(
            ResultSet row,
            String market,
            Reporting reporting,
            Map<String, List<MissingRate>> missing,
            Instant lastUpdated)
            throws SQLException {
        long sellerId = row.getLong(1);
        Currency preferred = Currency.valueOf(row.getString(4));
        SellerSums own = new SellerSums(
                preferred,
                row.getLong(FIRST_SUM),
                row.getLong(FIRST_SUM + 1),
                sums(row, FIRST_SUM + 2, SellerSums.MEASURES));
        int again = FIRST_SUM + 2 + SellerSums.MEASURES.size();
        return new SellerFigures(
                sellerId,
                row.getString(2),
                market,
                own,
                preferred == reporting.currency()
                        ? own // then the same is there twice, and half the time of reading all sellers goes by column
                        : own.in(
                                reporting.currency(),
                                row.getLong(again),
                                row.getLong(again + 1),
                                sums(row, again + 2, SellerSums.MONEY)),
                lastUpdated,
                missing.isEmpty() ? List.of() : missing.getOrDefault(String.valueOf(sellerId), List.of()));
    }

    private static long[] sums(ResultSet row, int first, List<SellerMeasure> measures) throws SQLException {
        long[] sums = new long[measures.size()];
        for (int i = 0; i < sums.length; i++) {
            sums[i] = row.getLong(first + i);
        }
        return sums;
    }
}
