package io.creditplatform.analytics;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The figures about who owes what and how that goes on, in plain Java over {@link Figures}' rows; all in one currency. */
final class PortfolioFigures {

    private final Figures figures;
    private final @Nullable PortfolioFigures before;

    /** @param before what they were after the load before, or null if there is none */
    PortfolioFigures(Figures figures, @Nullable PortfolioFigures before) {
        this.figures = figures;
        this.before = before;
    }

    /** All answers, by the path that asks for them; of collections the items. */
    Map<String, Object> answers(LocalDate asOf) {
        Map<String, Object> answers = new LinkedHashMap<>();
        answers.put("/api/portfolio/summary?as_of=" + asOf, summary(asOf));
        String path = "/api/analytics/portfolio/";
        answers.put(path + "delinquency?limit=1000&as_of=" + asOf, delinquency(asOf));
        answers.put(path + "roll-matrix?limit=1000&as_of=" + asOf, rollMatrix(asOf));
        answers.put(path + "limit-use?as_of=" + asOf, limitUse(asOf));
        answers.put(path + "expected-loss?as_of=" + asOf, expectedLoss(asOf, "1"));
        answers.put(path + "expected-loss?lgd=0.45&as_of=" + asOf, expectedLoss(asOf, "0.45"));
        for (String by : List.of("exposure", "overdue", "days", "limit_share")) {
            answers.put("/api/analytics/watch-list?limit=1000&by=" + by + "&as_of=" + asOf, watchList(asOf, by));
            answers.put(
                    "/api/analytics/watch-list?limit=1000&only=overdue&by=" + by + "&as_of=" + asOf,
                    watchList(asOf, by).stream()
                            .filter(seller -> ((BigDecimal) Objects.requireNonNull(seller.get("overdue"))).signum() > 0)
                            .toList());
            answers.put(
                    "/api/analytics/watch-list?limit=1000&only=over_limit&by=" + by + "&as_of=" + asOf,
                    watchList(asOf, by).stream()
                            .filter(seller -> Boolean.TRUE.equals(
                                    ((Map<?, ?>) Objects.requireNonNull(seller.get("limit"))).get("exceeded")))
                            .toList());
        }
        answers.put("/api/analytics/managers-book?as_of=" + asOf, managersBook(asOf, "am", null));
        answers.put("/api/analytics/managers-book?by=senior&as_of=" + asOf, managersBook(asOf, "sam", null));
        answers.put("/api/analytics/managers-book?market=GCC&as_of=" + asOf, managersBook(asOf, "am", "GCC"));
        return answers;
    }

    private Map<String, @Nullable Object> summary(LocalDate asOf) {
        Map<String, @Nullable Object> standingBefore = before == null ? Map.of() : before.standing(asOf);
        Map<String, @Nullable Object> summary = new LinkedHashMap<>();
        standing(asOf).forEach((name, value) -> {
            Object then = standingBefore.get(name);
            summary.put(name, Figures.object("value", value, "before", then, "change", change(value, then)));
        });
        summary.put("as_of", asOf.toString());
        return summary;
    }

    private static @Nullable Object change(@Nullable Object now, @Nullable Object then) {
        if (now == null || then == null) {
            return null;
        } else if (now instanceof BigDecimal amount) {
            return amount.subtract((BigDecimal) then);
        }
        return now instanceof Long count ? (Object) (count - (Long) then) : (Object) ((Double) now - (Double) then);
    }

    /** The summary's figures of one state. */
    private Map<String, @Nullable Object> standing(LocalDate day) {
        List<Figures.Row> all = figures.sellers.stream()
                .flatMap(seller -> seller.credits().stream())
                .toList();
        List<Figures.Row> open = open(all, day);
        BigDecimal exposure = Figures.sum(open, credit -> true);
        long leads = figures.sellers.stream()
                .mapToLong(seller -> seller.leads().size())
                .sum();
        Map<String, @Nullable Object> standing = new LinkedHashMap<>();
        standing.put("exposure", exposure);
        standing.put("overdue", Figures.sum(open, credit -> Figures.bucket(credit, day) > 0));
        standing.put(
                "over_90_days_share", share(Figures.sum(open, credit -> Figures.bucket(credit, day) == 4), exposure));
        standing.put(
                "sellers_over_limit",
                figures.sellers.stream()
                        .filter(seller -> Figures.sum(open(seller.credits(), day), credit -> true)
                                        .compareTo(seller.limit())
                                > 0)
                        .count());
        standing.put("approval_rate", share(count(all, Figures.ISSUED::contains), all.size()));
        standing.put(
                "payment_success_rate",
                share(count(all, "Paid"::equals), count(all, status -> !status.equals("Cancelled"))));
        standing.put(
                "lead_conversion_rate",
                share(
                        figures.sellers.stream()
                                .mapToLong(Figures.Seller::confirmed)
                                .sum(),
                        leads));
        return standing;
    }

