package io.creditplatform.cli;

import io.creditplatform.audit.Actor;
import io.creditplatform.console.CommonOptions;
import io.creditplatform.console.ExitCode;
import io.creditplatform.console.Stderr;
import io.creditplatform.console.StopSignal;
import io.creditplatform.database.DatabaseAddress;
import io.creditplatform.database.Schema;
import io.creditplatform.derived.Difference;
import io.creditplatform.jobs.Workplace;
import io.creditplatform.jobs.WriteSession;
import io.creditplatform.migration.Loss;
import io.creditplatform.migration.Rehearsal;
import io.creditplatform.text.Counted;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code credit db verify}. */
@Command(
        mixinStandardHelpOptions = true,
        name = "verify",
        description = {
            "Rehearses all migrations on a copy of the database: up to this program's version, back to each earlier one, and up again.",
            "At each stop it compares the schema's text with a fresh database's, every table's content, references and integrity. "
                    + "The copy is a file beside a SQLite database, or among the temporary files where the database may not be written to, "
                    + "a schema of its own in a PostgreSQL one, and goes afterwards.",
            "Before, it works out anew what is derived from the feeds' rows, and names each seller and figure that the database has otherwise."
        },
        footer = {"", "Example: credit db verify --db credit.db"})
final class DbVerifyCommand implements Callable<Integer> {

    private final StopSignal stop;

    @Spec
    private CommandSpec spec;

    @Mixin
    private CommonOptions common;

    @Option(names = "--dry-run", description = "Say what would be rehearsed, and make no copy.")
    private boolean dryRun;

    /** Ends a rehearsal, of which only the copy is left to remove. */
    private static final class Stopped extends RuntimeException {

        private static final long serialVersionUID = 1L;
    }

    DbVerifyCommand(StopSignal stop) {
        this.stop = stop;
    }

    @Override
    public Integer call() {
        DatabaseAddress address = common.address();
        DbTagCommand.tags(address);
        PrintWriter out = spec.commandLine().getOut();
        if (dryRun) {
            out.println("Would compare what is derived with the feeds' rows, then copy " + address + ", then: "
                    + String.join(", ", Rehearsal.plan()));
            return ExitCode.DONE;
        }
        // With the load lock, so that the copy is of one moment, and nobody loads into what is being compared.
        try (Workplace place = Workplace.of(address);
                WriteSession session = WriteSession.open(place.address(), Actor.atCommandLine())) {
            boolean inStep = compareDerived(session, place.address(), out);
            requireTime();
            boolean allWell = new Rehearsal(place.address(), session.connection(), at -> {
                        print(at, out);
                        requireTime();
                    })
                    .run();
            if (allWell) {
                out.println("state     every migration can be done, taken back and done again");
            }
            if (allWell && inStep) {
                return ExitCode.DONE;
            }
            if (!inStep) {
                Stderr.of(spec.commandLine())
                        .fail(
                                "figures are not what the rows come to, see above. `credit db rebuild` works them out anew.");
            }
            if (allWell) {
                return ExitCode.FAILED;
            }
        } catch (Stopped e) {
            Stderr.of(spec.commandLine())
                    .fail(
                            "the rehearsal was stopped; its copy is gone, and nothing has changed. The same command begins anew.");
            return ExitCode.FAILED;
        }
        Stderr.of(spec.commandLine())
                .fail(
                        "the rehearsal found differences, see above. Do not migrate this database before they are understood.");
        return ExitCode.FAILED;
    }

    private void requireTime() {
        if (stop.isRequested()) {
            throw new Stopped();
        }
    }

    /** Of an older schema there is nothing to compare with yet. */
    private static boolean compareDerived(WriteSession session, DatabaseAddress address, PrintWriter out) {
        if (Schema.of(address, session.connection()).state() != Schema.State.CURRENT) {
            out.println("derived           not compared: that is for `credit db migrate` to work out");
            return true;
        }
        List<Difference> differences = session.compareDerived();
        out.println("derived           "
                + (differences.isEmpty()
                        ? "as it should be"
                        : Counted.of(differences.size(), "difference") + " or more"));
        differences.forEach(difference -> out.println("    " + difference));
        out.flush();
        return differences.isEmpty();
    }

    private static void print(Rehearsal.Stop stop, PrintWriter out) {
        out.println(String.format(
                Locale.ROOT,
                "%-17s %s, %d tables, %,d rows: %s",
                stop.step(),
                stop.version(),
                stop.tables(),
                stop.rows(),
                stop.differences().isEmpty()
                        ? "as it should be"
                        : Counted.of(stop.differences().size(), "difference")));
        if (!stop.losses().isEmpty()) {
            out.println("    would be refused, since it would lose "
                    + stop.losses().stream().map(Loss::toString).collect(Collectors.joining("; ")));
        }
        stop.differences().forEach(difference -> out.println("    " + difference));
        out.flush(); // a copy of a large database takes its time
    }
}
