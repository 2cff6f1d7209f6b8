package io.creditplatform.testing;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.jspecify.annotations.NullUnmarked;

/**
 * An operational system in small, in which rows come, change, go and come back, also from one parent to another; and the extracts
 * that it drops, some of them in part, with rows that repeat or are broken. Few keys, so that loads meet; some of them look odd.
 */
@NullUnmarked // what is looked up in its maps is there by how they are made
public final class RandomSource {

    /** In the midst of the days that its rows are of. */
    public static final LocalDate BASE = LocalDate.of(2025, 3, 1);

    private static final List<String> INVOICES =
            List.of("1_20250302", "2_20250309", "02_20250309", "3_20250316", "1_99999999", "4_20250323", "5_20250330");
    private static final List<String> TRANSACTIONS = List.of(
            "W1",
            "w1",
            "a/b",
            "a/b/",
            "W 1",
            "ü",
            "u\u0308",
            "100%",
            "O'Brien",
            "say \"hi\"",
            "a,b",
            "../x",
            "😀",
            "%2F",
            "Z_");
    private static final List<String> TEXTS = List.of(
            "One",
            "Two, and a half",
            "say \"hi\"",
            "two\nlines",
            "=1+1",
            " around ",
            "Ünsal",
            "x\u200By",
            "null",
            "Rejected");
    private static final List<String> CURRENCIES = List.of("USD", "EUR", "SAR", "AED");

    private final Random random;
    private final Map<String, Map<String, Map<String, String>>> rows = new LinkedHashMap<>();

    public RandomSource(Random random) {
        this.random = random;
        PlainFeed.FEEDS.forEach(feed -> rows.put(feed.name(), new LinkedHashMap<>()));
        change(60);
    }

    /** Has so many things happen. */
    public void change(int times) {
        for (int i = 0; i < times; i++) {
            PlainFeed feed = any(PlainFeed.FEEDS);
            Map<String, Map<String, String>> known = rows.get(feed.name());
            int chance = random.nextInt(10);
            if (chance < 2 && known.size() > 1) {
                known.remove(any(List.copyOf(known.keySet())));
            } else if (chance < 6 && !known.isEmpty()) {
                Map<String, String> row = known.get(any(List.copyOf(known.keySet())));
                List<PlainFeed.Column> values = feed.columns().stream()
                        .filter(column -> column.keyPlace() == 0)
                        .toList();
                if (!values.isEmpty()) {
                    PlainFeed.Column column = any(values);
                    row.put(column.name(), cell(feed, column));
                }
            } else {
                Map<String, String> row = new HashMap<>();
                feed.columns().forEach(column -> row.put(column.name(), cell(feed, column)));
                known.put(
                        String.valueOf(feed.key().stream()
                                .map(column -> row.get(column.name()))
                                .toList()),
                        row);
            }
        }
    }

    /** What it gives away next. */
    public PlainLoad drop() {
        Map<String, PlainLoad.File> files = new HashMap<>();
        boolean whole = random.nextInt(5) > 1;
        boolean untidy = random.nextInt(3) == 0;
        for (PlainFeed feed : PlainFeed.FEEDS) {
            if (random.nextInt(4) > 0 || feed.name().equals("sellers")) {
                files.put(feed.name(), file(feed, whole, untidy));
            }
        }
        Set<String> complete = new LinkedHashSet<>(files.keySet());
        complete.removeIf(feed -> !whole || random.nextBoolean());
        return new PlainLoad(
                files,
                complete,
                untidy ? any(List.of(30, 60, 100, 100, 100)) : 100,
                any(List.of(5, 50, 100, 100, 100, 100, 100, 100)));
    }

    private PlainLoad.File file(PlainFeed feed, boolean whole, boolean untidy) {
        List<String> header = new ArrayList<>(
                feed.columns().stream().map(PlainFeed.Column::name).toList());
        Collections.shuffle(header, random);
        if (random.nextInt(3) == 0) {
            feed.columns().stream().filter(PlainFeed.Column::optional).forEach(column -> header.remove(column.name()));
        }
        List<List<String>> lines = new ArrayList<>();
        for (Map<String, String> row : rows.get(feed.name()).values()) {
            if (whole || random.nextBoolean()) {
                lines.add(line(header, row));
            }
            if (untidy && random.nextInt(6) == 0) {
                lines.add(line(header, row));
                spoil(feed, header, lines.get(lines.size() - 1));
                if (random.nextBoolean()) {
                    lines.add(line(header, row));
                }
            }
        }
        if (random.nextInt(3) == 0) {
            Collections.shuffle(lines, random);
        }
        return new PlainLoad.File(header, lines);
    }

    private static List<String> line(List<String> header, Map<String, String> row) {
        List<String> line = new ArrayList<>();
        header.forEach(column -> line.add(row.get(column)));
        return line;
    }

    /** Another value, or none that can be read, or a cell too many or too few. */
    private void spoil(PlainFeed feed, List<String> header, List<String> line) {
        int place = random.nextInt(header.size());
        PlainFeed.Column column = feed.columns().stream()
                .filter(each -> each.name().equals(header.get(place)))
                .findFirst()
                .orElseThrow();
        switch (random.nextInt(7)) {
            case 0 -> line.set(place, "");
            case 1 -> line.set(place, column.kind().equals("text") ? "" : "x y");
            case 2 -> line.add("more");
            case 3 -> line.remove(line.size() - 1);
            case 4 -> line.set(place, line.get(place) + (column.kind().equals("code") ? "\u00A0" : ""));
            default -> line.set(place, cell(feed, column));
        }
    }

    private String cell(PlainFeed feed, PlainFeed.Column column) {
        String parent = column.parent();
        if (!parent.isEmpty() && random.nextInt(12) > 0) {
            List<String> keys = rows.get(parent).values().stream()
                    .map(row -> row.get(column.name()))
                    .toList();
            if (!keys.isEmpty()) {
                return any(keys);
            }
        }
        if (!column.required() && random.nextInt(4) == 0) {
            return "";
        }
        return switch (column.kind()) {
            case "int" -> String.valueOf(1 + random.nextInt(feed.name().endsWith("managers") ? 3 : 6));
            case "count" -> String.valueOf(random.nextInt(40));
            case "text" -> any(TEXTS);
            case "email" -> any(List.of("a@example.com", "b@example.com"));
            case "code", "invoice" -> code(column.name());
            case "date" -> BASE.plusDays(7L * random.nextInt(6) - 20).toString();
            case "timestamp" ->
                BASE.plusDays(random.nextInt(60) - 40L) + any(List.of(" 10:00:00", "T23:59:59.999999Z", " 00:00:00"));
            case "currency" -> random.nextInt(3) > 0 ? "USD" : any(CURRENCIES);
            case "rate" -> any(List.of("2", "0.5", "3.75", "3.750", "0.266666666666666667", "10"));
            case "money" -> amount().subtract(BigDecimal.valueOf(200)).toPlainString();
            case "money0", "money1" -> amount().add(BigDecimal.ONE).toPlainString();
            default -> any(List.of(column.kind().split("\\|", -1)));
        };
    }

    private String code(String column) {
        return switch (column) {
            case "market" -> any(List.of("GCC", "AFRQ", "gcc"));
            case "invoice_id" -> any(INVOICES);
            default -> any(TRANSACTIONS);
        };
    }

    /** Some with more digits than there are hundredths. */
    private BigDecimal amount() {
        return new BigDecimal(random.nextInt(1_000_000)).movePointLeft(random.nextInt(4));
    }

    private <T> T any(List<T> choices) {
        return choices.get(random.nextInt(choices.size()));
    }
}
