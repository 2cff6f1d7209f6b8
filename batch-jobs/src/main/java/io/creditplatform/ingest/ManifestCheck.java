package io.creditplatform.ingest;

import de.siegmar.fastcsv.reader.CloseableIterator;
import de.siegmar.fastcsv.reader.CsvParseException;
import io.creditplatform.ingest.DeliveredRecords.Delivered;
import io.creditplatform.text.Counted;
import io.creditplatform.text.Visible;
import io.creditplatform.text.WhiteSpace;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Holds what a manifest says against the files, before anything of them is loaded. */
final class ManifestCheck {

    private static final int MAX_DIGITS = 400;

    private final Path directory;
    private final List<ExtractFile> files;
    private final List<String> differences;

    private ManifestCheck(Path directory, List<ExtractFile> files, List<String> differences) {
        this.directory = directory;
        this.files = files;
        this.differences = differences;
    }

    /**
     * The manifest of an extract, if it has one and is what it says. Rows are counted here only where the file has to be read
     * anyway, or something else is wrong already; else {@link #requireRows} holds them against what was staged, at no cost.
     *
     * @param wanted names of the feeds that are taken; empty means all. Of others nothing is looked at
     * @throws ExtractException if it is not what it says, or says nothing that could be understood
     */
    static Optional<Manifest> of(Path directory, Set<String> wanted, List<ExtractFile> files) {
        List<String> differences = new ArrayList<>();
        Optional<Manifest> read = ManifestReader.read(directory, differences);
        read.ifPresent(manifest -> {
            new ManifestCheck(directory, files, differences).hold(manifest, wanted);
            if (!differences.isEmpty()) {
                throw manifest.refuse(differences);
            }
        });
        return read;
    }

    /**
     * Holds the rows that were read against those that a manifest speaks of.
     *
     * @param read by feed
     */
    static void requireRows(Manifest manifest, Map<String, Long> read) {
        List<String> differences = new ArrayList<>();
        read.forEach((feed, rows) -> manifest.rows(feed)
                .filter(said -> !said.equals(rows))
                .ifPresent(said -> differences.add(rows(feed + ".csv", rows, said))));
        if (!differences.isEmpty()) {
            throw manifest.refuse(differences);
        }
    }

    private static String rows(String name, long rows, long said) {
        return name + ": it has " + Counted.of(rows, "row") + ", the manifest says " + said;
    }

    private void hold(Manifest manifest, Set<String> wanted) {
        Map<Manifest.Resource, ExtractFile> taken = new LinkedHashMap<>();
        for (Manifest.Resource resource : manifest.resources()) {
            if (resource.path().isEmpty() || (resource.feed() != null && !isWanted(resource.feed(), wanted))) {
                continue;
            }
            Optional<ExtractFile> file = files.stream()
                    .filter(each -> each.name().equals(resource.path()))
                    .findFirst();
            file.ifPresent(each -> taken.put(resource, each));
            holdBytes(resource, file);
        }
        for (ExtractFile file : files) {
            if (manifest.resources().stream()
                    .noneMatch(resource -> resource.path().equals(file.name()))) {
                differences.add(file.name() + ": it is there, but the manifest does not name it");
            }
        }
        boolean wrong = !differences.isEmpty();
        taken.forEach((resource, file) -> {
            if (!resource.sums().isEmpty() || (wrong && resource.rows() != null)) {
                holdContent(resource, file);
            }
        });
    }

    private static boolean isWanted(String feed, Set<String> wanted) {
        return wanted.isEmpty() || wanted.contains(feed);
    }

