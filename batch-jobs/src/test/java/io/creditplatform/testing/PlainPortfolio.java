package io.creditplatform.testing;

import java.math.BigDecimal;
import java.math.MathContext;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.NullUnmarked;

/**
 * The figures of the portfolio that are given for a day, by docs/domain.md alone, over a state of the tables and in any currency.
 * Answers are texts, cells joined by spaces, shares with seven decimals.
 */
@NullUnmarked // what is looked up in its maps is there by how they are made
public final class PlainPortfolio {

    private static final Set<String> ISSUED = Set.of("Approved", "Paid", "Deposit");
    private static final Set<String> OPEN = Set.of("Approved", "Deposit");
    private static final List<String> STATIONS = List.of("New", "InReview", "Approved", "Deposit", "Paid", "Cancelled");
    private static final List<String> BUCKETS = List.of("not_due", "1-30", "31-60", "61-90", "90+");
    private static final MathContext DIGITS = new MathContext(40);

    private final List<Map<String, String>> credits;
    private final Map<String, List<Map<String, String>>> histories;
    private final Map<String, String> markets = new TreeMap<>();
    private final PlainRates rates;
    private final LocalDate dayOfData;
    private final String currency;

    /**
     * @param dayOfData which amounts without a day of their own are converted for
     * @param currency that amounts are shown in
     */
    public PlainPortfolio(PlainTables tables, LocalDate dayOfData, String currency) {
        this.credits = rows(tables, "credits");
        this.histories = rows(tables, "credit_histories").stream()
                .collect(Collectors.groupingBy(entry -> entry.get("credit_id")));
        rows(tables, "sellers").forEach(seller -> markets.put(seller.get("seller_id"), seller.get("market")));
        this.rates = new PlainRates(rows(tables, "exchange_rates").stream()
                .map(rate -> new PlainRates.Rate(
                        rate.get("from_currency"),
                        rate.get("to_currency"),
                        new BigDecimal(rate.get("rate")),
                        LocalDate.parse(rate.get("effective_date"))))
                .toList());
        this.dayOfData = dayOfData;
        this.currency = currency;
    }

    private static List<Map<String, String>> rows(PlainTables tables, String feed) {
        return tables.rows().getOrDefault(feed, Map.of()).values().stream()
                .map(PlainTables.Version::values)
                .toList();
    }

    private static LocalDate day(String timestamp) {
        return LocalDate.parse(timestamp.substring(0, 10));
    }

    /** The status at the end of a day; an empty text if the credit did not exist yet. */
    private String statusAt(LocalDate day, Map<String, String> credit) {
        List<Map<String, String>> history = histories.getOrDefault(credit.get("credit_id"), List.of());
        String issued = credit.get("issue_date");
        if (history.isEmpty()) {
            return issued.isEmpty() || !day(issued).isAfter(day) ? credit.get("status") : "";
        }
        List<Map<String, String>> before = history.stream()
                .filter(entry -> !day(entry.get("changed_at")).isAfter(day))
                .toList();
        return before.size() == history.size()
                ? credit.get("status")
                : before.stream()
                        .max(Comparator.<Map<String, String>, Instant>comparing(
                                        entry -> Instant.parse(entry.get("changed_at")))
                                .thenComparing(entry -> STATIONS.indexOf(entry.get("status"))))
                        .map(entry -> entry.get("status"))
                        .orElse("");
    }

    private static int bucket(LocalDate day, Map<String, String> credit) {
        String due = credit.get("due_date");
        long late = due.isEmpty() ? 0 : ChronoUnit.DAYS.between(day(due), day);
        return late <= 0 ? 0 : late <= 30 ? 1 : late <= 60 ? 2 : late <= 90 ? 3 : 4;
    }

    /** What credits come to; those without a rate come to nothing. */
    private BigDecimal sum(Collection<Map<String, String>> some) {
        return some.stream()
                .map(credit -> rates.convert(
                                new BigDecimal(credit.get("amount")).movePointLeft(2),
                                credit.get("currency"),
                                currency,
                                credit.get("issue_date").isEmpty() ? dayOfData : day(credit.get("issue_date")))
                        .orElse(BigDecimal.ZERO))
                .reduce(new BigDecimal("0.00"), BigDecimal::add);
    }

    /** A part of a whole as it is written here. */
    public static String share(double share) {
        return String.format(Locale.ROOT, "%.7f", share);
    }

    private static BigDecimal ratio(BigDecimal part, BigDecimal whole) {
        return whole.signum() == 0 ? BigDecimal.ZERO : part.divide(whole, DIGITS);
    }

    private static String share(BigDecimal part, BigDecimal whole) {
        return share(ratio(part, whole).doubleValue());
    }

