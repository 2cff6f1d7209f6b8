package io.creditplatform.past;

import io.creditplatform.model.Key;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One version of a row.
 *
 * @param loadId the load that brought it
 * @param directory the folder of that load's extract
 * @param file the file in it
 * @param sha256 of the file's bytes
 * @param line the line on which the row begins; null if it was loaded before lines were kept
 * @param publishedAt when it became visible
 * @param endedBy the load that replaced or removed it; null if it is the row of now
 * @param endedAs how, {@value VersionedTable#REPLACED} or {@value VersionedTable#REMOVED}; null if it is the row of now
 * @param beforeKept whether it is known what the row was before; false of the first version that is kept, where earlier ones were
 *     removed by {@code credit prune} or nothing kept them then
 * @param changes what is not as in the version before; of the first one all columns
 */
public record RowVersion(
        @Key long loadId,
        @Nullable String directory,
        @Nullable String file,
        @Nullable String sha256,
        @Nullable Long line,
        @Nullable Instant publishedAt,
        @Nullable Long endedBy,
        @Nullable String endedAs,
        boolean beforeKept,
        List<Change> changes) {

    /**
     * A column that changed.
     *
     * @param was what it held before, as text; null if there was nothing, or no version before is kept
     * @param became what it holds since, as text; null if nothing
     */
    public record Change(
            String column, @Nullable String was, @Nullable String became) {}
}