    private List<Figures.Row> open(Collection<Figures.Row> credits, LocalDate day) {
        return credits.stream()
                .filter(credit -> Figures.OPEN.contains(figures.statusAt(day, credit)))
                .toList();
    }

    private static long count(List<Figures.Row> credits, Function<String, Boolean> status) {
        return credits.stream()
                .filter(credit -> status.apply(credit.text("status")))
                .count();
    }

    private static @Nullable Double share(long part, long whole) {
        return share(BigDecimal.valueOf(part), BigDecimal.valueOf(whole));
    }

    private static @Nullable Double share(BigDecimal part, BigDecimal whole) {
        return whole.signum() == 0 ? null : (Double) Figures.ratio(part, whole).doubleValue();
    }

    private static YearMonth lastMonth(LocalDate asOf) {
        return YearMonth.from(asOf.plusDays(1)).minusMonths(1);
    }

    private List<Figures.Row> openIn(YearMonth month) {
        return open(figures.rows("credits"), month.atEndOfMonth());
    }

    private List<Object> delinquency(LocalDate asOf) {
        List<Object> rows = new ArrayList<>();
        boolean begun = false;
        YearMonth last = lastMonth(asOf);
        for (YearMonth month = last.minusMonths(119); !month.isAfter(last); month = month.plusMonths(1)) {
            LocalDate end = month.atEndOfMonth();
            List<Figures.Row> open = openIn(month);
            begun |= !open.isEmpty();
            if (begun) {
                BigDecimal all = Figures.sum(open, credit -> true);
                Map<String, @Nullable Object> row =
                        Figures.object("month_end", end.toString(), "credits", (long) open.size(), "outstanding", all);
                List<String> names =
                        List.of("not_due", "days_1_to_30", "days_31_to_60", "days_61_to_90", "over_90_days");
                for (int i = 0; i < names.size(); i++) {
                    int bucket = i;
                    row.put(names.get(i), Figures.sum(open, credit -> Figures.bucket(credit, end) == bucket));
                }
                row.put("over_90_days_share", share((BigDecimal) Objects.requireNonNull(row.get("over_90_days")), all));
                rows.add(row);
            }
        }
        return rows;
    }

    /** What was in a bucket at the end of a month, and of it what is in another one, or in none (5), at that of the next. */
    private BigDecimal moved(YearMonth month, int from, int to) {
        LocalDate end = month.atEndOfMonth();
        LocalDate next = month.plusMonths(1).atEndOfMonth();
        return Figures.sum(
                openIn(month),
                credit -> Figures.bucket(credit, end) == from
                        && to
                                == (Figures.OPEN.contains(figures.statusAt(next, credit))
                                        ? Figures.bucket(credit, next)
                                        : 5));
    }

    private BigDecimal in(YearMonth month, int bucket) {
        return Figures.sum(openIn(month), credit -> Figures.bucket(credit, month.atEndOfMonth()) == bucket);
    }

    /** The mean share of a bucket that went to some others within a month; null if there was nothing in it. */
    private @Nullable BigDecimal meanShare(YearMonth last, int months, int from, IntPredicate to) {
        List<BigDecimal> shares = new ArrayList<>();
        for (int back = months; back >= 1; back--) {
            YearMonth month = last.minusMonths(back);
            BigDecimal all = in(month, from);
            if (all.signum() > 0) {
                BigDecimal moved = IntStream.rangeClosed(from, 5)
                        .filter(to)
                        .mapToObj(bucket -> moved(month, from, bucket))
                        .reduce(BigDecimal.ZERO, BigDecimal::add);
                shares.add(Figures.ratio(moved, all));
            }
        }
        return shares.isEmpty()
                ? null
                : Figures.ratio(
                        shares.stream().reduce(BigDecimal.ZERO, BigDecimal::add), BigDecimal.valueOf(shares.size()));
    }

    private long counted(YearMonth last, int months, int from) {
        return IntStream.rangeClosed(1, months)
                .filter(back -> in(last.minusMonths(back), from).signum() > 0)
                .count();
    }

