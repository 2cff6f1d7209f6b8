package io.creditplatform.analytics.export;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.creditplatform.analytics.web.Question;
import io.creditplatform.feed.Feeds;
import io.creditplatform.model.Currency;
import java.time.Instant;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.annotation.JsonNaming;

/**
 * What {@code datapackage.json} says (Data Package 2.0, datapackage.org): what the files are and how to read them. The
 * properties in snake_case are the platform's own.
 *
 * @param loadId the newest load that was published when the export was made
 * @param publishedAt when it was
 * @param asOf the date that figures are given for
 * @param claims what an import of the export is to find
 * @param currency what the figures' amounts are in; those of the feeds are in that of their row
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
@JsonNaming(PropertyNamingStrategies.LowerCamelCaseStrategy.class)
record DataPackage(
        @JsonProperty("$schema") String profile,
        String name,
        String title,
        String description,
        @JsonProperty("load_id") @Nullable Long loadId,
        @JsonProperty("published_at") @Nullable Instant publishedAt,
        @JsonProperty("as_of") LocalDate asOf,
        Currency currency,
        @JsonProperty("credit") Claims claims,
        List<Resource> resources) {

    static final String FILE = "datapackage.json";

    /** Tells an export from other packages. */
    static final String NAME = "credit-export";

    private static final String PROFILE = "https://datapackage.org/profiles/2.0/datapackage.json";

    static DataPackage of(Origin origin, List<Resource> resources) {
        return new DataPackage(
                PROFILE,
                NAME,
                "Export of the credit management platform",
                "The feeds as they were loaded, and below api/ the figures worked out of them. All files belong to one state of "
                        + "the database. Amounts of money are exact decimals.",
                origin.loadId(),
                origin.publishedAt(),
                origin.question().asOf(),
                origin.question().currency(),
                Claims.of(origin, resources),
                resources);
    }

    /**
     * What an export rests on.
     *
     * @param day the day of the data; null while nothing is loaded
     */
    record Origin(
            @Nullable Long loadId,
            @Nullable Instant publishedAt,
            @Nullable LocalDate day,
            Question question) {}

    /**
     * What an import holds against the feeds' files, as senders of extracts say it.
     *
     * @param asOf the day of the data
     * @param rows by feed
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Claims(@Nullable LocalDate asOf, Map<String, Long> rows) {

        static Claims of(Origin origin, List<Resource> resources) {
            Map<String, Long> rows = new LinkedHashMap<>();
            resources.stream()
                    .filter(resource -> Feeds.named(resource.name()).isPresent())
                    .forEach(resource -> rows.put(resource.name(), resource.rows()));
            return new Claims(origin.day(), rows);
        }
    }

    /**
     * A file with a table.
     *
     * @param hash of the file, after the name of its algorithm
     * @param rows how many there are, the header not counted
     * @param endpoint where the server answers the same
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    @JsonNaming(PropertyNamingStrategies.LowerCamelCaseStrategy.class)
    record Resource(
            String name,
            String path,
            String type,
            String title,
            @Nullable String description,
            String format,
            String mediatype,
            String encoding,
            long bytes,
            String hash,
            long rows,
            @Nullable String endpoint,
            @Nullable Dialect dialect,
            Schema schema) {

        static Resource of(Table table, String path, TableFormat format, long bytes, String sha256, long rows) {
            return new Resource(
                    table.name(),
                    path,
                    "table",
                    table.title(),
                    table.description(),
                    format.code(),
                    format.mediaType(),
                    "utf-8",
                    bytes,
                    "sha256:" + sha256,
                    rows,
                    table.endpoint(),
                    format == TableFormat.JSON ? null : Dialect.CSV,
                    new Schema(
                            table.fields(), List.of(""), notEmpty(table.primaryKey()), notEmpty(table.foreignKeys())));
        }

        private static <T> @Nullable List<T> notEmpty(List<T> list) {
            return list.isEmpty() ? null : list;
        }
    }

    /** How a CSV file is to be read. */
    @JsonNaming(PropertyNamingStrategies.LowerCamelCaseStrategy.class)
    record Dialect(
            boolean header,
            String delimiter,
            String lineTerminator,
            String quoteChar,
            boolean doubleQuote,
            boolean skipInitialSpace) {

        static final Dialect CSV = new Dialect(true, ",", "\n", "\"", true, false);
    }

    /** What the columns are, and which of them are keys. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    @JsonNaming(PropertyNamingStrategies.LowerCamelCaseStrategy.class)
    record Schema(
            List<Field> fields,
            List<String> missingValues,
            @Nullable List<String> primaryKey,
            @Nullable List<Table.ForeignKey> foreignKeys) {}
}
