package io.creditplatform.cli;

import io.creditplatform.audit.Actor;
import io.creditplatform.console.CommonOptions;
import io.creditplatform.console.ExitCode;
import io.creditplatform.console.Stderr;
import io.creditplatform.feed.Feeds;
import io.creditplatform.jobs.UndoOutcome;
import io.creditplatform.jobs.Undoer;
import io.creditplatform.past.Undo;
import io.creditplatform.text.Visible;
import java.io.PrintWriter;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code credit undo}. */
@Command(
        mixinStandardHelpOptions = true,
        name = "undo",
        description = {
            "Takes the newest published load back: tables and figures are exactly those of the load before.",
            "The load keeps its report and its quarantine, and its content may be imported again. Earlier loads are taken back "
                    + "one by one, newest first."
        },
        footer = {"", "Example: credit undo --dry-run"})
final class UndoCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Mixin
    private CommonOptions common;

    @Option(names = "--dry-run", description = "Only say what would change.")
    private boolean dryRun;

    @Override
    public Integer call() {
        Question.ask(common, jdbc -> jdbc); // undoing creates no database
        Stderr stderr = Stderr.of(spec.commandLine());
        UndoOutcome outcome = new Undoer(common.address(), Clock.systemUTC(), Actor.atCommandLine()).run(dryRun);
        if (outcome instanceof UndoOutcome.Undone undone) {
            print(undone);
            String state = undone.before() == null
                    ? "nothing is loaded"
                    : "everything is as load " + undone.before().id() + " left it";
            stderr.say(
                    dryRun
                            ? "Dry run: load " + undone.load().id() + " would be undone, then " + state + "."
                            : "Load " + undone.load().id() + " is undone: " + state + ".");
            undone.givenUp()
                    .forEach(other -> stderr.say("Load " + other.id() + ", which is " + other.status() + ", "
                            + (dryRun ? "would be given up" : "is given up")
                            + ", since it cannot go on without it. Import " + Visible.of(other.directory())
                            + " anew if it is still wanted."));
            return ExitCode.DONE;
        } else if (outcome instanceof UndoOutcome.Refused refused) {
            stderr.fail("nothing was undone. " + refused.reason());
            return ExitCode.FAILED;
        }
        stderr.fail("there is nothing to undo: no load is published in " + common.address() + ".");
        return ExitCode.FAILED;
    }

    private void print(UndoOutcome.Undone undone) {
        PrintWriter out = spec.commandLine().getOut();
        List<Undo.Change> ofFeeds = undone.changes().stream()
                .filter(change -> Feeds.named(change.table()).isPresent())
                .toList();
        ofFeeds.stream().filter(change -> !change.isNothing()).forEach(change -> out.println(line(change)));
        out.println(line(ofFeeds.stream()
                .reduce(
                        new Undo.Change("total", 0, 0, 0),
                        (a, b) -> new Undo.Change(
                                a.table(),
                                a.takenOut() + b.takenOut(),
                                a.restored() + b.restored(),
                                a.broughtBack() + b.broughtBack()))));
    }

    private static String line(Undo.Change change) {
        return String.format(
                Locale.ROOT,
                "%-23s %,11d taken out, %,d restored, %,d brought back",
                change.table(),
                change.takenOut(),
                change.restored(),
                change.broughtBack());
    }
}