    private List<Object> rollMatrix(LocalDate asOf) {
        YearMonth last = lastMonth(asOf);
        List<Object> rows = new ArrayList<>();
        for (int months : List.of(1, 3, 6)) {
            for (int from = 0; from < 5; from++) {
                for (int to = from; to <= 5; to++) {
                    int there = to;
                    int here = from;
                    BigDecimal sum = IntStream.rangeClosed(1, months)
                            .mapToObj(back -> moved(last.minusMonths(back), here, there))
                            .reduce(BigDecimal.ZERO, BigDecimal::add);
                    BigDecimal share = meanShare(last, months, from, bucket -> bucket == there);
                    rows.add(Figures.object(
                            "months", (long) months,
                            "from_bucket", Figures.BUCKETS.get(from),
                            "to_bucket", to == 5 ? "closed" : Figures.BUCKETS.get(to),
                            "from_month_end",
                                    last.minusMonths(months).atEndOfMonth().toString(),
                            "to_month_end", last.atEndOfMonth().toString(),
                            "outstanding", sum.divide(BigDecimal.valueOf(months), 2, RoundingMode.HALF_EVEN),
                            "share", share == null ? null : (Double) share.doubleValue(),
                            "months_with_amount", counted(last, months, from)));
                }
            }
        }
        return rows;
    }

    private List<Object> expectedLoss(LocalDate asOf, String given) {
        YearMonth last = lastMonth(asOf);
        List<Object> rows = new ArrayList<>();
        BigDecimal total = new BigDecimal("0.00");
        List<Figures.Row> open = open(figures.rows("credits"), asOf);
        for (int i = 0; i <= 5; i++) {
            int bucket = i;
            BigDecimal probability = BigDecimal.ONE;
            for (int on = bucket; on < 4; on++) {
                int at = on;
                BigDecimal rate = meanShare(last, 6, on, to -> to > at && to < 5);
                probability = probability == null || rate == null ? null : probability.multiply(rate);
            }
            BigDecimal rate = i < 4 ? meanShare(last, 6, i, to -> to > bucket && to < 5) : null;
            List<Figures.Row> there = i == 5
                    ? open
                    : open.stream()
                            .filter(credit -> Figures.bucket(credit, asOf) == bucket)
                            .toList();
            BigDecimal outstanding = Figures.sum(there, credit -> true);
            BigDecimal loss = i == 5
                    ? total
                    : outstanding.signum() == 0
                            ? outstanding
                            : probability == null
                                    ? null
                                    : outstanding
                                            .multiply(probability)
                                            .multiply(new BigDecimal(given))
                                            .setScale(2, RoundingMode.HALF_EVEN);
            total = total == null || loss == null ? null : total.add(loss);
            rows.add(Figures.object(
                    "bucket",
                    i == 5 ? "total" : Figures.BUCKETS.get(i),
                    "credits",
                    (long) there.size(),
                    "outstanding",
                    outstanding,
                    "roll_rate",
                    rate == null ? null : (Double) rate.doubleValue(),
                    "months_with_amount",
                    i < 4 ? (Long) counted(last, 6, i) : null,
                    "from_month_end",
                    last.minusMonths(6).atEndOfMonth().toString(),
                    "to_month_end",
                    last.atEndOfMonth().toString(),
                    "probability",
                    i == 5 || probability == null ? null : (Double) probability.doubleValue(),
                    "loss_given_default",
                    new BigDecimal(given),
                    "expected_loss",
                    loss));
        }
        return rows;
    }

    private List<Object> limitUse(LocalDate asOf) {
        List<String> parts = List.of("0", "0-50", "50-70", "70-90", "90-100", "100+");
        List<BigDecimal> bounds =
                Stream.of("0", "0.5", "0.7", "0.9", "1").map(BigDecimal::new).toList();
        Map<Integer, List<BigDecimal>> owed = new HashMap<>();
        for (Figures.Seller seller : figures.sellers) {
            BigDecimal open = Figures.sum(open(seller.credits(), asOf), credit -> true);
            int part = 0;
            while (part < 5 && open.compareTo(seller.limit().multiply(bounds.get(part))) > 0) {
                part++;
            }
            owed.computeIfAbsent(part, first -> new ArrayList<>()).add(open);
        }
        return IntStream.range(0, parts.size())
                .<Object>mapToObj(part -> Figures.object(
                        "part", parts.get(part),
                        "sellers", (long) owed.getOrDefault(part, List.of()).size(),
                        "exposure",
                                owed.getOrDefault(part, List.of()).stream()
                                        .reduce(new BigDecimal("0.00"), BigDecimal::add)))
                .toList();
    }

