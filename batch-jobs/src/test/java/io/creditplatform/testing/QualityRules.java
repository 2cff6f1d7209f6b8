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
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The data-quality rules in plain Java over the files of an extract, one method a rule. It shares no code with the program,
 * so that the program's own rules can be held against it. Slow and simple on purpose; for extracts that fit into memory.
 *
 * <p>The rules {@code orphan_*} are not here: a row without its parent is rejected on the way in.
 */
public final class QualityRules {

    private static final BigDecimal CENT = new BigDecimal("0.01");
    private static final List<String> STATUS_ORDER =
            List.of("New", "InReview", "Approved", "Deposit", "Paid", "Cancelled");
    private static final Set<String> LEGAL_STEPS = Set.of(
            ">New",
            "New>InReview",
            "New>Cancelled",
            "InReview>Approved",
            "InReview>Cancelled",
            "Approved>Paid",
            "Approved>Deposit",
            "Approved>Cancelled",
            "Deposit>Paid",
            "Deposit>Cancelled");
    private static final Set<String> ISSUED = Set.of("Approved", "Paid", "Deposit");
    private static final Set<String> OPEN = Set.of("Approved", "Deposit");

    private final Path folder;
    private final LocalDate asOf;
    private final Map<String, Set<Integer>> rejectedLines;
    private final Map<String, Row> sellers;
    private final Map<String, Row> credits;
    private final Map<String, List<Row>> creditsBySeller;
    private final Map<String, List<Row>> histories;
    private final Map<String, List<Row>> chats;
    private final Map<String, Row> invoices;
    private final Map<String, List<Row>> invoicesBySeller;
    private final Collection<Row> items;
    private final Map<String, List<Row>> walletByDay;
    private final Collection<Row> leads;
    private final Map<String, List<Row>> leadsBySeller;
    private final Collection<Row> rateRows;
    private final PlainRates rates;
    private final Set<Finding> findings =
            new TreeSet<>(Comparator.comparing(Finding::rule).thenComparing(Finding::key));

    /** A row of an entity, named by its key, breaks a rule. */
    public record Finding(String rule, String key) {}

    /** A row as text, by column. */
    private record Row(Map<String, String> cells) {

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
    }

