package io.creditplatform.ingest;

import io.creditplatform.text.Visible;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What the sender of an extract says of it, in {@value #FILE} beside the files: a Data Package with members of our own.
 *
 * @param file where it stands
 * @param resources what it says of each file, in its order
 * @param asOf the date that the extract speaks of, or null
 * @param complete names of the feeds of which the extract is the whole truth
 */
public record Manifest(
        Path file, List<Resource> resources, @Nullable LocalDate asOf, Set<String> complete) {

    /** What it is called. */
    public static final String FILE = "datapackage.json";

    /**
     * What is said of a file; null, or nothing, where nothing is.
     *
     * @param name what the package calls it
     * @param path where it is, seen from the folder
     * @param feed name of the feed whose file it is; null if it is another file
     * @param bytes its size
     * @param hash its digest, as the package has it
     * @param rows records, the header not counted
     * @param sums of columns, exact, over all records as they were delivered
     */
    record Resource(
            String name,
            String path,
            @Nullable String feed,
            @Nullable Long bytes,
            @Nullable Digest hash,
            @Nullable Long rows,
            Map<String, BigDecimal> sums) {}

    /**
     * A digest of a file's bytes.
     *
     * @param algorithm its name in Java
     * @param hex in small letters
     */
    record Digest(String algorithm, String hex) {}

    /** How many rows a feed's file is said to have. */
    Optional<Long> rows(String feed) {
        return resources.stream()
                .filter(resource -> feed.equals(resource.feed()))
                .flatMap(resource -> Stream.ofNullable(resource.rows()))
                .findFirst();
    }

    /** Why an extract cannot be loaded that is not what its manifest says. */
    ExtractException refuse(List<String> differences) {
        return ExtractException.unfit(
                Visible.of(file) + " does not agree with the extract:" + System.lineSeparator()
                        + String.join(System.lineSeparator(), differences) + System.lineSeparator()
                        + "Have the extract delivered again, with a manifest that is made of its files; without one, it is taken as it is.");
    }
}
