package io.creditplatform.service;

import java.nio.file.Path;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;
import org.springframework.scheduling.support.CronExpression;

/** What is done at set times. */
record ScheduleSettings(
        @Said(value = "The time zone of these times", byDefault = "UTC")
        ZoneId zone,

        @Said("The check of the data quality, as after a load")
        Times check,

        @Said("The export of tables and figures, as after a load")
        Times export,

        @Said("The removal of what was kept for long enough, as after a load")
        Times prune,

        @Said(value = "The import of a folder that is always the same", name = "import")
        ImportTimes load) {

    /** When something is done. */
    record Times(
            @Said(value = "When", example = "0 30 6 * * MON-FRI") @Nullable CronExpression cron,

            @Said(
                    value = "Whether the last of the times that passed while the service did not run is made up for",
                    byDefault = "last")
            CatchUp catchUp) {}

    /** When which folder is loaded. */
    record ImportTimes(
            @Said(value = "When", example = "0 0 5 * * *") @Nullable CronExpression cron,

            @Said(value = "The folder", example = "/data/extracts/today") @Nullable Path folder,

            @Said(
                    value = "Whether the last of the times that passed while the service did not run is made up for",
                    byDefault = "last")
            CatchUp catchUp) {}

    /** What becomes of times that passed while the service did not run. */
    enum CatchUp {
        LAST,
        NONE
    }
}
