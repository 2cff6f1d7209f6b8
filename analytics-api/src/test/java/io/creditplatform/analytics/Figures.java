package io.creditplatform.analytics;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.joining;
import static java.util.stream.Collectors.toList;
import static java.util.stream.Collectors.toSet;

import io.creditplatform.testing.Csv;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.YearMonth;
import java.time.temporal.ChronoUnit;
import java.time.temporal.IsoFields;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Every figure of the analytics in plain Java over the files of extracts. It shares no code with the program, so that the
 * program's own answers can be held against it. Slow and simple on purpose; for extracts that fit into memory.
 *
 * <p>Answers are trees as their JSON is: objects are maps, money is {@link BigDecimal}, counts are {@link Long}, rates are
 * {@link Double}.
 */
final class Figures {

    static final Set<String> ISSUED = Set.of("Approved", "Paid", "Deposit");
    static final Set<String> OPEN = Set.of("Approved", "Deposit");
    private static final List<String> STATUS_ORDER =
            List.of("New", "InReview", "Approved", "Deposit", "Paid", "Cancelled");
    static final List<String> BUCKETS = List.of("not_due", "1-30", "31-60", "61-90", "90+");
    private static final MathContext FORTY_DIGITS = new MathContext(40);

    private final Map<String, Map<String, Row>> feeds = new HashMap<>();
    final List<Seller> sellers;
    private final Map<String, List<Row>> histories;

    /** An extract that was loaded: its folder, and by feed the lines whose row was rejected. */
    record Loaded(Path folder, Map<String, Set<Integer>> rejectedLines) {}

    record Row(Map<String, String> cells) {

        String text(String column) {
            return cells.getOrDefault(column, "");
        }

        long number(String column) {
            return Long.parseLong(text(column).trim());
        }

        BigDecimal money(String column) {
            return new BigDecimal(text(column).trim()).setScale(2, RoundingMode.HALF_EVEN);
        }

        boolean has(String column) {
            return !text(column).isBlank();
        }

        LocalDateTime time(String column) {
            String text = text(column).trim().replace('T', ' ').replace("Z", "");
            return text.length() == 10
                    ? LocalDate.parse(text).atStartOfDay()
                    : LocalDateTime.parse(text.replace(' ', 'T'));
        }

        boolean is(String column, Set<String> values) {
            return values.contains(text(column));
        }
    }

    /** A seller with all that is its own. */
    record Seller(Row row, List<Row> credits, List<Row> leads, List<Row> wallet) {

        long id() {
            return row.number("seller_id");
        }

        String market() {
            return row.text("market");
        }

        BigDecimal limit() {
            return row.money("credit_limit");
        }

        BigDecimal issued() {
            return sum(credits, credit -> credit.is("status", ISSUED));
        }

        BigDecimal open() {
            return sum(credits, credit -> credit.is("status", OPEN));
        }

        long count(String status) {
            return credits.stream()
                    .filter(credit -> credit.text("status").equals(status))
                    .count();
        }

        long notCancelled() {
            return credits.size() - count("Cancelled");
        }

        long confirmed() {
            return leads.stream()
                    .filter(lead -> lead.text("status").equals("Confirmed"))
                    .count();
        }

        BigDecimal signed() {
            return sum(wallet, row -> row.text("type").equals("deposit"))
                    .subtract(sum(wallet, row -> row.text("type").equals("withdrawal")));
        }

        long weeks() {
            return wallet.stream()
                    .map(row -> row.time("created_at").toLocalDate())
                    .map(day -> day.get(IsoFields.WEEK_BASED_YEAR) * 100 + day.get(IsoFields.WEEK_OF_WEEK_BASED_YEAR))
                    .distinct()
                    .count();
        }
    }

    private Figures(List<Loaded> extracts) {
        for (Loaded extract : extracts) {
            read(extract, "senior_account_managers", "sam_id");
            read(extract, "account_managers", "am_id");
            read(extract, "sellers", "seller_id");
            read(extract, "credits", "credit_id");
            read(extract, "credit_histories", "credit_id", "changed_at", "status");
            read(extract, "leads", "lead_id");
            read(extract, "wallet_transactions", "transaction_id");
        }
        Map<Long, List<Row>> credits = bySeller("credits");
        Map<Long, List<Row>> leads = bySeller("leads");
        Map<Long, List<Row>> wallet = bySeller("wallet_transactions");
        sellers = rows("sellers").stream()
                .map(row -> {
                    long id = row.number("seller_id");
                    return new Seller(
                            row,
                            credits.getOrDefault(id, List.of()),
                            leads.getOrDefault(id, List.of()),
                            wallet.getOrDefault(id, List.of()));
                })
                .sorted(Comparator.comparing(Seller::id))
                .toList();
        histories = rows("credit_histories").stream().collect(groupingBy(row -> row.text("credit_id")));
    }