    private QualityRules(Path folder, LocalDate asOf, Map<String, Set<Integer>> rejectedLines) {
        this.folder = folder;
        this.asOf = asOf;
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

    /**
     * All findings of an extract.
     *
     * @param asOf the day to judge by
     * @param rejectedLines by feed, the lines that hold a rejected row each; they are left out
     */
    public static Set<Finding> findings(Path folder, LocalDate asOf, Map<String, Set<Integer>> rejectedLines) {
        QualityRules rules = new QualityRules(folder, asOf, rejectedLines);
        rules.sellers.values().forEach(rules::creditLimitExceeded);
        rules.sellers.values().forEach(rules::activeCreditWithoutLeads);
        rules.sellers.values().forEach(rules::leadConversionExtreme);
        rules.credits.values().forEach(rules::creditBeforeSignup);
        rules.credits.values().forEach(rules::dueBeforeIssue);
        rules.credits.values().forEach(rules::illegalStatusTransition);
        rules.credits.values().forEach(rules::statusDiffersFromHistory);
        rules.credits.values().forEach(rules::unexpectedCreditStatus);
        rules.credits.values().forEach(rules::approvedDespiteRejection);
        rules.creditAmountOutlier();
        rules.invoices.values().forEach(rules::invoiceArithmetic);
        rules.invoices.values().forEach(rules::walletInvoiceMismatch);
        rules.invoices.values().forEach(rules::feeRatioOutlier);
        rules.items.forEach(rules::invoiceItemMismatch);
        rules.leads.forEach(rules::leadBeforeSignup);
        rules.duplicateTrackingNumber();
        rules.credits.values().forEach(credit -> {
            LocalDate day = credit.has("issue_date") ? credit.day("issue_date") : asOf;
            rules.convertedAmount("credits", credit, day, "credit_id");
        });
        rules.leads.forEach(lead -> rules.convertedAmount("leads", lead, lead.day("created_at"), "lead_id"));
        rules.invoices
                .values()
                .forEach(
                        invoice -> rules.convertedAmount("invoices", invoice, invoice.day("period_end"), "invoice_id"));
        rules.walletByDay
                .values()
                .forEach(sameDay -> sameDay.forEach(row ->
                        rules.convertedAmount("wallet_transactions", row, row.day("created_at"), "transaction_id")));
        rules.rateRows.forEach(rules::inconsistentInverseRate);
        return rules.findings;
    }

    private void creditLimitExceeded(Row seller) {
        BigDecimal issued = creditsOf(seller)
                .filter(credit -> ISSUED.contains(credit.text("status")))
                .flatMap(credit -> inCurrencyOf(seller, credit).stream())
                .reduce(BigDecimal.ZERO, BigDecimal::add);
        report("credit_limit_exceeded", issued.compareTo(seller.money("credit_limit")) > 0, seller, "seller_id");
    }

    /** What a credit is in its seller's currency, by the rates of its own day; nothing if there are none. */
    private Optional<BigDecimal> inCurrencyOf(Row seller, Row credit) {
        LocalDate day = credit.has("issue_date") ? credit.day("issue_date") : asOf;
        return rates.convert(credit.money("amount"), credit.currency(), seller.currency(), day);
    }

    private void activeCreditWithoutLeads(Row seller) {
        boolean active = creditsOf(seller).anyMatch(credit -> OPEN.contains(credit.text("status")));
        report("active_credit_without_leads", active && leadsOf(seller).isEmpty(), seller, "seller_id");
    }

    private void leadConversionExtreme(Row seller) {
        int all = leadsOf(seller).size();
        long confirmed = leadsOf(seller).stream()
                .filter(lead -> lead.text("status").equals("Confirmed"))
                .count();
        boolean extreme = 10 * confirmed < all || 10 * confirmed > 9L * all;
        report("lead_conversion_extreme", all >= 10 && extreme, seller, "seller_id");
    }

    private void creditBeforeSignup(Row credit) {
        boolean before = credit.has("issue_date") && credit.day("issue_date").isBefore(signup(credit));
        report("credit_before_signup", before, credit, "credit_id");
    }

    private void leadBeforeSignup(Row lead) {
        report("lead_before_signup", lead.day("created_at").isBefore(signup(lead)), lead, "lead_id");
    }

    /** Timestamps of one form, so that their texts sort as they do. */
    private void dueBeforeIssue(Row credit) {
        boolean before = credit.has("due_date")
                && credit.has("issue_date")
                && credit.text("due_date").compareTo(credit.text("issue_date")) < 0;
        report("due_before_issue", before, credit, "credit_id");
    }

    private void illegalStatusTransition(Row credit) {
        boolean illegal = false;
        String before = "";
        for (String status : statuses(credit)) {
            illegal |= !LEGAL_STEPS.contains(before + ">" + status);
            before = status;
        }
        report("illegal_status_transition", illegal, credit, "credit_id");
    }

    private void statusDiffersFromHistory(Row credit) {
        List<String> statuses = statuses(credit);
        boolean differs = !statuses.isEmpty() && !last(statuses).equals(credit.text("status"));
        report("status_differs_from_history", differs, credit, "credit_id");
    }

    private void unexpectedCreditStatus(Row credit) {
        List<String> statuses = statuses(credit);
        String expected = credit.text("status"); // stands for: no verdict
        if (!statuses.contains("Approved")) {
            expected = statuses.isEmpty() ? expected : last(statuses);
        } else if (credit.has("due_date")) {
            LocalDate due = credit.day("due_date");
            List<Row> holding = invoicesBySeller.getOrDefault(credit.text("seller_id"), List.of()).stream()
                    .filter(invoice -> !due.isBefore(invoice.day("period_start")))
                    .filter(invoice -> !due.isAfter(invoice.day("period_end")))
                    .filter(invoice -> invoice.currency().equals(credit.currency()))
                    .toList();
            if (due.isAfter(asOf)) {
                expected = "Approved";
            } else if (!holding.isEmpty()) {
                Row invoice = holding.get(0);
                boolean covered = invoice.money("credits_due").add(CENT).compareTo(credit.money("amount")) >= 0;
                boolean solvent = invoice.money("from_balance")
                                .add(invoice.money("total"))
                                .signum()
                        >= 0;
                expected = !covered ? "Approved" : solvent ? "Paid" : "Deposit";
            }
        }
        report("unexpected_credit_status", !expected.equals(credit.text("status")), credit, "credit_id");
    }

    private void approvedDespiteRejection(Row credit) {
        boolean rejected = chats.getOrDefault(credit.text("credit_id"), List.of()).stream()
                .anyMatch(message -> message.text("role").equals("SAM")
                        && message.text("message").equals("Rejected"));
        report("approved_despite_rejection", rejected && statuses(credit).contains("Approved"), credit, "credit_id");
    }

    /** Each among those of its currency. */
    private void creditAmountOutlier() {
        Map<String, List<BigDecimal>> amounts = credits.values().stream()
                .collect(Collectors.groupingBy(
                        Row::currency,
                        Collectors.mapping(
                                credit -> credit.money("amount"),
                                Collectors.collectingAndThen(
                                        Collectors.toList(),
                                        all -> all.stream().sorted().toList()))));
        for (Row credit : credits.values()) {
            BigDecimal amount = credit.money("amount");
            List<BigDecimal> alike = Objects.requireNonNull(amounts.get(credit.currency()));
            boolean outlier = amount.compareTo(percentile(alike, 1)) < 0 || amount.compareTo(percentile(alike, 99)) > 0;
            report("credit_amount_outlier", outlier, credit, "credit_id");
        }
    }

    /** By linear interpolation between the two nearest ranks. */
    private static BigDecimal percentile(List<BigDecimal> sorted, int percent) {
        BigDecimal rank = BigDecimal.valueOf((sorted.size() - 1L) * percent, 2);
        int below = rank.intValue();
        BigDecimal low = sorted.get(below);
        BigDecimal high = sorted.get(Math.min(below + 1, sorted.size() - 1));
        return low.add(high.subtract(low).multiply(rank.subtract(BigDecimal.valueOf(below))));
    }

    private void invoiceArithmetic(Row invoice) {
        BigDecimal debt = invoice.money("from_balance").negate().max(BigDecimal.ZERO);
        BigDecimal expected = invoice.money("sales_amount")
                .subtract(invoice.money("fees"))
                .subtract(invoice.money("credits_due"))
                .subtract(debt);
        report("invoice_arithmetic", differ(invoice.money("total"), expected), invoice, "invoice_id");
    }

    private void invoiceItemMismatch(Row item) {
        Row invoice = Objects.requireNonNull(invoices.get(item.text("invoice_id")));
        BigDecimal expected =
                switch (item.text("item_type")) {
                    case "sales" -> invoice.money("sales_amount");
                    case "fees" -> invoice.money("fees").negate();
                    case "credits_due" -> invoice.money("credits_due").negate();
                    default -> invoice.money(item.text("item_type"));
                };
        boolean mismatch = !item.currency().equals(invoice.currency()) || differ(item.money("amount"), expected);
        report("invoice_item_mismatch", mismatch, item, "invoice_id", "item_type");
    }

    private void walletInvoiceMismatch(Row invoice) {
        String day = invoice.text("seller_id") + "/" + invoice.text("period_end");
        List<Row> transactions = walletByDay.getOrDefault(day, List.of()).stream()
                .filter(row -> row.currency().equals(invoice.currency()))
                .toList();
        BigDecimal signed = transactions.stream()
                .map(row -> row.text("type").equals("deposit")
                        ? row.money("amount")
                        : row.money("amount").negate())
                .reduce(BigDecimal.ZERO, BigDecimal::add);
        boolean mismatch = transactions.isEmpty() || differ(signed, invoice.money("total"));
        report("wallet_invoice_mismatch", mismatch, invoice, "invoice_id");
    }

    private void feeRatioOutlier(Row invoice) {
        BigDecimal sales = invoice.money("sales_amount");
        BigDecimal fees = invoice.money("fees");
        boolean outside = fees.compareTo(sales.multiply(new BigDecimal("0.05"))) < 0
                || fees.compareTo(sales.multiply(new BigDecimal("0.40"))) > 0;
        report("fee_ratio_outlier", sales.signum() > 0 && outside, invoice, "invoice_id");
    }

    private void duplicateTrackingNumber() {
        by(leads, "tracking_number")
                .forEach((number, sharing) -> sharing.forEach(lead ->
                        report("duplicate_tracking_number", !number.isEmpty() && sharing.size() > 1, lead, "lead_id")));
    }

    /** Whether an amount has a rate to USD on its day, and one that is not more than 30 days old. */
    private void convertedAmount(String feed, Row row, LocalDate day, String key) {
        if (!row.currency().equals("USD")) {
            Optional<LocalDate> rate = rates.rateDay(row.currency(), "USD", day);
            report("amount_without_rate_" + feed, rate.isEmpty(), row, key);
            boolean stale = rate.isPresent() && rate.get().plusDays(30).isBefore(day);
            report("stale_rate_" + feed, stale, row, key);
        }
    }

    private void inconsistentInverseRate(Row rate) {
        boolean differ = rates.opposite(
                        rate.text("from_currency"), rate.text("to_currency"), rate.day("effective_date"))
                .filter(opposite -> new BigDecimal(rate.text("rate"))
                                .multiply(opposite)
                                .subtract(BigDecimal.ONE)
                                .abs()
                                .compareTo(new BigDecimal("0.005"))
                        > 0)
                .isPresent();
        report("inconsistent_inverse_rate", differ, rate, "from_currency", "to_currency", "effective_date");
    }

    private Stream<Row> creditsOf(Row seller) {
        return creditsBySeller.getOrDefault(seller.text("seller_id"), List.of()).stream();
    }

    private List<Row> leadsOf(Row seller) {
        return leadsBySeller.getOrDefault(seller.text("seller_id"), List.of());
    }

    private LocalDate signup(Row child) {
        return Objects.requireNonNull(sellers.get(child.text("seller_id"))).day("signup_date");
    }

    /** A credit's statuses in the order of time; at the same time, in the order in which credits pass them. */
    private List<String> statuses(Row credit) {
        return histories.getOrDefault(credit.text("credit_id"), List.of()).stream()
                .sorted(Comparator.comparing((Row entry) -> entry.text("changed_at"))
                        .thenComparing(entry -> STATUS_ORDER.indexOf(entry.text("status"))))
                .map(entry -> entry.text("status"))
                .toList();
    }

    private static String last(List<String> list) {
        return list.get(list.size() - 1);
    }

    private static boolean differ(BigDecimal left, BigDecimal right) {
        return left.subtract(right).abs().compareTo(CENT) > 0;
    }

    private void report(String rule, boolean broken, Row row, String... key) {
        if (broken) {
            findings.add(new Finding(rule, key(row, key)));
        }
    }

    private static String key(Row row, String... columns) {
        return Stream.of(columns).map(row::text).collect(Collectors.joining("/"));
    }

    private static Map<String, List<Row>> by(Collection<Row> rows, String... columns) {
        Map<String, List<Row>> groups = new HashMap<>();
        rows.forEach(row -> groups.computeIfAbsent(key(row, columns), ignored -> new ArrayList<>())
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
            byKey.put(key(row, key), row);
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
