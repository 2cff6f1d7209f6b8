package io.creditplatform.analytics.web;

import io.creditplatform.audit.Actor;
import io.creditplatform.console.StopSignal;
import io.creditplatform.database.DatabaseAddress;
import io.creditplatform.jobs.ImportOutcome;
import io.creditplatform.jobs.ImportRequest;
import io.creditplatform.jobs.Importer;
import io.creditplatform.testing.PlainLoad;
import io.creditplatform.testing.SampleData;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * A folder with files, and how it is imported.
 *
 * @param content of all files
 * @param day what is said of the day of the data, if anything
 * @param options of the command
 */
record DroppedExtract(
        Path folder,
        PlainLoad load,
        String content,
        @Nullable LocalDate day,
        List<String> options) {

    /** Writes the files, and thinks of options. */
    static DroppedExtract of(PlainLoad load, Path folder, @Nullable LocalDate day, Random random) {
        StringBuilder content = new StringBuilder();
        try {
            Files.createDirectories(folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        load.files().forEach((feed, file) -> {
            SampleData.write(folder.resolve(feed + ".csv"), file.text());
            content.append(feed).append('\n').append(file.text());
        });
        List<String> options = new ArrayList<>(
                List.of("--max-reject-rate", load.maxRejected() + "%", "--max-removed-rate", load.maxRemoved() + "%"));
        if (!load.complete().isEmpty()) {
            options.addAll(List.of("--complete", String.join(",", load.complete())));
        }
        if (day != null) {
            options.addAll(List.of("--as-of", day.toString()));
        }
        if (random.nextInt(8) == 0) {
            options.add("--dry-run");
        }
        if (random.nextInt(5) == 0) {
            options.add("--force");
        }
        return new DroppedExtract(folder, load, content.toString(), day, options);
    }

    boolean isDry() {
        return options.contains("--dry-run");
    }

    boolean isForced() {
        return options.contains("--force");
    }

    /** Whether a load of the one is a load of the other. */
    boolean isSame(DroppedExtract other) {
        return content.equals(other.content)
                && load.complete().equals(other.load.complete())
                && load.maxRejected() == other.load.maxRejected()
                && load.maxRemoved() == other.load.maxRemoved()
                && Objects.equals(day, other.day);
    }

    /** The command that imports it. */
    String[] arguments() {
        List<String> arguments = new ArrayList<>(List.of("import", folder.toString()));
        arguments.addAll(options);
        return arguments.toArray(String[]::new);
    }

    /** Imports it until so much has been done, then stops: at the latest before it is published, since files may be empty. */
    ImportOutcome stopAfter(int steps, DatabaseAddress address) {
        StopSignal stop = StopSignal.silent();
        AtomicInteger left = new AtomicInteger(steps);
        return new Importer(
                        address,
                        new Importer.Options(
                                Actor.atCommandLine(),
                                Clock.systemUTC(),
                                (task, done, total) -> {
                                    if (left.decrementAndGet() == 0 || task.equals("references")) {
                                        stop.request();
                                    }
                                },
                                stop,
                                1))
                .run(new ImportRequest(
                        folder,
                        Set.of(),
                        BigDecimal.valueOf(load.maxRejected(), 2),
                        load.complete(),
                        BigDecimal.valueOf(load.maxRemoved(), 2),
                        false,
                        day,
                        false,
                        false));
    }
}
