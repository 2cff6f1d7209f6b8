package io.creditplatform.testing;

import io.creditplatform.testing.PlainExtract.Row;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * The data-quality rules in plain Java over the files of an extract, one method a rule. It shares no code with the program,
 * so that the program's own rules can be held against it. Slow and simple on purpose; for extracts that fit into memory.
 *
 * <p>The rules {@code orphan_*} are not here: a row without its parent is rejected on the way in.
 */
public final class QualityRules {

    private static final BigDecimal CENT = new BigDecimal("0.01");
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

    private final LocalDate asOf;
    private final PlainExtract extract;
    private final Set<Finding> findings =
            new TreeSet<>(Comparator.comparing(Finding::rule).thenComparing(Finding::key));

    /** A row of an entity, named by its key, breaks a rule. */
    public record Finding(String rule, String key) {}

    private QualityRules(PlainExtract extract, LocalDate asOf) {
        this.extract = extract;
        this.asOf = asOf;
    }

    /**
     * All findings of an extract.
     *
     * @param asOf the day to judge by
     * @param rejectedLines by feed, the lines that hold a rejected row each; they are left out
     */
    public static Set<Finding> findings(Path folder, LocalDate asOf, Map<String, Set<Integer>> rejectedLines) {
        QualityRules rules = new QualityRules(new PlainExtract(folder, rejectedLines), asOf);
        rules.extract.sellers.values().forEach(rules::creditLimitExceeded);
        rules.extract.sellers.values().forEach(rules::activeCreditWithoutLeads);
        rules.extract.sellers.values().forEach(rules::leadConversionExtreme);
        rules.extract.credits.values().forEach(rules::creditBeforeSignup);
        rules.extract.credits.values().forEach(rules::dueBeforeIssue);
        rules.extract.credits.values().forEach(rules::illegalStatusTransition);
        rules.extract.credits.values().forEach(rules::statusDiffersFromHistory);
        rules.extract.credits.values().forEach(rules::unexpectedCreditStatus);
        rules.extract.credits.values().forEach(rules::approvedDespiteRejection);
        rules.creditAmountOutlier();
        rules.extract.invoices.values().forEach(rules::invoiceArithmetic);
        rules.extract.invoices.values().forEach(rules::walletInvoiceMismatch);
        rules.extract.invoices.values().forEach(rules::feeRatioOutlier);
        rules.extract.items.forEach(rules::invoiceItemMismatch);
        rules.extract.leads.forEach(rules::leadBeforeSignup);
        rules.duplicateTrackingNumber();
        rules.extract.credits.values().forEach(credit -> {
            LocalDate day = credit.has("issue_date") ? credit.day("issue_date") : asOf;
            rules.convertedAmount("credits", credit, day, "credit_id");
        });
        rules.extract.leads.forEach(lead -> rules.convertedAmount("leads", lead, lead.day("created_at"), "lead_id"));
        rules.extract
                .invoices
                .values()
                .forEach(
                        invoice -> rules.convertedAmount("invoices", invoice, invoice.day("period_end"), "invoice_id"));
        rules.extract
                .walletByDay
                .values()
                .forEach(sameDay -> sameDay.forEach(row ->
                        rules.convertedAmount("wallet_transactions", row, row.day("created_at"), "transaction_id")));
        rules.extract.rateRows.forEach(rules::inconsistentInverseRate);
        return rules.findings;
    }

    private void creditLimitExceeded(Row seller) {
        BigDecimal issued = extract.creditsOf(seller)
                .filter(credit -> ISSUED.contains(credit.text("status")))
                .flatMap(credit -> extract.inCurrencyOf(seller, credit, asOf).stream())
                .reduce(BigDecimal.ZERO, BigDecimal::add);
        report("credit_limit_exceeded", issued.compareTo(seller.money("credit_limit")) > 0, seller, "seller_id");
    }

    private void activeCreditWithoutLeads(Row seller) {
        boolean active = extract.creditsOf(seller).anyMatch(credit -> OPEN.contains(credit.text("status")));
        report("active_credit_without_leads", active && extract.leadsOf(seller).isEmpty(), seller, "seller_id");
    }

