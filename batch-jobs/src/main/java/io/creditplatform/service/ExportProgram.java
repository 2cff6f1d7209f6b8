package io.creditplatform.service;

import io.creditplatform.console.StopSignal;
import io.creditplatform.database.DatabaseAddress;
import io.creditplatform.setting.Setting;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * {@code credit export}, which belongs to the analytics API, so that this program can only start it as everybody does: by the
 * launcher, in a process of its own.
 */
final class ExportProgram {

    private final DatabaseAddress address;
    private final StopSignal stop;

    ExportProgram(DatabaseAddress address, StopSignal stop) {
        this.address = address;
        this.stop = stop;
    }

    /** Whether there is one to start: where CREDIT_APP names the one program to run, the launcher has no other one. */
    static boolean isThere() {
        return Setting.LAUNCHER.value() != null && Setting.APP.value() == null;
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
        try {
            return new OtherProgram(builder, "", settings.timeout())
                    .run(stop::isRequested)
                    .map(failure -> failure.text() + (failure.timedOut() ? ", as after-load.export.timeout says" : ""));
        } catch (InterruptedException e) {
            if (!stop.isRequested()) {
                Thread.currentThread().interrupt();
            }
            throw new StopException();
        }
    }
}
