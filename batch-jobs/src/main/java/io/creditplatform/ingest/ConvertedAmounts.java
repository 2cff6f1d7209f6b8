package io.creditplatform.ingest;

import io.creditplatform.database.Database;
import io.creditplatform.database.Vocabulary;
import io.creditplatform.feed.Column;
import io.creditplatform.feed.FeedDefinition;
import io.creditplatform.feed.Feeds;
import io.creditplatform.load.Load;
import io.creditplatform.model.Coded;
import io.creditplatform.model.CreditStatus;
import io.creditplatform.model.Currency;
import io.creditplatform.model.ExchangeRate;
import io.creditplatform.model.Money;
import io.creditplatform.past.VersionedTable;
import io.creditplatform.rate.EffectiveRate;
import io.creditplatform.rate.ExchangeRates;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcOperations;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Keeps what sellers' amounts come to in each currency in step with a load (docs/domain.md#currencies), so that no question has to convert.
 * Each amount is converted by itself, with the rate of its own day, and rounded; sums are of those. As long as everything is
 * in USD and there are no rates, there is nothing to do, and nothing is done.
 *
 * <p>An amount's own day: a credit's issue, a lead's or a wallet transaction's creation; of a credit without an issue date,
 * a credit limit and an initial wallet the day that the load speaks of.
 */
final class ConvertedAmounts implements MergeFollower {

    private static final int SELLERS_AT_ONCE = 500;
    private static final String INSERT_MISSING = "INSERT INTO missing_rates VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)";

    private final long loadId;
    private final LocalDate day;
    private final Database database;
    private final JdbcOperations operations;
    private final JdbcClient jdbc;
    private final Map<Question, Optional<EffectiveRate>> known = new HashMap<>();
    private boolean otherCurrency;
    private boolean otherRates;
    private boolean goneRates;

    private record Pair(Currency from, Currency to) {}

    private record Question(LocalDate day, Currency from, Currency to) {}

    ConvertedAmounts(Load load, Database database, JdbcOperations operations) {
        this.loadId = load.id();
        LocalDate asOf = load.asOf();
        this.day = asOf == null ? load.startedAt().atZone(ZoneOffset.UTC).toLocalDate() : asOf;
        this.database = database;
        this.operations = operations;
        this.jdbc = JdbcClient.create(operations);
    }

    @Override
    public void afterMerge(Stage stage, List<Column> delivered, long changed) {
        if (changed > 0) {
            otherRates |= stage.feed().type() == ExchangeRate.class;
            otherCurrency |= delivered.stream()
                    .filter(Column::isOptional)
                    .anyMatch(column -> exists("SELECT 1 FROM " + stage.name() + " WHERE " + column.tableName()
                            + " <> '" + column.whenAbsent() + "' LIMIT 1"));
        }
    }

    /** Rows that go take what was converted of them along; a rate that goes may have converted anything. */
    @Override
    public void beforeRemoval(FeedDefinition feed, String condition) {
        goneRates |= feed.type() == ExchangeRate.class;
        for (VersionedTable table : VersionedTable.DERIVED) {
            String own = table.key().get(0);
            boolean belongs = !table.name().equals("seller_metrics")
                    && feed.key().size() == 1
                    && feed.key().get(0).tableName().equals(own);
            if (belongs) {
                String theirs = own + " IN (SELECT " + own + " FROM " + feed.name() + " WHERE " + condition + ")";
                keep(theirs, table.name());
                jdbc.sql("DELETE FROM " + table.name() + " WHERE " + theirs).update();
            }
        }
    }

    /**
     * Converts what belongs to the marked sellers, or to all if other currencies come for the first time. If rates have
     * changed, also what belongs to sellers with amounts that these may convert, and what has no day of its own of the others.
     */
    @Override
    public void finish() {
        boolean inUse = exists("SELECT 1 FROM seller_amounts LIMIT 1");
        // Rates may have come with a load before, when there was nothing yet that they could convert.
        if (!inUse && !otherCurrency && !exists("SELECT 1 FROM exchange_rates LIMIT 1")) {
            return;
        }
        ExchangeRates rates = rates();
        Set<Long> concerned = inUse && otherRates ? sellersOfOtherRates() : Set.of();
        List<SellerSums> sellers = sellers(Long.MIN_VALUE, !inUse || otherRates || goneRates);
        while (!sellers.isEmpty()) {
            Map<Boolean, List<SellerSums>> byExtent = sellers.stream()
                    .collect(Collectors.partitioningBy(
                            seller -> !inUse || goneRates || seller.marked || concerned.contains(seller.sellerId)));
            convert(byExtent.getOrDefault(true, List.of()), rates);
            convertUndated(byExtent.getOrDefault(false, List.of()), rates);
            sellers = sellers(sellers.get(sellers.size() - 1).sellerId, !inUse || otherRates || goneRates);
        }
    }