    private void leadConversionExtreme(Row seller) {
        int all = extract.leadsOf(seller).size();
        long confirmed = extract.leadsOf(seller).stream()
                .filter(lead -> lead.text("status").equals("Confirmed"))
                .count();
        boolean extreme = 10 * confirmed < all || 10 * confirmed > 9L * all;
        report("lead_conversion_extreme", all >= 10 && extreme, seller, "seller_id");
    }

    private void creditBeforeSignup(Row credit) {
        boolean before = credit.has("issue_date") && credit.day("issue_date").isBefore(extract.signup(credit));
        report("credit_before_signup", before, credit, "credit_id");
    }

    private void leadBeforeSignup(Row lead) {
        report("lead_before_signup", lead.day("created_at").isBefore(extract.signup(lead)), lead, "lead_id");
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
        for (String status : extract.statuses(credit)) {
            illegal |= !LEGAL_STEPS.contains(before + ">" + status);
            before = status;
        }
        report("illegal_status_transition", illegal, credit, "credit_id");
    }

    private void statusDiffersFromHistory(Row credit) {
        List<String> statuses = extract.statuses(credit);
        boolean differs =
                !statuses.isEmpty() && !statuses.get(statuses.size() - 1).equals(credit.text("status"));
        report("status_differs_from_history", differs, credit, "credit_id");
    }

    private void unexpectedCreditStatus(Row credit) {
        List<String> statuses = extract.statuses(credit);
        String expected = credit.text("status"); // stands for: no verdict
        if (!statuses.contains("Approved")) {
            expected = statuses.isEmpty() ? expected : statuses.get(statuses.size() - 1);
        } else if (credit.has("due_date")) {
            LocalDate due = credit.day("due_date");
            List<Row> holding = extract.invoicesBySeller.getOrDefault(credit.text("seller_id"), List.of()).stream()
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
        boolean rejected = extract.chats.getOrDefault(credit.text("credit_id"), List.of()).stream()
                .anyMatch(message -> message.text("role").equals("SAM")
                        && message.text("message").equals("Rejected"));
        report(
                "approved_despite_rejection",
                rejected && extract.statuses(credit).contains("Approved"),
                credit,
                "credit_id");
    }

    /** Each among those of its currency. */
    private void creditAmountOutlier() {
        Map<String, List<BigDecimal>> amounts = extract.credits.values().stream()
                .collect(Collectors.groupingBy(
                        Row::currency,
                        Collectors.mapping(
                                credit -> credit.money("amount"),
                                Collectors.collectingAndThen(
                                        Collectors.toList(),
                                        all -> all.stream().sorted().toList()))));
        for (Row credit : extract.credits.values()) {
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
        Row invoice = Objects.requireNonNull(extract.invoices.get(item.text("invoice_id")));
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
        List<Row> transactions = extract.walletByDay.getOrDefault(day, List.of()).stream()
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
        PlainExtract.by(extract.leads, "tracking_number")
                .forEach((number, sharing) -> sharing.forEach(lead ->
                        report("duplicate_tracking_number", !number.isEmpty() && sharing.size() > 1, lead, "lead_id")));
    }

    /** Whether an amount has a rate to USD on its day, and one that is not more than 30 days old. */
    private void convertedAmount(String feed, Row row, LocalDate day, String key) {
        if (!row.currency().equals("USD")) {
            Optional<LocalDate> rate = extract.rates.rateDay(row.currency(), "USD", day);
            report("amount_without_rate_" + feed, rate.isEmpty(), row, key);
            boolean stale = rate.isPresent() && rate.get().plusDays(30).isBefore(day);
            report("stale_rate_" + feed, stale, row, key);
        }
    }

    private void inconsistentInverseRate(Row rate) {
        boolean differ = extract.rates
                .opposite(rate.text("from_currency"), rate.text("to_currency"), rate.day("effective_date"))
                .filter(opposite -> new BigDecimal(rate.text("rate"))
                                .multiply(opposite)
                                .subtract(BigDecimal.ONE)
                                .abs()
                                .compareTo(new BigDecimal("0.005"))
                        > 0)
                .isPresent();
        report("inconsistent_inverse_rate", differ, rate, "from_currency", "to_currency", "effective_date");
    }

    private static boolean differ(BigDecimal left, BigDecimal right) {
        return left.subtract(right).abs().compareTo(CENT) > 0;
    }

    private void report(String rule, boolean broken, Row row, String... key) {
        if (broken) {
            findings.add(new Finding(rule, row.key(key)));
        }
    }
}