    /** The figures after these extracts were loaded, in this order. */
    static Figures after(Loaded... extracts) {
        return new Figures(List.of(extracts));
    }

    /** Ids of all sellers. */
    List<Long> sellerIds() {
        return sellers.stream().map(Seller::id).toList();
    }

    /** Names of all markets. */
    Set<String> markets() {
        return sellers.stream().map(Seller::market).collect(toSet());
    }

    /** All answers but those on single sellers, by the path that asks for them; of collections the items. */
    Map<String, Object> answers(LocalDate asOf) {
        String day = "as_of=" + asOf;
        Map<String, Object> answers = new LinkedHashMap<>();
        answers.put("/api/dashboard/stats", byMarket(this::stats));
        answers.put("/api/analytics/approval-rates", byMarket(this::approvalRate));
        answers.put("/api/analytics/lead-conversion?by=market", byMarket(Figures::conversion));
        answers.put("/api/analytics/lead-conversion?by=credit_status", conversionByStatus());
        answers.put("/api/analytics/credit-to-lead", byMarket(this::creditToLead));
        for (String by : List.of("credit_volume", "utilization_rate")) {
            String path = "/api/analytics/account-managers?by=" + by;
            answers.put(path, accountManagers(by).stream().limit(5).toList());
            answers.put(path + "&top=1000&limit=1000", accountManagers(by));
        }
        answers.put(
                "/api/analytics/revenue-efficiency", revenue().stream().limit(5).toList());
        answers.put("/api/analytics/revenue-efficiency?top=1000&limit=1000", revenue());
        answers.put("/api/analytics/portfolio/ageing?" + day, ageing(asOf));
        answers.put("/api/analytics/portfolio/concentration?" + day, concentration(asOf));
        answers.put("/api/analytics/portfolio/roll-rates?" + day, rollRates(asOf));
        answers.put("/api/analytics/portfolio/vintages?limit=1000&" + day, vintages(asOf));
        return answers;
    }

    // Sellers

    /** A seller's health without the time of its last update. */
    Map<String, Object> health(long sellerId) {
        Seller seller =
                sellers.stream().filter(one -> one.id() == sellerId).findFirst().orElseThrow();
        BigDecimal utilization = ratio(seller.issued(), seller.limit());
        BigDecimal reliability = ratio(seller.count("Paid"), seller.notCancelled());
        BigDecimal conversion = ratio(seller.confirmed(), seller.leads().size());
        boolean improving = seller.signed().signum() > 0;
        Map<String, Object> wallet = object(
                "current_balance", seller.row().money("initial_wallet").add(seller.signed()),
                "avg_weekly_change", mean(seller.signed(), seller.weeks()),
                "trend", improving ? "improving" : "declining");
        Map<String, Object> metrics = object(
                "credit_utilization_rate", utilization.doubleValue(),
                "outstanding_utilization_rate",
                        ratio(seller.open(), seller.limit()).doubleValue(),
                "payment_reliability_score", reliability.doubleValue(),
                "lead_conversion_rate", conversion.doubleValue(),
                "wallet_health", wallet);
        boolean judged = seller.notCancelled() > 0;
        String risk = exceeds(utilization, "0.9") || (judged && exceeds(new BigDecimal("0.5"), reliability))
                ? "high"
                : exceeds(utilization, "0.7") || (judged && exceeds(new BigDecimal("0.7"), reliability))
                        ? "medium"
                        : "low";
        BigDecimal score = reliability
                .multiply(BigDecimal.valueOf(40))
                .add(conversion.multiply(BigDecimal.valueOf(30)))
                .add(BigDecimal.ONE.subtract(utilization).max(BigDecimal.ZERO).multiply(BigDecimal.valueOf(20)))
                .add(BigDecimal.valueOf(improving ? 10 : 0));
        return object(
                "seller_id",
                seller.id(),
                "seller_name",
                seller.row().text("seller_name"),
                // What forty digits leave over must not decide on which side of a half a score lies.
                "health_score",
                score.setScale(20, RoundingMode.HALF_EVEN)
                        .setScale(0, RoundingMode.HALF_UP)
                        .longValue(),
                "metrics",
                metrics,
                "risk_level",
                risk,
                "judged_credits",
                seller.notCancelled(),
                "leads",
                (long) seller.leads().size());
    }

