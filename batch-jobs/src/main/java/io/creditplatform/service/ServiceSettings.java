package io.creditplatform.service;

import io.creditplatform.console.Share;
import io.creditplatform.jobs.ImportRequest;
import io.creditplatform.model.Severity;
import io.creditplatform.retention.Keep;
import io.creditplatform.retention.Kept;
import io.creditplatform.retention.Retention;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Pattern;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.util.unit.DataSize;

/** All that can be set of the service; nowhere else is a setting of it named. */
record ServiceSettings(
        @Said("Where extracts arrive: each a folder, or a .zip of one")
        Inbox inbox,

        @Said("How extracts are loaded, as by the options of `credit import`")
        Load load,

        @Said("What happens after a load was published, in this order")
        AfterLoad afterLoad,

        @Said(
                value =
                        "Who is told of what happens; each is told all of it in its order, until it says that it has got it",
                name = "notify")
        Notify told,

        @Said("Jobs that are asked for over HTTP, and what is shown of all of them")
        HttpSettings http,

        @Said(
                "What is done at set times: expressions of six fields, second, minute, hour, day of month, month and day of week")
        ScheduleSettings schedule,

        @Said("By when a load has to be published, on working days")
        DeadlineSettings deadline) {

    /** Where extracts arrive. */
    record Inbox(
            @Said(value = "The folder that extracts arrive in", byDefault = "inbox")
            Path folder,

            @Said(value = "Where extracts are moved that are loaded", byDefault = "archive")
            Path archive,

            @Said(value = "Where extracts are moved that could not be loaded", byDefault = "failed")
            Path failed,

            @Said(
                    value = "The file in an extract that says it is complete, unless something is newer than it",
                    byDefault = "_SUCCESS")
            @Pattern(regexp = "[^/\\\\\\p{Cntrl}]{1,100}", message = "a file's name") String doneMarker,

            @Said(value = "Whether only such a file, or a manifest, makes an extract complete", byDefault = "false")
            boolean markerRequired,

            @Said(
                    value = "An extract without either is complete when nothing of it has changed for so long",
                    byDefault = "5m")
            Duration quiet,

            @Said(value = "How often the folder is looked at", byDefault = "10s")
            Duration every,

            @Said("What a .zip may hold") Zip zip) {}

    /** What a packed extract may hold. */
    record Zip(
            @Said(value = "Its size when it is unpacked, at most", byDefault = "10GB")
            DataSize maxSize,

            @Said(value = "How many times its own size that may be, at most", byDefault = "200")
            @Min(value = 1, message = "a number from 1 to 1100") @Max(value = 1100, message = "a number from 1 to 1100") int maxRatio,

            @Said(value = "How many files and folders it may hold, at most", byDefault = "1000")
            @Min(value = 1, message = "a number from 1 to 100000") @Max(value = 100_000, message = "a number from 1 to 100000") int maxFiles) {}

    /** How extracts are loaded. */
    record Load(
            @Said(
                    value = "Publish nothing if more of a feed's rows are rejected",
                    byDefault = ImportRequest.MAX_REJECTED)
            Share maxRejectRate,

            @Said(
                    value = "The feeds of which each extract is the whole truth, separated by commas",
                    example = "exchange_rates")
            Set<String> complete,

            @Said(
                    value = "Publish nothing if more of a complete feed's known rows are gone",
                    byDefault = ImportRequest.MAX_REMOVED)
            Share maxRemovedRate,

            @Said(
                    value = "Publish nothing if a feed delivers much less or more than it usually does",
                    byDefault = "false")
            boolean volumeGate) {

        /** For an extract in a folder. */
        ImportRequest request(Path extract) {
            return new ImportRequest(
                    extract,
                    Set.of(),
                    maxRejectRate.value(),
                    complete,
                    maxRemovedRate.value(),
                    volumeGate,
                    null,
                    false,
                    false);
        }
    }

    /** What happens after a load was published. */
    record AfterLoad(
            @Said("The check of the data quality") Check check,
            @Said("The export of tables and figures") Export export,

            @Said("The removal of what was kept for long enough")
            Prune prune) {}

    /** The check of the data quality. */
    record Check(
            @Said(value = "Whether to check", byDefault = "false")
            boolean enabled,

            @Said(value = "The gate: no rule of this severity or a worse one may be broken", example = "Critical")
            @Nullable Severity failOn,

            @Said(value = "A file of lines RULE = SHARE that says how much the gate allows", example = "thresholds.txt")
            @Nullable Path thresholds,

            @Said(value = "What to do where the gate is not met: tell, or undo the load as well", byDefault = "tell")
            OnBreach onBreach,

            @Said(value = "A folder for the reports of the newest check", example = "quality") @Nullable Path reports,

            @Said(value = "Keep the newest check of each of so many checked loads", byDefault = "" + Retention.CHECKS)
            @Min(value = 1, message = "a number from 1 to 100000") @Max(value = 100_000, message = "a number from 1 to 100000") int keepLoads) {}

    /** What to do where a gate is not met. */
    enum OnBreach {
        TELL,
        UNDO
    }

    /** The export of tables and figures. */
    record Export(
            @Said(value = "Whether to export", byDefault = "false")
            boolean enabled,

            @Said(value = "The folder that the export is, and that each one takes the place of", byDefault = "export")
            Path folder,

            @Said(value = "What the tables are written as: csv or json", byDefault = "csv")
            Format format,

            @Said(value = "How long it may take before it is ended", byDefault = "1h")
            Duration timeout) {}

    /** What tables are written as. */
    enum Format {
        CSV,
        JSON
    }

    /** The removal of what was kept for long enough. */
    record Prune(
            @Said(value = "Whether to prune", byDefault = "false")
            boolean enabled,

            @Said(value = "Keep what so many loads replaced", byDefault = "" + Retention.HISTORY)
            Keep keepHistory,

            @Said(value = "Keep the rejected rows of so many loads", byDefault = "" + Retention.QUARANTINE)
            Keep keepQuarantine,

            @Said(value = "Keep what the checks of so many loads found", byDefault = "" + Retention.CHECKS)
            Keep keepChecks,

            @Said(value = "Keep what Spring Batch notes of the jobs of so many loads", byDefault = "" + Retention.JOBS)
            Keep keepJobs,

            @Said(value = "Keep the records of so many loads", byDefault = "" + Retention.LOADS)
            Keep keepLoads) {

        Retention retention() {
            return new Retention(Map.of(
                    Kept.HISTORY, keepHistory,
                    Kept.QUARANTINE, keepQuarantine,
                    Kept.CHECKS, keepChecks,
                    Kept.JOBS, keepJobs,
                    Kept.LOADS, keepLoads));
        }
    }

    /** Who is told of what happens. */
    record Notify(
            @Said(value = "What is told of", byDefault = "failed, gate-not-met, late, recovered")
            Set<Event.Kind> events,

            @Said(value = "How long it is tried to tell somebody who cannot be reached", byDefault = "3d")
            Duration keepTrying,

            @Said("Addresses that a POST is sent to, each below a name of your choice")
            Map<String, WebhookTarget> webhooks,

            @Said("A program that is started with it as JSON on its stdin")
            CommandTarget command) {}

    /** An address that a POST is sent to; null is no address, with which the settings are refused. */
    record WebhookTarget(
            @Said(
                    value =
                            "The address; whoever knows it can write there, so messages never show more of it than the host",
                    example = "https://hooks.example.org/credit",
                    secret = true)
            @Nullable URI url,

            @Said(value = "What each POST is signed with, as a text", example = "a long random text", secret = true)
            @Nullable String secret,

            @Said(value = "What is sent: all of it as JSON, or a text for a chat", byDefault = "json")
            MessageFormat format,

            @Said(value = "How long an answer is waited for", byDefault = "10s")
            Duration timeout) {}

    /** A program that is started. */
    record CommandTarget(
            @Said(value = "The program; it gets no arguments", example = "/usr/local/bin/tell-operations") @Nullable Path program,

            @Said(value = "How long it may take before it is ended", byDefault = "30s")
            Duration timeout) {}
}