    private void holdBytes(Manifest.Resource resource, Optional<ExtractFile> taken) {
        Path path = directory.resolve(resource.path());
        try {
            if (!Files.exists(path)) {
                differences.add(Visible.of(resource.path()) + ": the manifest names it, but it is not there");
                return;
            } else if (!path.toRealPath().startsWith(directory.toRealPath()) && taken.isEmpty()) {
                differences.add(Visible.of(resource.path()) + ": it is a link that leads out of the folder");
                return;
            }
            long bytes = taken.isPresent() ? taken.get().bytes() : Files.size(path);
            if (resource.bytes() != null && resource.bytes() != bytes) {
                differences.add(Visible.of(resource.path()) + ": it has " + Counted.of(bytes, "byte")
                        + ", the manifest says " + resource.bytes());
            }
            Manifest.Digest said = resource.hash();
            if (said != null) {
                String hex = taken.isPresent() && said.algorithm().equals("SHA-256")
                        ? taken.get().sha256()
                        : digest(path, said.algorithm());
                if (!hex.equals(said.hex())) {
                    differences.add(Visible.of(resource.path()) + ": its " + said.algorithm() + " is " + hex
                            + ", the manifest says " + said.hex());
                }
            }
        } catch (IOException e) {
            throw PlainFile.unreadable(path, e);
        }
    }

    private static String digest(Path path, String algorithm) throws IOException {
        try (InputStream stream = PlainFile.open(path)) {
            MessageDigest digest = MessageDigest.getInstance(algorithm);
            byte[] buffer = new byte[64 * 1024];
            for (int count = stream.read(buffer); count >= 0; count = stream.read(buffer)) {
                digest.update(buffer, 0, count);
            }
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has " + algorithm, e);
        }
    }

    /** Reads the records as they were delivered, be they good or not; what has no pairs of quotation marks is for the load to say. */
    private void holdContent(Manifest.Resource resource, ExtractFile file) {
        Map<String, BigDecimal> sums = new LinkedHashMap<>();
        resource.sums().keySet().forEach(column -> sums.put(column, BigDecimal.ZERO));
        long rows = 0;
        try (CloseableIterator<Delivered> records = DeliveredRecords.of(file)) {
            List<String> names = names(records);
            while (records.hasNext()) {
                Delivered record = records.next();
                if (record.isRow()) {
                    rows++;
                    add(record, names, sums, resource);
                }
            }
        } catch (IOException | UncheckedIOException | CsvParseException e) {
            if (!resource.sums().isEmpty()) {
                differences.add(
                        resource.path() + ": its columns cannot be added up, since it is no CSV file throughout");
            }
            return;
        }
        if (resource.rows() != null && resource.rows() != rows) {
            differences.add(rows(resource.path(), rows, resource.rows()));
        }
        sums.forEach((column, sum) -> {
            BigDecimal said = resource.sums().get(column);
            if (said != null && sum.compareTo(said) != 0) {
                differences.add(resource.path() + ": the sum of " + column + " is " + sum.toPlainString()
                        + ", the manifest says " + said.toPlainString());
            }
        });
    }

    private static List<String> names(CloseableIterator<Delivered> records) {
        return records.hasNext()
                ? records.next().cells().stream()
                        .map(name -> WhiteSpace.strip(name).toLowerCase(Locale.ROOT))
                        .toList()
                : List.of();
    }

    /** Not one with so many digits that adding it up would take for ever. */
    private static BigDecimal decimal(String cell) {
        BigDecimal decimal = cell.length() > MAX_DIGITS ? null : new BigDecimal(cell);
        if (decimal == null || Math.abs(decimal.scale()) > MAX_DIGITS) {
            throw new NumberFormatException(cell);
        }
        return decimal;
    }

    private void add(Delivered record, List<String> names, Map<String, BigDecimal> sums, Manifest.Resource resource) {
        for (String column : List.copyOf(sums.keySet())) {
            int index = names.indexOf(column);
            String cell = index < 0 || index >= record.cells().size()
                    ? ""
                    : WhiteSpace.strip(record.cells().get(index));
            if (!cell.isEmpty()) {
                try {
                    sums.merge(column, decimal(cell), BigDecimal::add);
                } catch (NumberFormatException e) {
                    differences.add(resource.path() + ", line " + record.line() + ": got '"
                            + Visible.of(cell.length() > 40 ? cell.substring(0, 40) + "…" : cell) + "' as " + column
                            + ", which the manifest has a sum of, expected a decimal");
                    sums.remove(column);
                }
            }
        }
    }
}
