package io.creditplatform.analytics.portfolio;

import io.creditplatform.analytics.currency.Reporting;
import io.creditplatform.analytics.web.Cursor;
import io.creditplatform.analytics.web.Page;
import io.creditplatform.analytics.web.PageRequest;
import io.creditplatform.database.Database;
import io.creditplatform.database.Vocabulary;
import io.creditplatform.model.Currency;
import io.creditplatform.model.Money;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Reads the credits that were open at the end of a day, one by one: those that {@link AgeingQuery} adds up. */
final class OpenCreditsQuery {

    private static final String SQL = """
            SELECT * FROM (
                SELECT c.credit_id, c.seller_id, s.seller_name, s.market, c.due_date, c.amount_minor, c.currency,
                    %s AS bucket, %s AS outstanding_minor, %s AS open_status
                FROM credits c JOIN sellers s ON s.seller_id = c.seller_id
                WHERE c.credit_id > :last_credit
                    AND (:any_market = 1 OR s.market = :market) AND (:any_seller = 1 OR c.seller_id = :seller)) aged
            WHERE %s AND (:bucket = '' OR bucket = :bucket)
            ORDER BY credit_id LIMIT :rows
            """;

    private static final String DAY = "day";

    private final JdbcClient jdbc;
    private final Database database;

    OpenCreditsQuery(Database database, JdbcClient jdbc) {
        this.jdbc = jdbc;
        this.database = database;
    }

    /** Which of them are wanted; null stands for all. */
    record Filter(
            @Nullable String market,
            @Nullable Long sellerId,
            @Nullable AgeingBucket bucket) {}

    /** A page of them, in the order of their ids. */
    Page<OpenCredit> asOf(LocalDate day, Filter filter, Reporting reporting, PageRequest page) {
        return page.page(
                jdbc.sql(SQL.formatted(
                                AgeingBucket.of("c.due_date", DAY),
                                reporting.ofCredit(),
                                StatusAt.DAY.sql(),
                                Vocabulary.open("open_status")))
                        .params(AgeingBucket.bounds(DAY, day, database))
                        .param(StatusAt.DAY.end(), StatusAt.endOf(day, database))
                        .param("last_credit", page.after() == null ? 0L : page.number(0))
                        .param("any_market", filter.market() == null ? 1 : 0)
                        .param("market", filter.market() == null ? "" : filter.market())
                        .param("any_seller", filter.sellerId() == null ? 1 : 0)
                        .param("seller", filter.sellerId() == null ? 0L : filter.sellerId())
                        .param(
                                "bucket",
                                filter.bucket() == null ? "" : filter.bucket().code())
                        .param("rows", page.rowsToRead())
                        .query((row, index) -> openCredit(row, day, reporting))
                        .list(),
                credit -> Cursor.behind(credit.creditId()));
    }

    private OpenCredit openCredit(ResultSet row, LocalDate day, Reporting reporting) throws SQLException {
        Instant due = row.getObject("due_date") == null ? null : database.timestamp(row, "due_date");
        return new OpenCredit(
                row.getLong("credit_id"),
                row.getLong("seller_id"),
                row.getString("seller_name"),
                row.getString("market"),
                row.getString("open_status"),
                row.getString("bucket"),
                due,
                due == null
                        ? null
                        : ChronoUnit.DAYS.between(due.atZone(ZoneOffset.UTC).toLocalDate(), day),
                new Money(row.getLong("amount_minor")),
                Currency.valueOf(row.getString("currency")),
                row.getObject("outstanding_minor") == null ? null : new Money(row.getLong("outstanding_minor")),
                reporting.currency());
    }
}
