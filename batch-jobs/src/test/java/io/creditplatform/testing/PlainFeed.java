package io.creditplatform.testing;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * A feed as docs/domain.md and the reference describe it, written down once more: for models that are held against the program and
 * share nothing with it.
 *
 * @param name of the feed
 * @param columns in any order
 */
public record PlainFeed(String name, List<Column> columns) {

    /**
     * A column.
     *
     * @param kind what its values are
     * @param keyPlace place in the key, from 1 on; 0 if it is not in it
     * @param required whether it may not be empty
     * @param optional whether files may lack it as a whole
     * @param parent the feed whose key it holds, or an empty text
     */
    public record Column(String name, String kind, int keyPlace, boolean required, boolean optional, String parent) {

        /** The name that it has in the table. */
        public String inTable() {
            return kind.startsWith("money") ? name + "_minor" : name;
        }
    }

    /** Parents first. A number is a place in the key, ? what may be empty, § what files may lack, > a parent. */
    private static final String ALL = """
            senior_account_managers: sam_id 1 int, sam_name text, sam_email email
            account_managers: am_id 1 int, am_name text, am_email email, sam_id > senior_account_managers int
            sellers: seller_id 1 int, seller_name text, market code, signup_date date, credit_limit money0, avg_weekly_leads count, \
            initial_wallet money, am_id > account_managers int, sam_id > senior_account_managers int, preferred_currency § currency
            credits: credit_id 1 int, seller_id > sellers int, amount money1, issue_date ? timestamp, due_date ? timestamp, \
            status New|InReview|Approved|Paid|Deposit|Cancelled, currency § currency
            credit_histories: credit_id 1 > credits int, status 3 New|InReview|Approved|Paid|Deposit|Cancelled, \
            changed_at 2 timestamp
            credit_chat: credit_id 1 > credits int, user_id 4 int, role 3 AM|SAM, message_time 2 timestamp, message text
            leads: lead_id 1 int, seller_id > sellers int, created_at timestamp, amount money0, \
            status New|Contacted|Confirmed|Cancelled, shipping_status Pending|Shipped|Delivered|Returned, \
            tracking_number ? text, currency § currency
            invoices: invoice_id 1 invoice, seller_id > sellers int, period_start date, period_end date, sales_amount money, \
            fees money, credits_due money, from_balance money, total money, currency § currency
            invoice_items: invoice_id 1 > invoices code, item_type 2 sales|fees|credits_due|from_balance|total, amount money, \
            currency § currency
            wallet_transactions: transaction_id 1 code, seller_id > sellers int, type deposit|withdrawal, amount money0, \
            created_at timestamp, currency § currency
            exchange_rates: from_currency 1 currency, to_currency 2 currency, effective_date 3 date, rate rate""";

    /** All of them, parents first. */
    public static final List<PlainFeed> FEEDS = ALL.lines().map(PlainFeed::of).toList();

    private static PlainFeed of(String line) {
        String[] parts = line.split(": ", 2);
        return new PlainFeed(
                parts[0],
                Arrays.stream(parts[1].split(", ", -1)).map(PlainFeed::column).toList());
    }

    private static Column column(String text) {
        List<String> words = new ArrayList<>(List.of(text.split(" ", -1)));
        String parent = "";
        int arrow = words.indexOf(">");
        if (arrow >= 0) {
            parent = words.get(arrow + 1);
            words.subList(arrow, arrow + 2).clear();
        }
        boolean nullable = words.remove("?");
        boolean optional = words.remove("§");
        int place = words.size() == 3 ? Integer.parseInt(words.get(1)) : 0;
        return new Column(words.get(0), words.get(words.size() - 1), place, !nullable, optional, parent);
    }

    /** The columns of the key, in its order. */
    public List<Column> key() {
        return columns.stream()
                .filter(column -> column.keyPlace() > 0)
                .sorted((a, b) -> Integer.compare(a.keyPlace(), b.keyPlace()))
                .toList();
    }

    /** The key of a row whose values are as {@link #value} has them. */
    public String key(Map<String, String> values) {
        return key().stream().map(column -> values.get(column.name())).collect(Collectors.joining("/"));
    }

    /** Feeds whose rows may refer to those of this one, by the columns with which they do. */
    public Map<PlainFeed, List<Column>> children() {
        Map<PlainFeed, List<Column>> children = new TreeMap<>((a, b) -> a.name().compareTo(b.name()));
        for (PlainFeed feed : FEEDS) {
            for (Column column : feed.columns()) {
                if (column.parent().equals(name)) {
                    children.computeIfAbsent(feed, key -> new ArrayList<>()).add(column);
                }
            }
        }
        return children;
    }

    /** A cell's value, one way of writing for equal ones; nothing if it is none. An empty cell is an empty text where that may be. */
    public static Optional<String> value(Column column, String cell) {
        if (cell.isEmpty()) {
            return column.required() ? Optional.empty() : Optional.of("");
        }
        try {
            return Optional.ofNullable(
                    switch (column.kind()) {
                        case "int" -> Integer.parseInt(cell) >= 1 ? cell : null;
                        case "count" -> Integer.parseInt(cell) >= 0 ? cell : null;
                        case "text" -> cell;
                        case "email" -> cell.contains("@") ? cell : null;
                        case "code" -> cell.strip().equals(cell) && !cell.endsWith("\u00A0") ? cell : null;
                        case "invoice" -> cell.matches("[0-9]+_[0-9]{8}") ? cell : null;
                        case "date" -> LocalDate.parse(cell).toString();
                        case "timestamp" -> timestamp(cell);
                        case "currency" -> List.of("USD", "EUR", "SAR", "AED").contains(cell) ? cell : null;
                        case "rate" -> positive(new BigDecimal(cell));
                        case "money", "money0", "money1" -> minor(column.kind(), new BigDecimal(cell));
                        default -> List.of(column.kind().split("\\|", -1)).contains(cell) ? cell : null;
                    });
        } catch (NumberFormatException | DateTimeParseException e) {
            return Optional.empty();
        }
    }

    /** One way of writing a rate. */
    public static String plain(BigDecimal rate) {
        return rate.stripTrailingZeros().toPlainString();
    }

    private static String positive(BigDecimal rate) {
        if (rate.signum() <= 0) {
            throw new NumberFormatException();
        }
        return plain(rate);
    }

    private static String minor(String kind, BigDecimal amount) {
        BigDecimal rounded = amount.setScale(2, RoundingMode.HALF_EVEN);
        boolean low =
                (kind.equals("money0") && rounded.signum() < 0) || (kind.equals("money1") && rounded.signum() <= 0);
        if (low) {
            throw new NumberFormatException();
        }
        return rounded.unscaledValue().toString();
    }

    private static String timestamp(String cell) {
        String full = cell.length() == 10 ? cell + "T00:00:00" : cell.replace(' ', 'T');
        return Instant.parse(full.endsWith("Z") ? full : full + "Z").toString();
    }

    @Override
    public String toString() {
        return name;
    }
}
