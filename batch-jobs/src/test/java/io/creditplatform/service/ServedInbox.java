package io.creditplatform.service;

import io.creditplatform.cli.CreditRunner;
import io.creditplatform.console.CommonOptions;
import io.creditplatform.console.Stderr;
import io.creditplatform.console.StopSignal;
import io.creditplatform.database.DatabaseAddress;
import io.creditplatform.testing.SampleData;
import io.creditplatform.testing.TestDatabase;
import io.micrometer.observation.ObservationRegistry;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** An inbox with a service of its own, which looks when the test says so. */
final class ServedInbox {

    final Path folder;
    final Path archive;
    final Path failed;
    final StopSignal stop = StopSignal.silent();
    private final DatabaseAddress address;
    private final Map<String, String> variables = new HashMap<>();
    private final StringWriter said = new StringWriter();
    private Clock clock = Clock.systemUTC();

    private @Nullable Jobs jobs;

    final List<Event> events = new ArrayList<>();
    private Spool spool;
    private Teller teller;
    private Runnable between = () -> {};

    ServedInbox(Path home, DatabaseAddress address) {
        this.folder = home.resolve("inbox");
        this.archive = home.resolve("archive");
        this.failed = home.resolve("failed");
        this.address = address;
        this.spool = new Spool(folder);
        this.teller = newTeller();
        try {
            Files.createDirectories(folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        set("INBOX_FOLDER", folder.toString());
        set("INBOX_ARCHIVE", archive.toString());
        set("INBOX_FAILED", failed.toString());
    }

    @Command(name = "run")
    static final class Options {

        @Mixin
        final CommonOptions common = new CommonOptions();
    }

    private Teller newTeller() {
        return new Teller(stderr(), clock, List.of(events::add, spool));
    }

    /** One whose clock the test sets. */
    ServedInbox by(Clock newClock) {
        clock = newClock;
        teller = newTeller();
        return this;
    }

    Teller teller() {
        return teller;
    }

    /** Those of the service that was started last. */
    Jobs jobs() {
        return Objects.requireNonNull(jobs);
    }

    Spool spool() {
        return spool;
    }

    /** What tells others, as the settings are now, when the test says so. */
    Courier courier(Clock clock) {
        return new Courier(settings().told(), spool, new Outbox(address, folder), clock, teller);
    }

    private Stderr stderr() {
        return Stderr.of(new CommandLine(new Options()).setErr(new PrintWriter(said, true)));
    }

    ServedInbox set(String variable, String value) {
        variables.put("CREDIT_RUN_" + variable, value);
        return this;
    }

    ServiceSettings settings() {
        return SettingsCheck.settings(null, variables, address.database());
    }

    /** What is called between any two steps. */
    ServedInbox between(Runnable action) {
        between = action;
        return this;
    }

    /** A service that has just been started. */
    Watch watch() {
        ServiceSettings settings = settings();
        Inbox inbox = new Inbox(settings.inbox(), sentence -> teller.oddity(sentence, sentence));
        jobs = new Jobs(new JobTable(address, clock), stop, teller, clock, ObservationRegistry.NOOP);
        Intake intake = new Intake(address, settings, inbox, clock, teller, jobs, () -> between.run());
        JobRunner runner = new JobRunner(address, settings, clock, teller, jobs, () -> between.run());
        return new Watch(settings.inbox(), inbox, intake, jobs, runner, clock, stop, teller);
    }

    /** Delivers an extract of the samples, complete. */
    Path deliver(String sample, String name) {
        Path delivered = SampleData.copy(sample, folder.resolve(name));
        try {
            Files.createFile(delivered.resolve("_SUCCESS"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return delivered;
    }

    /** All that was said since it was last asked. */
    List<String> said() {
        List<String> lines = said.toString().lines().toList();
        said.getBuffer().setLength(0);
        return lines;
    }

    CreditRunner credit() {
        return new CreditRunner(address);
    }

    long number(String sql) {
        return TestDatabase.number(address, sql);
    }

    /** Forgets what has been told, as a new process does. */
    void restart() {
        spool = new Spool(folder);
        teller = newTeller();
    }

    /** The names in a folder, without what is the service's own. */
    static List<String> names(Path folder) {
        if (!Files.exists(folder)) {
            return List.of();
        }
        try (Stream<Path> all = Files.list(folder)) {
            return all.map(path -> String.valueOf(path.getFileName()))
                    .filter(name -> !name.equals(Inbox.OWN))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