    /**
     * The sellers' health in order of a measure, ties by id.
     *
     * @param path where the measure is in the tree, with dots
     */
    List<Map<String, Object>> ranking(String path, boolean ascending, @Nullable String market, @Nullable String risk) {
        Comparator<Map<String, Object>> order = Comparator.comparingDouble(health -> measure(health, path));
        return sellers.stream()
                .filter(seller -> market == null || seller.market().equals(market))
                .map(seller -> {
                    Map<String, Object> health = new LinkedHashMap<>(health(seller.id()));
                    health.put("market", seller.market());
                    return health;
                })
                .filter(health -> risk == null || risk.equals(health.get("risk_level")))
                .sorted(ascending ? order : order.reversed())
                .collect(toList());
    }

    private static double measure(Object tree, String path) {
        int dot = path.indexOf('.');
        Object value = ((Map<?, ?>) tree).get(dot < 0 ? path : path.substring(0, dot));
        return dot < 0
                ? ((Number) Optional.ofNullable(value).orElseThrow()).doubleValue()
                : measure(Optional.ofNullable(value).orElseThrow(), path.substring(dot + 1));
    }

    private List<Map<String, Object>> revenue() {
        record Earner(Seller seller, BigDecimal confirmed, BigDecimal ratio) {}
        return sellers.stream()
                .filter(seller -> seller.credits().stream().anyMatch(credit -> credit.is("status", ISSUED)))
                .map(seller -> {
                    BigDecimal confirmed =
                            sum(seller.leads(), lead -> lead.text("status").equals("Confirmed"));
                    return new Earner(seller, confirmed, ratio(confirmed, seller.issued()));
                })
                .sorted(Comparator.comparing(Earner::ratio).reversed().thenComparing(earner -> earner.seller()
                        .id()))
                .map(earner -> object(
                        "seller_id", earner.seller().id(),
                        "seller_name", earner.seller().row().text("seller_name"),
                        "market", earner.seller().market(),
                        "total_credits", earner.seller().issued(),
                        "confirmed_leads_value", earner.confirmed(),
                        "ratio", earner.ratio().doubleValue()))
                .toList();
    }

    private List<Map<String, Object>> accountManagers(String by) {
        record Ranked(long id, BigDecimal measure, Map<String, Object> figures) {}
        return rows("account_managers").stream()
                .map(manager -> {
                    List<Seller> own = sellers.stream()
                            .filter(seller -> seller.row().number("am_id") == manager.number("am_id"))
                            .toList();
                    BigDecimal volume = total(own, Seller::issued);
                    BigDecimal utilization = ratio(volume, total(own, Seller::limit));
                    Map<String, Object> figures = object(
                            "am_id", manager.number("am_id"),
                            "am_name", manager.text("am_name"),
                            "am_email", manager.text("am_email"),
                            "sellers", (long) own.size(),
                            "credit_volume", volume,
                            "utilization_rate", utilization.doubleValue(),
                            "credit_limit", total(own, Seller::limit));
                    return new Ranked(
                            manager.number("am_id"), by.equals("credit_volume") ? volume : utilization, figures);
                })
                .sorted(Comparator.comparing(Ranked::measure).reversed().thenComparing(Ranked::id))
                .map(Ranked::figures)
                .toList();
    }

    // Markets

    private List<Object> byMarket(Function<List<Seller>, Map<String, Object>> figures) {
        return sellers.stream().collect(groupingBy(Seller::market, TreeMap::new, toList())).entrySet().stream()
                .<Object>map(market -> {
                    Map<String, Object> row = new LinkedHashMap<>(figures.apply(market.getValue()));
                    row.put(row.containsKey("conversion_rate") ? "group" : "market", market.getKey());
                    return row;
                })
                .toList();
    }

