package io.creditplatform.analytics.portfolio;

import io.creditplatform.analytics.currency.Reporting;
import io.creditplatform.database.Database;
import io.creditplatform.database.Vocabulary;
import io.creditplatform.model.Coded;
import io.creditplatform.model.Currency;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Adds up what each seller owed at the end of a day. All figures about single sellers' open credits rest on it. */
final class ExposureQuery {

    private static final String SQL = """
            SELECT seller_id, bucket, currency, count(*) AS credits,
                coalesce(sum(amount_minor), 0) AS open_minor, count(*) - count(amount_minor) AS missing,
                coalesce(sum(own_minor), 0) AS own_minor, count(*) - count(own_minor) AS missing_own,
                min(due_date) AS oldest_due
            FROM (SELECT c.seller_id, %s AS bucket, c.currency, c.due_date, %s AS amount_minor, %s AS own_minor, %s AS status
                  FROM credits c JOIN sellers s ON s.seller_id = c.seller_id %s) aged
            WHERE %s
            GROUP BY seller_id, bucket, currency
            """;

    private static final String SELLERS = """
            SELECT s.seller_id, s.seller_name, s.market, s.am_id, s.sam_id, s.credit_limit_minor, s.preferred_currency
            FROM sellers s %s ORDER BY s.seller_id
            """;

    private static final String DAY = "day";

    private final Database database;
    private final JdbcClient jdbc;

    ExposureQuery(Database database, JdbcClient jdbc) {
        this.database = database;
        this.jdbc = jdbc;
    }

    /** All sellers, those included that owe nothing, in the order of their ids. */
    List<SellerExposure> asOf(LocalDate day, InMarket market, Reporting reporting) {
        Map<Long, Sum> sums = new LinkedHashMap<>();
        jdbc.sql(SELLERS.formatted(market.ofSeller())).params(market.values()).query(row -> {
            Sum sum = new Sum(row);
            sums.put(sum.seller.sellerId(), sum);
        });
        jdbc.sql(SQL.formatted(
                        AgeingBucket.of("c.due_date", DAY),
                        reporting.ofCredit(),
                        Reporting.ofCreditAsPreferred(),
                        StatusAt.DAY.sql(),
                        market.ofSeller(),
                        Vocabulary.open("status")))
                .params(AgeingBucket.bounds(DAY, day, database))
                .param(StatusAt.DAY.end(), StatusAt.endOf(day, database))
                .params(market.values())
                .query(row -> {
                    add(Objects.requireNonNull(sums.get(row.getLong("seller_id"))), row, reporting);
                });
        return sums.values().stream().map(Sum::exposure).toList();
    }

    private void add(Sum sum, ResultSet row, Reporting reporting) throws SQLException {
        AgeingBucket bucket = Coded.of(AgeingBucket.class, row.getString("bucket"));
        sum.open.merge(bucket, ConvertedCredits.of(row, "open_minor", reporting), ConvertedCredits::plus);
        sum.inPreferred =
                sum.inPreferred.plus(ConvertedCredits.of(row, "own_minor", "missing_own", sum.seller.preferred()));
        Instant due = bucket.isOverdue() ? database.timestamp(row, "oldest_due") : null;
        if (due != null && (sum.oldestDue == null || due.isBefore(sum.oldestDue))) {
            sum.oldestDue = due;
        }
    }

    /** A seller, and what is added up of its credits. */
    private static final class Sum {

        private final SellerExposure seller;
        private final Map<AgeingBucket, ConvertedCredits> open = new EnumMap<>(AgeingBucket.class);
        private ConvertedCredits inPreferred = ConvertedCredits.NONE;
        private @Nullable Instant oldestDue;

        Sum(ResultSet row) throws SQLException {
            seller = new SellerExposure(
                    row.getLong("seller_id"),
                    row.getString("seller_name"),
                    row.getString("market"),
                    row.getLong("am_id"),
                    row.getLong("sam_id"),
                    row.getLong("credit_limit_minor"),
                    Currency.valueOf(row.getString("preferred_currency")),
                    Map.of(),
                    ConvertedCredits.NONE,
                    null);
        }

        SellerExposure exposure() {
            return open.isEmpty()
                    ? seller
                    : seller.owing(
                            open,
                            inPreferred,
                            oldestDue == null
                                    ? null
                                    : oldestDue.atZone(ZoneOffset.UTC).toLocalDate());
        }
    }
}
