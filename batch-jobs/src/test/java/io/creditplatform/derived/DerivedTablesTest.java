package io.creditplatform.derived;

import static org.assertj.core.api.Assertions.assertThat;

import io.creditplatform.cli.CreditRunner;
import io.creditplatform.database.Database;
import io.creditplatform.database.DatabaseAddress;
import io.creditplatform.measure.DerivedTable;
import io.creditplatform.testing.BuildLength;
import io.creditplatform.testing.Measured;
import io.creditplatform.testing.SampleData;
import io.creditplatform.testing.TestDatabase;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What is worked out from the feeds' rows follows from these alone, whatever loads brought them and in which order. */
class DerivedTablesTest {

    private static final LocalDate DAY = LocalDate.of(2025, 3, 1);
    private static final List<String> CONVERTED = List.of("seller_amounts", "credit_amounts", "missing_rates");
    private static final List<String> CURRENCIES = List.of("USD", "EUR", "SAR", "AED");

    private static final String COMPLETE = "credits,leads,wallet_transactions,exchange_rates";

    private static final Map<String, String> HEADERS = Map.of(
            "senior_account_managers", "sam_id,sam_name,sam_email",
            "account_managers", "am_id,am_name,am_email,sam_id",
            "sellers",
                    "seller_id,seller_name,market,signup_date,credit_limit,avg_weekly_leads,initial_wallet,am_id,sam_id,preferred_currency",
            "credits", "credit_id,seller_id,amount,issue_date,due_date,status,currency",
            "leads", "lead_id,seller_id,created_at,amount,status,shipping_status,tracking_number,currency",
            "wallet_transactions", "transaction_id,seller_id,type,amount,created_at,currency",
            "exchange_rates", "from_currency,to_currency,effective_date,rate");

    @TempDir
    private Path folder;

    static Stream<Arguments> seeds() {
        long seeds = BuildLength.number("credit.seeds", 2, 4);
        long first = Long.getLong("credit.seed", 1);
        return Stream.of(Database.values()).flatMap(database -> LongStream.range(first, first + seeds)
                .mapToObj(seed -> Arguments.of(database, seed)));
    }

