package io.creditplatform.cli;

import io.creditplatform.audit.Actor;
import io.creditplatform.console.CommonOptions;
import io.creditplatform.console.ExitCode;
import io.creditplatform.console.Stderr;
import io.creditplatform.derived.Change;
import io.creditplatform.derived.Difference;
import io.creditplatform.jobs.Workplace;
import io.creditplatform.jobs.WriteSession;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code credit db rebuild}. */
@Command(
        mixinStandardHelpOptions = true,
        name = "rebuild",
        description = {
            "Works out anew what is derived from the feeds' rows: what sellers' rows add up to, and what amounts come to in each currency.",
            "Loads and `credit db migrate` do so by themselves; this is for rows that were changed by other hands. All of it happens or nothing."
        },
        footer = {"", "Example: credit db rebuild --db credit.db"})
final class DbRebuildCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Mixin
    private CommonOptions common;

    @Option(names = "--dry-run", description = "Say what would change, and change nothing.")
    private boolean dryRun;

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        DbTagCommand.tags(common.address()); // so that asking makes no database
        if (dryRun) {
            try (Workplace place = Workplace.of(common.address());
                    WriteSession session = WriteSession.open(place.address(), Actor.atCommandLine())) {
                List<Difference> differences = session.compareDerived();
                differences.forEach(difference -> out.println("wrong     " + difference));
                out.println("state     " + (differences.isEmpty() ? "nothing to change" : "to be rebuilt"));
            }
            return ExitCode.DONE;
        }
        try (WriteSession session = WriteSession.open(common.address(), Actor.atCommandLine())) {
            List<Change> changes = session.rebuild();
            print(changes, out);
            if (changes.isEmpty()) {
                Stderr.of(spec.commandLine()).say("Nothing is loaded, so there is nothing to work out.");
            }
            session.tidyUp();
        }
        return ExitCode.DONE;
    }

    static void print(List<Change> changes, PrintWriter out) {
        for (Change change : changes) {
            out.println(String.format(
                    Locale.ROOT,
                    "rebuilt   %s: %,d rows, %,d changed",
                    change.table().table(),
                    change.rows(),
                    change.changed()));
        }
    }
}