    private List<Map<String, String>> openAt(LocalDate day) {
        return credits.stream()
                .filter(credit -> OPEN.contains(statusAt(day, credit)))
                .toList();
    }

    /** Bucket, credits, outstanding. */
    public List<String> ageing(LocalDate asOf) {
        List<String> rows = new ArrayList<>();
        for (int i = 0; i < BUCKETS.size(); i++) {
            int bucket = i;
            List<Map<String, String>> aged = openAt(asOf).stream()
                    .filter(credit -> bucket(asOf, credit) == bucket)
                    .toList();
            rows.add(BUCKETS.get(i) + " " + aged.size() + " " + sum(aged));
        }
        return rows;
    }

    /** From, to, credits, outstanding, share. */
    public List<String> rollRates(LocalDate asOf) {
        LocalDate to = YearMonth.from(asOf.plusDays(1)).minusMonths(1).atEndOfMonth();
        LocalDate from = YearMonth.from(to).minusMonths(1).atEndOfMonth();
        List<String> rows = new ArrayList<>();
        for (int i = 0; i < BUCKETS.size(); i++) {
            int bucket = i;
            List<Map<String, String>> there = openAt(from).stream()
                    .filter(credit -> bucket(from, credit) == bucket)
                    .toList();
            List<String> ends = new ArrayList<>(BUCKETS.subList(i, BUCKETS.size()));
            ends.add("closed");
            for (String end : ends) {
                List<Map<String, String>> moved = there.stream()
                        .filter(credit -> end.equals(
                                OPEN.contains(statusAt(to, credit)) ? BUCKETS.get(bucket(to, credit)) : "closed"))
                        .toList();
                rows.add(BUCKETS.get(i) + " " + end + " " + moved.size() + " " + sum(moved) + " "
                        + share(sum(moved), sum(there)));
            }
        }
        return rows;
    }

    /** Month of issue, months on book, credits, amount, of these paid. */
    public List<String> vintages(LocalDate asOf) {
        Map<YearMonth, List<Map<String, String>>> issued = credits.stream()
                .filter(credit -> !credit.get("issue_date").isEmpty()
                        && !day(credit.get("issue_date")).isAfter(asOf)
                        && ISSUED.contains(statusAt(asOf, credit)))
                .collect(Collectors.groupingBy(
                        credit -> YearMonth.from(day(credit.get("issue_date"))), TreeMap::new, Collectors.toList()));
        List<String> rows = new ArrayList<>();
        issued.forEach((month, all) -> {
            for (int age = 0; age <= 120 && !month.plusMonths(age).isAfter(YearMonth.from(asOf)); age++) {
                LocalDate end = month.plusMonths(age).atEndOfMonth();
                LocalDate until = end.isAfter(asOf) ? asOf : end;
                List<Map<String, String>> paid = all.stream()
                        .filter(credit -> histories.getOrDefault(credit.get("credit_id"), List.of()).stream()
                                .anyMatch(entry -> entry.get("status").equals("Paid")
                                        && !day(entry.get("changed_at")).isAfter(until)))
                        .toList();
                rows.add(month + " " + age + " " + all.size() + " " + sum(all) + " " + paid.size() + " " + sum(paid));
            }
        });
        return rows;
    }

    /** Index and share of the ten largest; then of each market what is outstanding, its share, its index. */
    public List<String> concentration(LocalDate asOf) {
        Map<String, List<Map<String, String>>> bySeller =
                openAt(asOf).stream().collect(Collectors.groupingBy(credit -> credit.get("seller_id")));
        Function<List<String>, List<BigDecimal>> amounts = sellers -> sellers.stream()
                .map(seller -> sum(bySeller.getOrDefault(seller, List.of())))
                .sorted(Comparator.reverseOrder())
                .toList();
        List<BigDecimal> all = amounts.apply(List.copyOf(markets.keySet()));
        BigDecimal total = total(all);
        List<String> rows = new ArrayList<>();
        rows.add(index(all) + " " + share(total(all.subList(0, Math.min(10, all.size()))), total));
        for (String market : Set.copyOf(markets.values()).stream().sorted().toList()) {
            List<BigDecimal> own = amounts.apply(markets.keySet().stream()
                    .filter(seller -> market.equals(markets.get(seller)))
                    .toList());
            rows.add(market + " " + total(own) + " " + share(total(own), total) + " " + index(own));
        }
        return rows;
    }

    private static BigDecimal total(List<BigDecimal> amounts) {
        return amounts.stream().reduce(new BigDecimal("0.00"), BigDecimal::add);
    }

    private static String index(List<BigDecimal> amounts) {
        BigDecimal total = total(amounts);
        return share(total(amounts.stream()
                        .map(amount -> ratio(amount, total).pow(2))
                        .toList())
                .doubleValue());
    }
}
