package io.creditplatform.service;

import io.creditplatform.http.Tokens;
import io.creditplatform.text.Visible;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.BiConsumer;

/** What can be read of the settings of HTTP and of set times, but not be followed. */
final class ServerCheck {

    private final BiConsumer<String, String> fault;
    private final List<String> faults;

    /**
     * One that notes what it finds.
     *
     * @param fault takes a setting's name, and what was expected of it
     * @param faults takes whole sentences
     */
    ServerCheck(BiConsumer<String, String> fault, List<String> faults) {
        this.fault = fault;
        this.faults = faults;
    }

    void check(ServiceSettings settings) {
        String launched = "that the launcher, ./credit, starts the service, without CREDIT_APP: it exports";
        if (settings.afterLoad().export().enabled() && !ExportProgram.isThere()) {
            fault.accept("after-load.export.enabled", "false, or " + launched);
        }
        ScheduleSettings schedule = settings.schedule();
        if (schedule.export().cron() != null && !ExportProgram.isThere()) {
            fault.accept("schedule.export.cron", "none, or " + launched);
        }
        if (schedule.load().cron() != null && schedule.load().folder() == null) {
            fault.accept("schedule.import.cron", "schedule.import.folder beside it");
        } else if (schedule.load().cron() == null && schedule.load().folder() != null) {
            fault.accept("schedule.import.folder", "schedule.import.cron beside it");
        }
        if (settings.http().enabled()) {
            http(settings.http());
        }
    }

    private void http(HttpSettings http) {
        try {
            // It would be this machine, which whoever lost a variable does not mean.
            if (http.host().isBlank()) {
                throw new UnknownHostException();
            }
            if (!InetAddress.getByName(http.host()).isLoopbackAddress() && http.tokens() == null) {
                fault.accept("http.host", "http.tokens beside it, since other machines could ask there");
            }
        } catch (UnknownHostException e) {
            fault.accept("http.host", "an address of this machine");
        }
        Path tokens = http.tokens();
        if (tokens != null) {
            try {
                Tokens.read(tokens, Tokens.Use.JOBS);
            } catch (IllegalArgumentException e) {
                faults.add(String.valueOf(e.getMessage()));
            } catch (UncheckedIOException e) {
                fault.accept(
                        "http.tokens",
                        "a file that can be read; `credit run --new-token NAME --tokens " + Visible.of(tokens)
                                + "` makes one");
            }
        }
        if (http.roots().stream().anyMatch(root -> !Files.isDirectory(root))) {
            fault.accept("http.roots", "folders that are there");
        }
    }
}
