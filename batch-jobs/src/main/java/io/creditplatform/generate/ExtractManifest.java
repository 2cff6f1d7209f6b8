package io.creditplatform.generate;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;

/** What a generated extract says of itself: a Data Package, as a sender would write it. */
record ExtractManifest(@JsonProperty("$schema") String profile, String name, Claims credit, List<Resource> resources) {

    /**
     * What goes beyond the files.
     *
     * @param asOf the day on which the extract was taken
     * @param rows by resource
     */
    record Claims(LocalDate asOf, Map<String, Long> rows) {}

    /** A file. */
    record Resource(
            String name,
            String path,
            String type,
            String format,
            String mediatype,
            String encoding,
            long bytes,
            String hash) {

        static Resource of(String name, String path, long bytes, String sha256) {
            return new Resource(name, path, "table", "csv", "text/csv", "utf-8", bytes, "sha256:" + sha256);
        }
    }

    static ExtractManifest of(List<Resource> resources, Map<String, Long> rows, LocalDate asOf) {
        return new ExtractManifest(
                "https://datapackage.org/profiles/2.0/datapackage.json",
                "credit-extract",
                new Claims(asOf, rows),
                resources);
    }
}
