package io.creditplatform.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The extracts of {@code sample-data}, and copies of them to spoil. */
public final class SampleData {

    private static final Path ROOT = Path.of("..", "sample-data");

    private SampleData() {}

    public static Path folder(String name) {
        return ROOT.resolve(name);
    }

    /** What is expected of an extract, worked out independently of the program. */
    public static JsonNode expected(String name) {
        try {
            return JsonMapper.shared()
                    .readTree(Files.readString(ROOT.resolve("expected").resolve(name + ".json")));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The names of an extract's files. */
    public static List<String> names(String name) {
        try (Stream<Path> files = Files.list(folder(name))) {
            return files.map(file -> String.valueOf(file.getFileName()))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** How many records an extract has, in the files of the feeds that are named, or in all. */
    public static int records(String name, String... feeds) {
        return (feeds.length == 0 ? names(name).stream() : Stream.of(feeds).map(feed -> feed + ".csv"))
                .mapToInt(file -> Csv.read(folder(name).resolve(file)).size() - 1)
                .sum();
    }

    /** A number as the program shows it. */
    public static String shown(long number) {
        return String.format(Locale.ROOT, "%,d", number);
    }

    /** A copy of an extract in a folder of its own. */
    public static Path copy(String name, Path target) {
        try (Stream<Path> files = Files.list(folder(name))) {
            Files.createDirectories(target);
            for (Path file : files.toList()) {
                Files.copy(file, target.resolve(String.valueOf(file.getFileName())));
            }
            return target;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Has a generated extract say nothing of itself, since what its manifest says is no longer so once a file of it is changed. */
    public static Path withoutManifest(Path extract) {
        try {
            Files.delete(extract.resolve("datapackage.json"));
            return extract;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Replaces the first occurrence of a text in a file; fails if there is none. */
    public static void replace(Path file, String text, String replacement) {
        String content = read(file);
        if (!content.contains(text)) {
            throw new IllegalArgumentException(file + " does not hold '" + text + "'");
        }
        int index = content.indexOf(text);
        write(file, content.substring(0, index) + replacement + content.substring(index + text.length()));
    }

    public static void append(Path file, String... lines) {
        write(file, read(file) + String.join("\n", lines) + "\n");
    }

    public static void write(Path file, String content) {
        try {
            Files.writeString(file, content, StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public static String read(Path file) {
        try {
            return Files.readString(file, StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public static List<String> lines(Path file) {
        return read(file).lines().toList();
    }

    /**
     * An extract of any size: one manager of each kind, ten sellers, and leads, of which every thousandth names a seller
     * that does not exist.
     */
    public static Path large(Path target, int leads) {
        StringBuilder sellers = new StringBuilder(
                "seller_id,seller_name,market,signup_date,credit_limit,avg_weekly_leads,initial_wallet,am_id,sam_id\n");
        for (int i = 1; i <= 10; i++) {
            sellers.append(i).append(",Seller ").append(i).append(",GCC,2025-01-01,1000,10,0.5,1,1\n");
        }
        StringBuilder lines =
                new StringBuilder("lead_id,seller_id,created_at,amount,status,shipping_status,tracking_number\n");
        for (int i = 1; i <= leads; i++) {
            int seller = i % 1000 == 0 ? 99 : i % 10 + 1;
            lines.append(i)
                    .append(',')
                    .append(seller)
                    .append(",2025-05-30 06:45:31.929850,")
                    .append(i % 977)
                    .append(".25,Confirmed,Shipped,TRK")
                    .append(i)
                    .append('\n');
        }
        try {
            Files.createDirectories(target);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        write(target.resolve("senior_account_managers.csv"), "sam_id,sam_name,sam_email\n1,Sam,sam@example.org\n");
        write(target.resolve("account_managers.csv"), "am_id,am_name,am_email,sam_id\n1,Am,am@example.org,1\n");
        write(target.resolve("sellers.csv"), sellers.toString());
        write(target.resolve("leads.csv"), lines.toString());
        return target;
    }

    /**
     * The extract that follows {@link #large}, with every outcome that a row can have: known leads with and without
     * changes, new ones, repeated ones like and unlike the row that wins, ones that cannot be read, ones without a seller;
     * and a feed that the former had not.
     */
    public static Path nextNight(Path target, int leads) {
        large(target, leads);
        StringBuilder lines = new StringBuilder();
        for (String line : lines(target.resolve("leads.csv"))) {
            int lead = line.startsWith("lead_id") ? 1 : Integer.parseInt(line.substring(0, line.indexOf(',')));
            if (lead % 500 == 0) {
                lines.append(line).append('\n');
            }
            if (lead % 501 == 0) {
                lines.append(line.replace(",Confirmed,", ",New,")).append('\n');
            }
            String changed = lead % 3 == 0 ? line.replace(",Shipped,", ",Returned,") : line;
            lines.append(lead % 700 == 0 ? changed.replace(".25,", ".25 USD,") : changed)
                    .append('\n');
        }
        write(target.resolve("leads.csv"), lines.toString());
        lines = new StringBuilder("transaction_id,seller_id,type,amount,created_at\n");
        for (int i = 1; i <= leads / 2; i++) {
            lines.append("W").append(i).append(',').append(i % 10 + 1);
            lines.append(i % 300 == 0 ? ",transfer," : ",deposit,")
                    .append(i % 977)
                    .append(".100000001,2025-06-01\n");
        }
        write(target.resolve("wallet_transactions.csv"), lines.toString());
        return target;
    }
}