    private Map<String, Object> stats(List<Seller> market) {
        long credits = market.stream().mapToLong(Seller::notCancelled).sum();
        long paid = market.stream().mapToLong(seller -> seller.count("Paid")).sum();
        long transactions =
                market.stream().mapToLong(seller -> seller.wallet().size()).sum();
        return object(
                "total_sellers",
                (long) market.size(),
                "total_credits",
                credits,
                "paid_credits",
                paid,
                "payment_success_rate",
                ratio(paid, credits).doubleValue(),
                "avg_wallet_change",
                mean(total(market, Seller::signed), transactions));
    }

    private Map<String, Object> approvalRate(List<Seller> market) {
        List<Row> credits =
                market.stream().flatMap(seller -> seller.credits().stream()).toList();
        long issued =
                credits.stream().filter(credit -> credit.is("status", ISSUED)).count();
        return object(
                "requested",
                (long) credits.size(),
                "approved",
                issued,
                "approval_rate",
                ratio(issued, credits.size()).doubleValue());
    }

    private static Map<String, Object> conversion(List<Seller> group) {
        long leads = group.stream().mapToLong(seller -> seller.leads().size()).sum();
        long confirmed = group.stream().mapToLong(Seller::confirmed).sum();
        return object(
                "leads",
                leads,
                "confirmed",
                confirmed,
                "conversion_rate",
                ratio(confirmed, leads).doubleValue());
    }

    private List<Object> conversionByStatus() {
        return Stream.of("active", "inactive")
                .<Object>map(group -> {
                    boolean active = group.equals("active");
                    Map<String, Object> row = new LinkedHashMap<>(conversion(sellers.stream()
                            .filter(seller ->
                                    active == seller.credits().stream().anyMatch(credit -> credit.is("status", OPEN)))
                            .toList()));
                    row.put("group", group);
                    return row;
                })
                .toList();
    }

    private Map<String, Object> creditToLead(List<Seller> market) {
        List<Duration> waits = new ArrayList<>();
        long without = 0;
        for (Seller seller : market) {
            for (Row credit : seller.credits()) {
                Optional<LocalDateTime> approved = times(credit, "Approved").min(Comparator.naturalOrder());
                if (approved.isEmpty()) {
                    continue;
                }
                Optional<LocalDateTime> lead = seller.leads().stream()
                        .filter(row -> row.text("status").equals("Confirmed"))
                        .map(row -> row.time("created_at"))
                        .filter(time -> !time.isBefore(approved.get()))
                        .min(Comparator.naturalOrder());
                lead.ifPresent(time -> waits.add(Duration.between(approved.get(), time)));
                without += lead.isEmpty() ? 1 : 0;
            }
        }
        BigDecimal nanos =
                waits.stream().map(wait -> BigDecimal.valueOf(wait.toNanos())).reduce(BigDecimal.ZERO, BigDecimal::add);
        Map<String, Object> row = object("credits", (long) waits.size(), "without_lead", without);
        row.put(
                "avg_days",
                waits.isEmpty()
                        ? null
                        : nanos.divide(BigDecimal.valueOf(86_400_000_000_000L), FORTY_DIGITS)
                                .divide(BigDecimal.valueOf(waits.size()), FORTY_DIGITS)
                                .doubleValue());
        return row;
    }

    // Portfolio

    static int bucket(Row credit, LocalDate day) {
        long days =
                credit.has("due_date") ? credit.time("due_date").toLocalDate().until(day, ChronoUnit.DAYS) : 0;
        return days <= 0 ? 0 : days <= 30 ? 1 : days <= 60 ? 2 : days <= 90 ? 3 : 4;
    }

    private List<Object> ageing(LocalDate asOf) {
        Map<Integer, List<Row>> aged = rows("credits").stream()
                .filter(credit -> OPEN.contains(statusAt(asOf, credit)))
                .collect(groupingBy(credit -> bucket(credit, asOf)));
        return IntStream.range(0, BUCKETS.size())
                .<Object>mapToObj(bucket -> {
                    List<Row> credits = aged.getOrDefault(bucket, List.of());
                    return object(
                            "bucket", BUCKETS.get(bucket),
                            "credits", (long) credits.size(),
                            "outstanding", sum(credits, credit -> true));
                })
                .toList();
    }

