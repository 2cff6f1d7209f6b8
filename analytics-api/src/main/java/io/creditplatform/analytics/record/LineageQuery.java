package io.creditplatform.analytics.record;

import io.creditplatform.analytics.record.SelectedRows.Selection;
import io.creditplatform.analytics.web.Page;
import io.creditplatform.analytics.web.PageRequest;
import io.creditplatform.analytics.web.PublishedQuery;
import io.creditplatform.database.Database;
import io.creditplatform.feed.FeedDefinition;
import io.creditplatform.feed.Feeds;
import io.creditplatform.measure.MeasuredFeed;
import io.creditplatform.measure.SellerMeasure;
import io.creditplatform.model.Currency;
import io.creditplatform.model.ExchangeRate;
import io.creditplatform.model.Seller;
import io.creditplatform.rate.ExchangeRates;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Finds the rows that a seller's health rests on: the seller, all that is measured of it, and the exchange rates with which its
 * amounts are converted into the currency that it prefers and the one that is reported in.
 */
final class LineageQuery {

    private static final String ORIGIN = """
            SELECT %s, t.load_id, t.line, l.directory, l.published_at, f.file, f.sha256
            FROM %s t LEFT JOIN loads l ON l.load_id = t.load_id
                LEFT JOIN load_feeds f ON f.load_id = t.load_id AND f.feed = '%s'
            WHERE\s""";

    private final Database database;
    private final JdbcClient jdbc;
    private final PublishedQuery published;
    private final FeedQuery<Seller> sellers;
    private final FeedQuery<ExchangeRate> rates;
    private final SelectedRows rows;

    LineageQuery(Database database, JdbcClient jdbc, PublishedQuery published) {
        this.database = database;
        this.jdbc = jdbc;
        this.published = published;
        this.sellers = new FeedQuery<>(Seller.class, database, jdbc);
        this.rates = new FeedQuery<>(ExchangeRate.class, database, jdbc);
        this.rows = new SelectedRows(database, jdbc);
    }

    boolean knows(long sellerId) {
        return sellers.find(sellerId).isPresent();
    }

    /** A page of the rows, feed by feed. */
    Page<RowOrigin> ofHealth(long sellerId, Currency reported, PageRequest request) {
        List<Selection> selections = new ArrayList<>();
        for (FeedDefinition feed : Feeds.all()) {
            if (feed.type() == Seller.class
                    || Arrays.stream(MeasuredFeed.values()).anyMatch(measured -> measured.is(feed))) {
                selections.add(new Selection(feed.name(), feed, origin(feed) + "t.seller_id = ?", List.of(sellerId)));
            } else if (feed.type() == ExchangeRate.class) {
                selections.addAll(ratesOf(sellers.find(sellerId).orElseThrow(), reported, feed));
            }
        }
        return rows.page(selections, request, this::read);
    }

    private static String origin(FeedDefinition feed) {
        return ORIGIN.formatted(
                feed.columns().stream().map(column -> "t." + column.tableName()).collect(Collectors.joining(", ")),
                feed.name(),
                feed.name());
    }

    /** One selection for each pair of currencies, in their order; a pair may have a rate of each day. */
    private List<Selection> ratesOf(Seller seller, Currency reported, FeedDefinition feed) {
        Map<String, Set<LocalDate>> days = new TreeMap<>();
        for (ExchangeRate rate : used(seller, reported)) {
            days.computeIfAbsent(
                            rate.fromCurrency().code() + "/" + rate.toCurrency().code(), pair -> new TreeSet<>())
                    .add(rate.effectiveDate());
        }
        List<Selection> selections = new ArrayList<>();
        days.forEach((pair, dates) -> {
            List<Object> values = new ArrayList<>(Arrays.asList((Object[]) pair.split("/", -1)));
            dates.forEach(date -> values.add(Objects.requireNonNull(database.sqlValue(date))));
            selections.add(new Selection(
                    pair,
                    feed,
                    origin(feed) + "t.from_currency = ? AND t.to_currency = ? AND t.effective_date IN ("
                            + String.join(", ", Collections.nCopies(dates.size(), "?")) + ")",
                    values));
        });
        return selections;
    }

    /** As loads convert: each amount with the rate of its own day, and what has none with that of the day of the data. */
    private Collection<ExchangeRate> used(Seller seller, Currency reported) {
        Set<ExchangeRate> used = new LinkedHashSet<>();
        Set<Currency> wanted = EnumSet.of(seller.preferredCurrency(), reported);
        LocalDate day = published.dayOfData();
        List<Foreign> amounts = new ArrayList<>(List.of(new Foreign(seller.preferredCurrency(), day)));
        for (MeasuredFeed feed : MeasuredFeed.values()) {
            amounts.addAll(foreign(feed, seller.sellerId(), wanted, day));
        }
        if (wanted.size() == 1 && amounts.size() == 1) {
            return used; // then there is nothing to convert, and no need to read all rates
        }
        ExchangeRates known = new ExchangeRates(rates.all());
        for (Foreign amount : amounts) {
            wanted.forEach(to -> used.addAll(known.behind(amount.day(), amount.currency(), to)));
        }
        return used;
    }

    private record Foreign(Currency currency, LocalDate day) {}

    private Collection<Foreign> foreign(MeasuredFeed feed, long sellerId, Set<Currency> wanted, LocalDate undated) {
        String isSummedUp = SellerMeasure.of(feed).stream()
                .filter(measure -> measure.isMoney() && SellerMeasure.ofHealth().contains(measure))
                .map(SellerMeasure::condition)
                .collect(Collectors.joining(" OR "));
        if (isSummedUp.isEmpty()) {
            return List.of();
        }
        String isNone = wanted.stream()
                .map(currency -> "currency <> '" + currency.code() + "'")
                .collect(Collectors.joining(" OR "));
        Set<Foreign> amounts = new LinkedHashSet<>();
        jdbc.sql("SELECT currency, " + feed.day() + " FROM " + feed.table() + " WHERE seller_id = ? AND (" + isSummedUp
                        + ") AND (" + isNone + ")")
                .param(sellerId)
                .query(row -> {
                    Instant time = database.timestamp(row, feed.day());
                    amounts.add(new Foreign(
                            Currency.valueOf(row.getString("currency")),
                            time == null ? undated : time.atZone(ZoneOffset.UTC).toLocalDate()));
                });
        return amounts;
    }

    private RowOrigin read(FeedDefinition feed, String key, ResultSet row) throws SQLException {
        long line = row.getLong("line");
        Long lineOrNone = row.wasNull() ? null : line;
        return new RowOrigin(
                feed.name(),
                key,
                row.getLong("load_id"),
                row.getString("directory"),
                row.getString("file"),
                row.getString("sha256"),
                lineOrNone,
                database.timestamp(row, "published_at"));
    }
}