    /** The first amounts come when the rates are long there. */
    @ParameterizedTest
    @EnumSource
    void ratesMayComeBeforeTheFirstAmounts(Database database) {
        CreditRunner credit = new CreditRunner(TestDatabase.fresh(database));
        load(credit, write("rates", Map.of("exchange_rates", List.of("EUR,USD,2025-01-01,2"))), DAY);
        Map<String, List<String>> amounts = Map.of(
                "senior_account_managers", List.of("1,S,s@example.com"),
                "account_managers", List.of("1,A,a@example.com,1"),
                "sellers", List.of("1,X,GCC,2025-01-01,100,1,10,1,1,USD"),
                "credits", List.of("1,1,40,2025-02-01 00:00:00,2025-03-01 00:00:00,Approved,USD"));

        load(credit, write("amounts", amounts), DAY);

        assertThat(rows(credit.address(), DerivedTable.SELLER_AMOUNTS))
                .containsExactlyInAnyOrder(
                        "1 USD 10000 1000 4000 4000 0 0",
                        "1 EUR 5000 500 2000 2000 0 0",
                        "1 SAR 0 0 0 0 0 0",
                        "1 AED 0 0 0 0 0 0");
        assertThat(rows(credit.address(), DerivedTable.CREDIT_AMOUNTS))
                .containsExactlyInAnyOrder("1 EUR 2000", "1 SAR null", "1 AED null");
        assertThat(rows(credit.address(), DerivedTable.MISSING_RATES))
                .containsExactlyInAnyOrder("1 USD SAR 1 1 1 0 0", "1 USD AED 1 1 1 0 0");
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void sameRowsLeadToTheSameWhateverLoadsBringThem(Database database, long seed) {
        Random random = new Random(seed);
        List<Row> rows = rows(random);
        int loads = 2 + random.nextInt(4);
        int firstOfSellers = random.nextInt(2);
        CreditRunner several = new CreditRunner(TestDatabase.fresh(database));
        for (int load = 0; load < loads; load++) {
            boolean last = load == loads - 1;
            Map<String, List<String>> part = part(rows, load, firstOfSellers, last, random);
            if (last) {
                List.of(COMPLETE.split(",", -1)).forEach(feed -> part.putIfAbsent(feed, List.of()));
                load(several, write("last", part), DAY, "--complete", COMPLETE, "--max-removed-rate", "100%");
            } else if (!part.isEmpty()) {
                load(several, write("load-" + load, part), DAY.plusDays(random.nextInt(90) - 60L));
            }
        }
        CreditRunner once = new CreditRunner(TestDatabase.fresh(database));
        load(once, write("whole", whole(rows)), DAY);

        for (CreditRunner credit : List.of(once, several)) {
            String as = "seed " + seed + (credit == once ? ", in one load" : ", in " + loads + " loads");
            assertThat(Measured.inTable(credit.address())).as(as).isEqualTo(Measured.anew(credit.address()));
            ConvertedByHand byHand = ConvertedByHand.of(credit.address(), DAY);
            for (DerivedTable table : DerivedTable.values()) {
                if (CONVERTED.contains(table.table())) {
                    assertThat(rows(credit.address(), table))
                            .as(table + ", " + as)
                            .containsExactlyInAnyOrderElementsOf(byHand.rows(table.table()));
                }
            }
        }
        for (DerivedTable table : DerivedTable.values()) {
            assertThat(rows(several.address(), table))
                    .as(table + ", seed " + seed)
                    .containsExactlyInAnyOrderElementsOf(rows(once.address(), table));
        }
    }

    /** A row with the load from which on it is there, what it is in the end, and what it may be before that. */
    private record Row(String feed, int since, String last, String before, boolean gone) {

        Row(String feed, int since, String last, String before) {
            this(feed, since, last, before, false);
        }

        Row thatGoes() {
            return new Row(feed, since, last, before, true);
        }
    }

    /** Enough to have several of each kind, few enough to be loaded often. Every row of a feed has its own key. */
    private static List<Row> rows(Random random) {
        boolean onlyDollars = random.nextInt(4) == 0;
        boolean noRates = random.nextInt(4) == 0;
        List<Row> rows = new ArrayList<>();
        rows.add(new Row("senior_account_managers", 0, "1,S,s@example.com", "1,T,s@example.com"));
        rows.add(new Row("account_managers", 0, "1,A,a@example.com,1", "1,B,a@example.com,1"));
        int sellers = 4;
        for (int id = 1; id <= sellers; id++) {
            String start = id + ",X,GCC,2025-01-01,";
            rows.add(new Row(
                    "sellers",
                    id == 1 ? 0 : random.nextInt(3),
                    start + 100 * id + ",1," + random.nextInt(100) + ",1,1," + currency(random, onlyDollars),
                    start + "77,1,7,1,1," + currency(random, false)));
        }
        for (int id = 1; id <= 15; id++) {
            List<Row> kinds = new ArrayList<>();
            kinds.add(
                    new Row("credits", random.nextInt(5), credit(id, random, onlyDollars), credit(id, random, false)));
            kinds.add(new Row("leads", random.nextInt(5), lead(id, random, onlyDollars), lead(id, random, false)));
            kinds.add(new Row(
                    "wallet_transactions",
                    random.nextInt(5),
                    wallet(id, random, onlyDollars),
                    wallet(id, random, false)));
            boolean gone = id > 12;
            kinds.forEach(row -> rows.add(gone ? row.thatGoes() : row));
        }
        Map<String, Row> rates = new TreeMap<>();
        for (int i = 0; i < 9; i++) {
            int from = random.nextInt(4);
            String key = CURRENCIES.get(from) + "," + CURRENCIES.get((from + 1 + random.nextInt(3)) % 4) + ","
                    + DAY.plusDays(random.nextInt(80) - 60L);
            Row rate = new Row(
                    "exchange_rates",
                    random.nextInt(5),
                    key + "," + (1 + random.nextInt(40)) + "." + random.nextInt(10_000),
                    key + ",3");
            rates.put(key, noRates || i > 6 ? rate.thatGoes() : rate);
        }
        rows.addAll(rates.values());
        return rows;
    }

    private static String currency(Random random, boolean onlyDollars) {
        return onlyDollars || random.nextBoolean() ? "USD" : CURRENCIES.get(random.nextInt(4));
    }

    private static String time(Random random) {
        return DAY.minusDays(random.nextInt(70)) + " 10:00:00";
    }

    private static String amount(Random random) {
        return random.nextInt(100_000) + "." + (10 + random.nextInt(90));
    }

    private static String credit(int id, Random random, boolean onlyDollars) {
        String issued = random.nextInt(4) == 0 ? "" : time(random);
        return id + "," + (1 + random.nextInt(4)) + "," + amount(random) + "," + issued + ",,"
                + List.of("New", "Approved", "Paid", "Deposit", "Cancelled").get(random.nextInt(5)) + ","
                + currency(random, onlyDollars);
    }

    private static String lead(int id, Random random, boolean onlyDollars) {
        return id + "," + (1 + random.nextInt(4)) + "," + time(random) + "," + amount(random) + ","
                + (random.nextBoolean() ? "Confirmed" : "New") + ",Pending,," + currency(random, onlyDollars);
    }

    private static String wallet(int id, Random random, boolean onlyDollars) {
        return "W" + id + "," + (1 + random.nextInt(4)) + "," + (random.nextBoolean() ? "deposit" : "withdrawal") + ","
                + amount(random) + "," + time(random) + "," + currency(random, onlyDollars);
    }

    /** What a load brings: new rows, some that are as before or are not yet what they will be. The last one settles everything. */
    private static Map<String, List<String>> part(
            List<Row> rows, int load, int firstOfSellers, boolean last, Random random) {
        Map<String, List<String>> part = new TreeMap<>();
        for (Row row : rows) {
            boolean isRate = row.feed().equals("exchange_rates");
            boolean isParent = row.feed().endsWith("managers") || row.feed().equals("sellers");
            boolean comes = last
                    ? !row.gone()
                    : (isParent && load == firstOfSellers)
                            || ((isRate || load >= firstOfSellers) && (row.since() == load || random.nextInt(4) == 0));
            if (comes) {
                String line = last || random.nextBoolean() ? row.last() : row.before();
                part.computeIfAbsent(row.feed(), feed -> new ArrayList<>()).add(line);
            }
        }
        return part;
    }

    private static Map<String, List<String>> whole(List<Row> rows) {
        Map<String, List<String>> whole = new TreeMap<>();
        rows.stream().filter(row -> !row.gone()).forEach(row -> whole.computeIfAbsent(
                        row.feed(), feed -> new ArrayList<>())
                .add(row.last()));
        return whole;
    }

    private static List<String> rows(DatabaseAddress address, DerivedTable table) {
        int cells = table.columns().split(", ", -1).length;
        return TestDatabase.query(address, jdbc -> jdbc.sql("SELECT " + table.columns() + " FROM " + table.table())
                .query((row, index) -> {
                    List<String> texts = new ArrayList<>();
                    for (int i = 1; i <= cells; i++) {
                        texts.add(String.valueOf(row.getString(i)));
                    }
                    return String.join(" ", texts);
                })
                .list());
    }

    private Path write(String name, Map<String, List<String>> feeds) {
        Path extract = folder.resolve(name);
        try {
            Files.createDirectories(extract);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        feeds.forEach((feed, lines) -> SampleData.write(
                extract.resolve(feed + ".csv"),
                lines.stream().collect(Collectors.joining("\n", HEADERS.get(feed) + "\n", "\n"))));
        return extract;
    }

    private static void load(CreditRunner credit, Path extract, LocalDate day, String... options) {
        List<String> all = new ArrayList<>(List.of("--as-of", day.toString(), "--force", "--max-reject-rate", "0"));
        all.addAll(List.of(options));
        CreditRunner.Result result = credit.importFolder(extract, all.toArray(String[]::new));
        assertThat(result.exitCode()).as(result.err()).isZero();
    }
}