    private Map<String, Object> concentration(LocalDate asOf) {
        Map<Seller, BigDecimal> open = new LinkedHashMap<>();
        sellers.forEach(
                seller -> open.put(seller, sum(seller.credits(), credit -> OPEN.contains(statusAt(asOf, credit)))));
        BigDecimal total = total(sellers, open::get);
        BigDecimal top = open.values().stream()
                .sorted(Comparator.reverseOrder())
                .limit(10)
                .reduce(BigDecimal.ZERO, BigDecimal::add);
        return object(
                "as_of",
                asOf.toString(),
                "hhi",
                hhi(sellers, open),
                "top_10_share",
                ratio(top, total).doubleValue(),
                "by_market",
                byMarket(market -> {
                    BigDecimal owed = total(market, open::get);
                    return object(
                            "outstanding", owed, "share", ratio(owed, total).doubleValue(), "hhi", hhi(market, open));
                }));
    }

    private static double hhi(List<Seller> sellers, Map<Seller, BigDecimal> open) {
        BigDecimal total = total(sellers, open::get);
        return ratio(
                        total(sellers, seller -> Objects.requireNonNull(open.get(seller))
                                .pow(2)),
                        total.pow(2))
                .doubleValue();
    }

    /**
     * The status that a credit had when a day ended, empty if it did not exist yet: its own from the day of its last entry on,
     * before that the entry up to then; of entries at the same moment the one that comes later in its life.
     */
    String statusAt(LocalDate day, Row credit) {
        List<Row> history = histories.getOrDefault(credit.text("credit_id"), List.of());
        if (history.isEmpty()) {
            boolean issuedLater = credit.has("issue_date")
                    && credit.time("issue_date").toLocalDate().isAfter(day);
            return issuedLater ? "" : credit.text("status");
        }
        List<Row> upToDay = history.stream()
                .filter(entry -> !entry.time("changed_at").toLocalDate().isAfter(day))
                .toList();
        return upToDay.size() == history.size()
                ? credit.text("status")
                : upToDay.stream()
                        .max(Comparator.<Row, LocalDateTime>comparing(entry -> entry.time("changed_at"))
                                .thenComparing(entry -> STATUS_ORDER.indexOf(entry.text("status"))))
                        .map(entry -> entry.text("status"))
                        .orElse("");
    }

    private List<Object> rollRates(LocalDate asOf) {
        YearMonth last = YearMonth.from(asOf.plusDays(1)).minusMonths(1);
        LocalDate to = last.atEndOfMonth();
        LocalDate from = last.minusMonths(1).atEndOfMonth();
        List<Object> rates = new ArrayList<>();
        for (int bucket = 0; bucket < BUCKETS.size(); bucket++) {
            int start = bucket;
            List<Row> there = rows("credits").stream()
                    .filter(credit -> OPEN.contains(statusAt(from, credit)) && bucket(credit, from) == start)
                    .toList();
            List<String> ends = new ArrayList<>(BUCKETS.subList(bucket, BUCKETS.size()));
            ends.add("closed");
            for (String end : ends) {
                List<Row> moved = there.stream()
                        .filter(credit -> end.equals(
                                OPEN.contains(statusAt(to, credit)) ? BUCKETS.get(bucket(credit, to)) : "closed"))
                        .toList();
                rates.add(object(
                        "from_month_end", from.toString(),
                        "to_month_end", to.toString(),
                        "from_bucket", BUCKETS.get(bucket),
                        "to_bucket", end,
                        "credits", (long) moved.size(),
                        "outstanding", sum(moved, credit -> true),
                        "share",
                                ratio(sum(moved, credit -> true), sum(there, credit -> true))
                                        .doubleValue()));
            }
        }
        return rates;
    }

    private List<Object> vintages(LocalDate asOf) {
        Map<YearMonth, List<Row>> issued = rows("credits").stream()
                .filter(credit -> ISSUED.contains(statusAt(asOf, credit)) && credit.has("issue_date"))
                .filter(credit -> !credit.time("issue_date").toLocalDate().isAfter(asOf))
                .collect(groupingBy(credit -> YearMonth.from(credit.time("issue_date")), TreeMap::new, toList()));
        List<Object> vintages = new ArrayList<>();
        issued.forEach((month, credits) -> {
            for (long age = 0; age <= 120 && !month.plusMonths(age).isAfter(YearMonth.from(asOf)); age++) {
                LocalDate end = month.plusMonths(age).atEndOfMonth();
                LocalDate until = end.isAfter(asOf) ? asOf : end;
                List<Row> paid = credits.stream()
                        .filter(credit -> times(credit, "Paid")
                                .anyMatch(time -> !time.toLocalDate().isAfter(until)))
                        .toList();
                vintages.add(object(
                        "issue_month", month.toString(),
                        "months_on_book", age,
                        "credits", (long) credits.size(),
                        "amount", sum(credits, credit -> true),
                        "paid_credits", (long) paid.size(),
                        "paid_amount", sum(paid, credit -> true),
                        "paid_share",
                                ratio(sum(paid, credit -> true), sum(credits, credit -> true))
                                        .doubleValue(),
                        "paid_credits_share", ratio(paid.size(), credits.size()).doubleValue()));
            }
        });
        return vintages;
    }

