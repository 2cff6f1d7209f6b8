package io.creditplatform.cli;

import io.creditplatform.console.CommonOptions;
import io.creditplatform.console.Console;
import io.creditplatform.console.ExitCode;
import io.creditplatform.console.Stderr;
import io.creditplatform.console.WholeFile;
import io.creditplatform.file.OwnedFiles;
import io.creditplatform.file.SpecialFile;
import io.creditplatform.ingest.Loads;
import io.creditplatform.ingest.RejectsCsv;
import io.creditplatform.load.Load;
import io.creditplatform.text.Visible;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code credit rejects}. */
@Command(
        mixinStandardHelpOptions = true,
        name = "rejects",
        description = {
            "Gives the rejected rows of a load back as CSV, each in its file's own form with the columns line and reasons.",
            "Correct them and import the file: the two columns are left out then."
        },
        footer = {"", "Example: credit rejects --load 3 --feed credits --out corrected/credits.csv"})
final class RejectsCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Mixin
    private CommonOptions common;

    @Option(names = "--load", paramLabel = "N", description = "The load (default: the newest).")
    private @Nullable Long loadId;

    @Option(names = "--feed", paramLabel = "FEED", description = "Only this feed's rows.")
    private @Nullable String feed;

    @Option(
            names = "--out",
            paramLabel = "FILE",
            description = "Write to this file; to a folder, one file per feed, which together are an extract.")
    private @Nullable Path target;

    @Override
    public Integer call() {
        if (target != null) {
            SpecialFile.findObstacle(target).ifPresent(obstacle -> {
                throw usage(obstacle);
            });
        }
        return Question.ask(common, this::write);
    }

    private int write(JdbcClient jdbc) {
        Load load = load(new Loads(common.address().database(), jdbc));
        RejectsCsv rejects = new RejectsCsv(jdbc);
        List<String> feeds = rejects.feeds(load);
        String wanted = feed;
        if (wanted != null) {
            if (!load.feeds().contains(wanted)) {
                throw usage("Load " + load.id() + " has no feed '" + wanted + "', expected one of " + load.feeds());
            }
            feeds = feeds.stream().filter(wanted::equals).toList();
        }
        if (feeds.isEmpty()) {
            Stderr.of(spec.commandLine()).say("Load " + load.id() + " has no rejected rows.");
            return ExitCode.DONE;
        }
        if (!rejects.areKept(load)) {
            Stderr.of(spec.commandLine())
                    .fail("load " + load.id() + " had rejected rows, but they are not kept any more: `credit prune`"
                            + " removed them. `credit loads --json` says how many there were, and why.");
            return ExitCode.FAILED;
        }
        Path file = target;
        if (file == null) {
            UnaryOperator<String> shown = Console.isTerminal() ? Visible::of : UnaryOperator.identity();
            tell(feeds.stream()
                    .map(name -> rejects.write(load, name, spec.commandLine().getOut(), shown)));
        } else if (Files.isDirectory(file)) {
            tell(feeds.stream().map(name -> write(rejects, load, name, file.resolve(name + ".csv"))));
        } else if (feeds.size() == 1) {
            tell(Stream.of(write(rejects, load, feeds.get(0), file)));
        } else {
            throw usage(
                    "Load " + load.id() + " has rejected rows of " + String.join(", ", feeds)
                            + ", which do not go into one file: choose one with --feed, or name a folder that exists with --out");
        }
        return ExitCode.DONE;
    }

    /** Whoever imports the rows as they are must know which of them are not what was delivered. */
    private void tell(Stream<RejectsCsv.Gaps> written) {
        RejectsCsv.Gaps gaps = written.reduce(RejectsCsv.Gaps.NONE, RejectsCsv.Gaps::and);
        Stderr stderr = Stderr.of(spec.commandLine());
        if (gaps.cut() > 0) {
            stderr.say("Rows of which only the beginning was kept, since they are very long: " + gaps.cut()
                    + ". None of their cells is given; take these rows from the file that they came in.");
        }
        if (gaps.replaced() > 0) {
            stderr.say("Rows with U+FFFD, which may stand for bytes that are not UTF-8, or for NUL: " + gaps.replaced()
                    + ". See that what belongs there stands in its place before you import them.");
        }
    }

    private Load load(Loads loads) {
        if (loadId != null) {
            return loads.find(loadId).orElseThrow(() -> usage("There is no load " + loadId + "; see `credit loads`"));
        }
        return loads.newest(1).stream().findFirst().orElseThrow(() -> usage("There are no loads yet"));
    }

    private ParameterException usage(String message) {
        return new ParameterException(spec.commandLine(), message);
    }

    private static RejectsCsv.Gaps write(RejectsCsv rejects, Load load, String feed, Path file) {
        try {
            Path folder = file.toAbsolutePath().getParent();
            if (folder != null) {
                OwnedFiles.folder(folder);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot make the folder of " + Visible.of(file), e);
        }
        RejectsCsv.Gaps[] gaps = {RejectsCsv.Gaps.NONE};
        WholeFile.write(file, writer -> gaps[0] = rejects.write(load, feed, writer));
        return gaps[0];
    }
}