    /**
     * The sellers with amounts that the load's rates may convert: on or after the first of these, in one of their two
     * currencies, or, since a rate of USD may be a part of any cross, in any. Credits without a day take the load's.
     */
    private Set<Long> sellersOfOtherRates() {
        Set<String> currencies = new TreeSet<>();
        jdbc.sql("SELECT DISTINCT from_currency, to_currency FROM exchange_rates WHERE load_id = ?")
                .param(loadId)
                .query(row -> {
                    currencies.add(row.getString("from_currency"));
                    currencies.add(row.getString("to_currency"));
                });
        if (currencies.contains(Currency.USD.code())) {
            Stream.of(Currency.values()).map(Currency::code).forEach(currencies::add);
        }
        return new HashSet<>(jdbc.sql("""
                        WITH changed AS (SELECT min(effective_date) AS since FROM exchange_rates WHERE load_id = :load)
                        SELECT seller_id FROM credits
                        WHERE issue_date IS NULL
                            OR currency IN (:currencies) AND issue_date >= (SELECT since FROM changed)
                        UNION SELECT seller_id FROM leads
                        WHERE %s
                            AND currency IN (:currencies) AND created_at >= (SELECT since FROM changed)
                        UNION SELECT seller_id FROM wallet_transactions
                        WHERE currency IN (:currencies) AND created_at >= (SELECT since FROM changed)
                        """.formatted(Vocabulary.confirmed("status")))
                .param("load", loadId)
                .param("currencies", currencies)
                .query(Long.class)
                .list());
    }

    private boolean exists(String query) {
        return jdbc.sql(query).query(Integer.class).optional().isPresent();
    }

    private ExchangeRates rates() {
        var feed = Feeds.named("exchange_rates").orElseThrow();
        var factory = feed.rowFactory();
        return new ExchangeRates(jdbc.sql("SELECT " + feed.tableColumns() + " FROM " + feed.name())
                .query((row, index) -> {
                    @Nullable Object[] values = new Object[feed.columns().size()];
                    for (Column column : feed.columns()) {
                        values[column.index()] = column.read(database, row);
                    }
                    return (ExchangeRate) factory.row(values);
                })
                .list());
    }

    /** The sums of one seller. */
    private static final class SellerSums {

        private final long sellerId;
        private final boolean marked;
        private final Map<Currency, Map<Sum, Long>> sums = new EnumMap<>(Currency.class);
        private final Map<Pair, Map<Missing, Long>> missing = new HashMap<>();

        SellerSums(long sellerId, boolean marked) {
            this.sellerId = sellerId;
            this.marked = marked;
        }

        List<Object[]> missingRows(long loadId) {
            List<Object[]> rows = new ArrayList<>();
            missing.forEach((pair, counts) -> {
                List<Object> row = new ArrayList<>(
                        List.of(sellerId, pair.from().code(), pair.to().code()));
                for (Missing what : Missing.values()) {
                    row.add(counts.getOrDefault(what, 0L));
                }
                row.add(loadId);
                rows.add(row.toArray());
            });
            return rows;
        }
    }

    /** What is added up, in the order of the columns of {@code seller_amounts}. */
    private enum Sum {
        LIMIT,
        INITIAL_WALLET,
        ISSUED,
        OPEN,
        CONFIRMED,
        WALLET
    }

    /** What is counted where a rate is missing, in the order of the columns of {@code missing_rates}. */
    private enum Missing {
        SELLERS,
        ISSUED,
        OPEN,
        CONFIRMED,
        WALLET
    }

    private List<SellerSums> sellers(long after, boolean all) {
        return jdbc.sql(
                        "SELECT s.seller_id, m.load_id FROM sellers s JOIN seller_metrics m ON m.seller_id = s.seller_id"
                                + " WHERE s.seller_id > ? AND (? = 1 OR m.load_id = ?) ORDER BY s.seller_id LIMIT "
                                + SELLERS_AT_ONCE)
                .params(after, all ? 1 : 0, loadId)
                .query((row, index) -> new SellerSums(row.getLong(1), row.getLong(2) == loadId))
                .list();
    }

    private static Map<Long, SellerSums> byId(List<SellerSums> sellers) {
        Map<Long, SellerSums> byId = new TreeMap<>();
        sellers.forEach(seller -> byId.put(seller.sellerId, seller));
        return byId;
    }

