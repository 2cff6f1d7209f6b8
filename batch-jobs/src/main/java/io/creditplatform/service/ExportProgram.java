package io.creditplatform.service;

import io.creditplatform.console.StopSignal;
import io.creditplatform.database.DatabaseAddress;
import io.creditplatform.setting.Setting;
import io.creditplatform.text.Visible;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/**
 * {@code credit export}, which belongs to the analytics API, so that this program can only start it as everybody does: by the
 * launcher, in a process of its own. Another thread takes what it prints.
 */
final class ExportProgram {

    private static final Duration PAUSE = Duration.ofMillis(100);
    private static final int MOST_OUTPUT = 1 << 16;
    private static final int MOST_SAID = 500;

    private final DatabaseAddress address;
    private final StopSignal stop;

    ExportProgram(DatabaseAddress address, StopSignal stop) {
        this.address = address;
        this.stop = stop;
    }

    /**
     * Exports.
     *
     * @return why it failed; empty if it did not
     * @throws StopException if a stop is requested; the export there was is then still the newest
     */
    Optional<String> run(ServiceSettings.Export settings) {
        ProcessBuilder builder = new ProcessBuilder(List.of(
                String.valueOf(Setting.LAUNCHER.value()),
                "export",
                settings.folder().toString(),
                "--replace",
                "--format",
                settings.format().name().toLowerCase(Locale.ROOT)));
        // Not among the arguments, which everybody on the machine can read: a URL may hold a password.
        builder.environment().put(Setting.DATABASE.key(), address.jdbcUrl());
        builder.redirectErrorStream(true);
        try {
            Process process = builder.start();
            process.getOutputStream().close();
            CompletableFuture<String> output = CompletableFuture.supplyAsync(() -> text(process.getInputStream()));
            String end = await(process, settings.timeout());
            if (end.isEmpty() && process.exitValue() == 0) {
                return Optional.empty();
            }
            String said = output.join().strip();
            return Optional.of((end.isEmpty() ? "it ended with exit code " + process.exitValue() : end)
                    + (said.isEmpty()
                            ? ""
                            : ": " + Visible.of(said.substring(Math.max(0, said.length() - MOST_SAID)))));
        } catch (IOException e) {
            return Optional.of("it could not be started: " + Visible.of(String.valueOf(e.getMessage())));
        }
    }

    /** Waits for its end; says why it was ended, nothing if it ended by itself. */
    private String await(Process process, Duration timeout) {
        long deadline = System.nanoTime() + timeout.toNanos();
        try {
            while (!process.waitFor(PAUSE.toMillis(), TimeUnit.MILLISECONDS)) {
                boolean late = System.nanoTime() - deadline > 0;
                if (late || stop.isRequested()) {
                    end(process);
                    if (stop.isRequested()) {
                        throw new StopException();
                    }
                    return "it was ended after " + timeout.toSeconds() + " s, as after-load.export.timeout says";
                }
            }
            return "";
        } catch (InterruptedException e) {
            process.destroy();
            Thread.currentThread().interrupt();
            throw new StopException();
        }
    }

    private static void end(Process process) throws InterruptedException {
        process.destroy();
        if (!process.waitFor(10, TimeUnit.SECONDS)) {
            process.destroyForcibly();
        }
    }

    /** Its end is what says why it failed; the rest is read so that the process does not wait for a reader. */
    private static String text(InputStream stream) {
        try (stream) {
            StringBuilder text = new StringBuilder();
            byte[] buffer = new byte[MOST_OUTPUT];
            int read = stream.read(buffer);
            while (read >= 0) {
                text.append(new String(buffer, 0, read, StandardCharsets.UTF_8));
                text.delete(0, Math.max(0, text.length() - MOST_OUTPUT));
                read = stream.read(buffer);
            }
            return text.toString();
        } catch (IOException e) {
            return ""; // it was ended
        }
    }
}
