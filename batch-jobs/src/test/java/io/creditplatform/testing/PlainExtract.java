package io.creditplatform.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** The files of an extract as rows of text, without the program's help: for rules that are held against the program's own. */
final class PlainExtract {

    private static final List<String> STATUS_ORDER =
            List.of("New", "InReview", "Approved", "Deposit", "Paid", "Cancelled");

    private final Path folder;
    private final Map<String, Set<Integer>> rejectedLines;
    final Map<String, Row> sellers;
    final Map<String, Row> credits;
    final Map<String, List<Row>> creditsBySeller;
    final Map<String, List<Row>> histories;
    final Map<String, List<Row>> chats;
    final Map<String, Row> invoices;
    final Map<String, List<Row>> invoicesBySeller;
    final Collection<Row> items;
    final Map<String, List<Row>> walletByDay;
    final Collection<Row> leads;
    final Map<String, List<Row>> leadsBySeller;
    final Collection<Row> rateRows;
    final PlainRates rates;

    /** A row as text, by column. */
    record Row(Map<String, String> cells) {

        String text(String column) {
            return cells.getOrDefault(column, "");
        }

        BigDecimal money(String column) {
            return new BigDecimal(text(column)).setScale(2, RoundingMode.HALF_EVEN);
        }

        /** What its amounts are in; a seller's are in the one it prefers. */
        String currency() {
            String column = cells.containsKey("preferred_currency") ? "preferred_currency" : "currency";
            return has(column) ? text(column) : "USD";
        }

        boolean has(String column) {
            return !text(column).isEmpty();
        }

        LocalDate day(String column) {
            return LocalDate.parse(text(column).substring(0, 10));
        }

        String key(String... columns) {
            return Stream.of(columns).map(this::text).collect(Collectors.joining("/"));
        }
    }

    /** @param rejectedLines by feed, the lines that hold a rejected row each; they are left out */
    PlainExtract(Path folder, Map<String, Set<Integer>> rejectedLines) {
        this.folder = folder;
        this.rejectedLines = rejectedLines;
        sellers = read("sellers", "seller_id");
        credits = read("credits", "credit_id");
        creditsBySeller = by(credits.values(), "seller_id");
        histories =
                by(read("credit_histories", "credit_id", "changed_at", "status").values(), "credit_id");
        chats = by(
                read("credit_chat", "credit_id", "message_time", "role", "user_id")
                        .values(),
                "credit_id");
        invoices = read("invoices", "invoice_id");
        invoicesBySeller = by(invoices.values(), "seller_id");
        items = read("invoice_items", "invoice_id", "item_type").values();
        walletByDay = read("wallet_transactions", "transaction_id").values().stream()
                .collect(Collectors.groupingBy(row -> row.text("seller_id") + "/" + row.day("created_at")));
        leads = read("leads", "lead_id").values();
        leadsBySeller = by(leads, "seller_id");
        rateRows = read("exchange_rates", "from_currency", "to_currency", "effective_date")
                .values();
        rates = new PlainRates(rateRows.stream()
                .map(row -> new PlainRates.Rate(
                        row.text("from_currency"),
                        row.text("to_currency"),
                        new BigDecimal(row.text("rate")),
                        row.day("effective_date")))
                .toList());
    }

    Stream<Row> creditsOf(Row seller) {
        return creditsBySeller.getOrDefault(seller.text("seller_id"), List.of()).stream();
    }

    List<Row> leadsOf(Row seller) {
        return leadsBySeller.getOrDefault(seller.text("seller_id"), List.of());
    }

    /** What a credit is in its seller's currency, by the rates of its own day; the given one if it has none; nothing without rates. */
    Optional<BigDecimal> inCurrencyOf(Row seller, Row credit, LocalDate asOf) {
        LocalDate day = credit.has("issue_date") ? credit.day("issue_date") : asOf;
        return rates.convert(credit.money("amount"), credit.currency(), seller.currency(), day);
    }

    LocalDate signup(Row child) {
        return Objects.requireNonNull(sellers.get(child.text("seller_id"))).day("signup_date");
    }

    /** A credit's statuses in the order of time; at the same time, in the order in which credits pass them. */
    List<String> statuses(Row credit) {
        return histories.getOrDefault(credit.text("credit_id"), List.of()).stream()
                .sorted(Comparator.comparing((Row entry) -> entry.text("changed_at"))
                        .thenComparing(entry -> STATUS_ORDER.indexOf(entry.text("status"))))
                .map(entry -> entry.text("status"))
                .toList();
    }

    static Map<String, List<Row>> by(Collection<Row> rows, String... columns) {
        Map<String, List<Row>> groups = new HashMap<>();
        rows.forEach(row -> groups.computeIfAbsent(row.key(columns), ignored -> new ArrayList<>())
                .add(row));
        return groups;
    }

    /** The rows of a feed by key: of several with one key, the last. An extract need not have every feed. */
    private Map<String, Row> read(String feed, String... key) {
        if (!Files.exists(folder.resolve(feed + ".csv"))) {
            return Map.of();
        }
        List<String> lines = lines(folder.resolve(feed + ".csv"));
        Set<Integer> rejected = rejectedLines.getOrDefault(feed, Set.of());
        String accepted = IntStream.rangeClosed(1, lines.size())
                .filter(line -> !rejected.contains(line))
                .mapToObj(line -> lines.get(line - 1) + "\n")
                .collect(Collectors.joining());
        List<List<String>> rows = Csv.parse(accepted);
        List<String> header = rows.get(0);
        Map<String, Row> byKey = new LinkedHashMap<>();
        for (List<String> cells : rows.subList(1, rows.size())) {
            Map<String, String> byColumn = new HashMap<>();
            for (int i = 0; i < header.size(); i++) {
                byColumn.put(header.get(i), cells.get(i));
            }
            Row row = new Row(byColumn);
            byKey.put(row.key(key), row);
        }
        return byKey;
    }

    private static List<String> lines(Path file) {
        try {
            // Bytes that are not UTF-8 stand in rejected lines.
            return List.of(new String(Files.readAllBytes(file), StandardCharsets.UTF_8).split("\n"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