    private static String ids(Map<Long, SellerSums> byId) {
        return String.join(", ", byId.keySet().stream().map(String::valueOf).toList());
    }

    /** Credit limits and initial wallets, which have no day of their own. */
    private void addUndated(Map<Long, SellerSums> byId, ExchangeRates rates) {
        jdbc.sql(
                        "SELECT seller_id, preferred_currency AS currency, credit_limit_minor, initial_wallet_minor FROM sellers"
                                + " WHERE seller_id IN (" + ids(byId) + ")")
                .query(row -> {
                    for (Currency to : Currency.values()) {
                        Amount amount = amount(row, "credit_limit_minor", null, byId, to, rates);
                        amount.add(Sum.LIMIT, Missing.SELLERS, 1);
                        amount(row, "initial_wallet_minor", null, byId, to, rates)
                                .add(Sum.INITIAL_WALLET, Missing.SELLERS, 0);
                    }
                });
    }

    /** Of sellers whose dated amounts are converted as before, what has no day. */
    private void convertUndated(List<SellerSums> sellers, ExchangeRates rates) {
        if (sellers.isEmpty()) {
            return;
        }
        Map<Long, SellerSums> byId = byId(sellers);
        addUndated(byId, rates);
        List<Object[]> sums = new ArrayList<>();
        List<Object[]> missing = new ArrayList<>();
        for (SellerSums seller : sellers) {
            for (Currency to : Currency.values()) {
                Map<Sum, Long> ofCurrency = seller.sums.getOrDefault(to, Map.of());
                sums.add(new Object[] {
                    ofCurrency.getOrDefault(Sum.LIMIT, 0L),
                    ofCurrency.getOrDefault(Sum.INITIAL_WALLET, 0L),
                    loadId,
                    seller.sellerId,
                    to.code()
                });
            }
            missing.addAll(seller.missingRows(loadId));
        }
        keep("seller_id IN (" + ids(byId) + ")", "seller_amounts", "missing_rates");
        operations.batchUpdate(
                "UPDATE seller_amounts SET credit_limit_minor = ?, initial_wallet_minor = ?, load_id = ?"
                        + " WHERE seller_id = ? AND currency = ?",
                sums);
        jdbc.sql("UPDATE missing_rates SET sellers = 0, load_id = ? WHERE seller_id IN (" + ids(byId) + ")")
                .param(loadId)
                .update();
        operations.batchUpdate(
                INSERT_MISSING
                        + " ON CONFLICT (seller_id, from_currency, to_currency) DO UPDATE SET sellers = excluded.sellers, load_id = excluded.load_id",
                missing);
        jdbc.sql("DELETE FROM missing_rates WHERE sellers = 0 AND issued_credits = 0 AND open_credits = 0"
                        + " AND confirmed_leads = 0 AND wallet_transactions = 0 AND seller_id IN (" + ids(byId) + ")")
                .update();
    }

    private void convert(List<SellerSums> sellers, ExchangeRates rates) {
        if (sellers.isEmpty()) {
            return;
        }
        Map<Long, SellerSums> byId = byId(sellers);
        String ids = ids(byId);
        List<@Nullable Object[]> credits = new ArrayList<>();
        addUndated(byId, rates);
        jdbc.sql(
                        "SELECT credit_id, seller_id, currency, amount_minor, issue_date, status FROM credits WHERE seller_id IN ("
                                + ids + ")")
                .query(row -> {
                    CreditStatus status = Coded.of(CreditStatus.class, row.getString("status"));
                    for (Currency to : Currency.values()) {
                        Amount amount =
                                amount(row, "amount_minor", database.timestamp(row, "issue_date"), byId, to, rates);
                        if (CreditStatus.OPEN.contains(status)) {
                            amount.add(Sum.OPEN, Missing.OPEN, 1);
                        }
                        if (CreditStatus.ISSUED.contains(status)) {
                            amount.add(Sum.ISSUED, Missing.ISSUED, 1);
                        }
                        if (amount.from != to) {
                            credits.add(new Object[] {row.getLong("credit_id"), to.code(), amount.converted, loadId});
                        }
                    }
                });
        jdbc.sql("SELECT seller_id, currency, amount_minor, created_at FROM leads WHERE "
                        + Vocabulary.confirmed("status") + " AND seller_id IN (" + ids + ")")
                .query(row -> {
                    for (Currency to : Currency.values()) {
                        amount(row, "amount_minor", database.timestamp(row, "created_at"), byId, to, rates)
                                .add(Sum.CONFIRMED, Missing.CONFIRMED, 1);
                    }
                });
        jdbc.sql("SELECT seller_id, currency, " + Vocabulary.signed("wallet_transactions") + " AS signed_minor,"
                        + " created_at FROM wallet_transactions WHERE seller_id IN (" + ids + ")")
                .query(row -> {
                    for (Currency to : Currency.values()) {
                        amount(row, "signed_minor", database.timestamp(row, "created_at"), byId, to, rates)
                                .add(Sum.WALLET, Missing.WALLET, 1);
                    }
                });
        write(sellers, ids, credits);
    }