    // Numbers

    private Stream<LocalDateTime> times(Row credit, String status) {
        return histories.getOrDefault(credit.text("credit_id"), List.of()).stream()
                .filter(entry -> entry.text("status").equals(status))
                .map(entry -> entry.time("changed_at"));
    }

    private static boolean exceeds(BigDecimal number, String bound) {
        return exceeds(number, new BigDecimal(bound));
    }

    private static boolean exceeds(BigDecimal number, BigDecimal bound) {
        return number.compareTo(bound) > 0;
    }

    static BigDecimal ratio(long part, long whole) {
        return ratio(BigDecimal.valueOf(part), BigDecimal.valueOf(whole));
    }

    static BigDecimal ratio(BigDecimal part, BigDecimal whole) {
        return whole.signum() == 0 ? BigDecimal.ZERO : part.divide(whole, FORTY_DIGITS);
    }

    private static BigDecimal mean(BigDecimal sum, long count) {
        return count == 0
                ? BigDecimal.ZERO.setScale(2)
                : sum.divide(BigDecimal.valueOf(count), 2, RoundingMode.HALF_EVEN);
    }

    static BigDecimal sum(Collection<Row> rows, Predicate<Row> which) {
        return rows.stream()
                .filter(which)
                .map(row -> row.money("amount"))
                .reduce(BigDecimal.ZERO.setScale(2), BigDecimal::add);
    }

    static BigDecimal total(Collection<Seller> sellers, Function<Seller, BigDecimal> amount) {
        return sellers.stream().map(amount).reduce(BigDecimal.ZERO.setScale(2), BigDecimal::add);
    }

    static Map<String, Object> object(@Nullable Object... keysAndValues) {
        Map<String, Object> object = new LinkedHashMap<>();
        for (int i = 0; i < keysAndValues.length; i += 2) {
            object.put((String) keysAndValues[i], keysAndValues[i + 1]);
        }
        return object;
    }

    // Files

    Collection<Row> rows(String feed) {
        return feeds.getOrDefault(feed, Map.of()).values();
    }

    private Map<Long, List<Row>> bySeller(String feed) {
        return rows(feed).stream().collect(groupingBy(row -> row.number("seller_id")));
    }

    /** Of rows with the same key the last one counts, be it in one file or over several. */
    private void read(Loaded extract, String feed, String... key) {
        Path file = extract.folder().resolve(feed + ".csv");
        if (!Files.exists(file)) {
            return;
        }
        Set<Integer> rejected = extract.rejectedLines().getOrDefault(feed, Set.of());
        List<String> lines = List.of(text(file).split("\n", -1));
        String accepted = IntStream.range(0, lines.size() - 1)
                .filter(line -> !rejected.contains(line + 1))
                .mapToObj(line -> lines.get(line) + "\n")
                .collect(joining());
        List<List<String>> rows = Csv.parse(accepted);
        List<String> header = rows.get(0);
        Map<String, Row> byKey = feeds.computeIfAbsent(feed, name -> new LinkedHashMap<>());
        for (List<String> cells : rows.subList(1, rows.size())) {
            Map<String, String> byColumn = new HashMap<>();
            for (int i = 0; i < header.size(); i++) {
                byColumn.put(header.get(i), cells.get(i));
            }
            Row row = new Row(byColumn);
            byKey.put(
                    String.join(
                            "|",
                            Arrays.stream(key)
                                    .map(column -> column.endsWith("_at")
                                            ? row.time(column).toString()
                                            : row.text(column))
                                    .toList()),
                    row);
        }
    }

    private static String text(Path file) {
        try {
            // Bytes that are not UTF-8 stand in rejected lines.
            return new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