    private List<Map<String, @Nullable Object>> watchList(LocalDate asOf, String by) {
        Map<String, String> managers = new HashMap<>();
        figures.rows("account_managers").forEach(row -> managers.put(row.text("am_id"), row.text("am_name")));
        record Watched(double measure, long id, Map<String, @Nullable Object> row) {}
        List<Watched> all = new ArrayList<>();
        for (Figures.Seller seller : figures.sellers) {
            List<Figures.Row> open = open(seller.credits(), asOf);
            if (open.isEmpty()) {
                continue;
            }
            BigDecimal exposure = Figures.sum(open, credit -> true);
            BigDecimal overdue = Figures.sum(open, credit -> Figures.bucket(credit, asOf) > 0);
            long days = open.stream()
                    .filter(credit -> credit.has("due_date"))
                    .mapToLong(credit -> credit.time("due_date").toLocalDate().until(asOf, ChronoUnit.DAYS))
                    .max()
                    .orElse(0);
            Double share = share(exposure, seller.limit());
            Map<String, Object> health = figures.health(seller.id());
            double measure =
                    switch (by) {
                        case "exposure" -> exposure.doubleValue();
                        case "overdue" -> overdue.doubleValue();
                        case "days" -> Math.max(0, days);
                        default -> share == null ? Double.POSITIVE_INFINITY : share;
                    };
            all.add(new Watched(
                    measure,
                    seller.id(),
                    Figures.object(
                            "seller_id", seller.id(),
                            "seller_name", seller.row().text("seller_name"),
                            "market", seller.market(),
                            "open_credits", (long) open.size(),
                            "exposure", exposure,
                            "overdue", overdue,
                            "oldest_days_overdue", days > 0 ? (Long) days : null,
                            "limit",
                                    Figures.object(
                                            "credit_limit",
                                            seller.limit(),
                                            "exposure",
                                            exposure,
                                            "share",
                                            share,
                                            "exceeded",
                                            exposure.compareTo(seller.limit()) > 0),
                            "health_score", health.get("health_score"),
                            "risk_level", health.get("risk_level"),
                            "am_id", seller.row().number("am_id"),
                            "am_name", managers.get(seller.row().text("am_id")))));
        }
        return all.stream()
                .sorted(Comparator.comparingDouble(Watched::measure).reversed().thenComparing(Watched::id))
                .map(Watched::row)
                .toList();
    }

    private List<Object> managersBook(LocalDate asOf, String rank, @Nullable String market) {
        record Book(BigDecimal exposure, long id, Map<String, @Nullable Object> row) {}
        List<Book> books = new ArrayList<>();
        for (Figures.Row manager : figures.rows(rank.equals("am") ? "account_managers" : "senior_account_managers")) {
            long id = manager.number(rank + "_id");
            List<Figures.Seller> own = figures.sellers.stream()
                    .filter(seller -> seller.row().number(rank + "_id") == id
                            && (market == null || seller.market().equals(market)))
                    .toList();
            List<Figures.Row> credits =
                    own.stream().flatMap(seller -> seller.credits().stream()).toList();
            List<Figures.Row> open = open(credits, asOf);
            BigDecimal exposure = Figures.sum(open, credit -> true);
            if (market == null || !own.isEmpty()) {
                books.add(new Book(
                        exposure,
                        id,
                        Figures.object(
                                "manager_id", id,
                                "manager_name", manager.text(rank + "_name"),
                                "manager_email", manager.text(rank + "_email"),
                                "sellers", (long) own.size(),
                                "sellers_over_limit",
                                        own.stream()
                                                .filter(seller ->
                                                        Figures.sum(open(seller.credits(), asOf), credit -> true)
                                                                        .compareTo(seller.limit())
                                                                > 0)
                                                .count(),
                                "exposure", exposure,
                                "overdue", Figures.sum(open, credit -> Figures.bucket(credit, asOf) > 0),
                                "over_90_days_share",
                                        share(Figures.sum(open, credit -> Figures.bucket(credit, asOf) == 4), exposure),
                                "payment_reliability",
                                        share(
                                                count(credits, "Paid"::equals),
                                                count(credits, status -> !status.equals("Cancelled"))))));
            }
        }
        return books.stream()
                .sorted(Comparator.comparing(Book::exposure).reversed().thenComparing(Book::id))
                .<Object>map(Book::row)
                .toList();
    }
}