    /** One amount in another currency, to be added to its seller's sums. */
    private record Amount(
            SellerSums seller,
            Currency from,
            Currency to,
            @Nullable Long converted) {

        void add(Sum sum, Missing otherwise, long count) {
            if (converted != null) {
                try {
                    seller.sums
                            .computeIfAbsent(to, currency -> new EnumMap<>(Sum.class))
                            .merge(sum, converted, Math::addExact);
                } catch (ArithmeticException e) {
                    throw tooMuch("What seller " + seller.sellerId + " has", to);
                }
            } else {
                seller.missing
                        .computeIfAbsent(new Pair(from, to), pair -> new EnumMap<>(Missing.class))
                        .merge(otherwise, count, Long::sum);
            }
        }
    }

    private Amount amount(
            ResultSet row,
            String column,
            @Nullable Instant time,
            Map<Long, SellerSums> byId,
            Currency to,
            ExchangeRates rates)
            throws SQLException {
        SellerSums seller = Objects.requireNonNull(byId.get(row.getLong("seller_id")));
        Currency from = Currency.valueOf(row.getString("currency"));
        LocalDate own = time == null ? day : time.atZone(ZoneOffset.UTC).toLocalDate();
        Optional<EffectiveRate> rate =
                known.computeIfAbsent(new Question(own, from, to), pair -> rates.on(own, from, to));
        Money amount = new Money(row.getLong(column));
        try {
            return new Amount(
                    seller,
                    from,
                    to,
                    rate.map(effective -> from == to ? amount : effective.convert(amount))
                            .map(Money::minorUnits)
                            .orElse(null));
        } catch (ArithmeticException e) {
            String shown =
                    rate.map(effective -> effective.shown().toPlainString()).orElse("no rate");
            throw tooMuch(
                    "Seller " + seller.sellerId + "'s " + amount + " " + from.code() + " of " + own + ", at " + shown
                            + ",",
                    to);
        }
    }

    private static ExtractException tooMuch(String what, Currency to) {
        return ExtractException.unfit(what + " is more than can be kept in " + to.code() + ", expected at most "
                + new Money(Long.MAX_VALUE) + ". Correct the amount or the rate, then import again.");
    }

    private void keep(String condition, String... tables) {
        for (String table : tables) {
            Versions.keep(table, condition, loadId, jdbc);
        }
    }

    private void write(List<SellerSums> sellers, String ids, List<@Nullable Object[]> credits) {
        String ofCredits = "credit_id IN (SELECT credit_id FROM credits WHERE seller_id IN (" + ids + "))";
        keep("seller_id IN (" + ids + ")", "seller_amounts", "missing_rates");
        keep(ofCredits, "credit_amounts");
        jdbc.sql("DELETE FROM credit_amounts WHERE " + ofCredits).update();
        for (String table : List.of("seller_amounts", "missing_rates")) {
            jdbc.sql("DELETE FROM " + table + " WHERE seller_id IN (" + ids + ")")
                    .update();
        }
        List<Object[]> sums = new ArrayList<>();
        List<Object[]> missing = new ArrayList<>();
        for (SellerSums seller : sellers) {
            for (Currency to : Currency.values()) {
                Map<Sum, Long> ofCurrency = seller.sums.getOrDefault(to, Map.of());
                List<Object> row = new ArrayList<>(List.of(seller.sellerId, to.code()));
                for (Sum sum : Sum.values()) {
                    row.add(ofCurrency.getOrDefault(sum, 0L));
                }
                row.add(loadId);
                sums.add(row.toArray());
            }
            missing.addAll(seller.missingRows(loadId));
        }
        operations.batchUpdate("INSERT INTO seller_amounts VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)", sums);
        operations.batchUpdate(INSERT_MISSING, missing);
        operations.batchUpdate(
                "INSERT INTO credit_amounts VALUES (?, ?, ?, ?) ON CONFLICT (credit_id, currency)"
                        + " DO UPDATE SET amount_minor = excluded.amount_minor, load_id = excluded.load_id",
                credits);
    }
}
