package io.creditplatform.cli;

import io.creditplatform.console.CommonOptions;
import io.creditplatform.console.ExitCode;
import io.creditplatform.console.Json;
import io.creditplatform.console.Stderr;
import io.creditplatform.database.DatabaseException;
import io.creditplatform.feed.FeedDefinition;
import io.creditplatform.feed.Feeds;
import io.creditplatform.past.RowHistory;
import io.creditplatform.past.RowVersion;
import io.creditplatform.text.Visible;
import java.io.PrintWriter;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code credit history}. */
@Command(
        mixinStandardHelpOptions = true,
        name = "history",
        description = {
            "Shows the versions of one row, oldest first: which load brought each, from which line of which file, and what changed.",
            "A key of several columns is written with / between them, in the order of the feed's key."
        },
        footer = {"", "Example: credit history sellers 7"})
final class HistoryCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Mixin
    private CommonOptions common;

    @Parameters(index = "0", paramLabel = "FEED", description = "The feed.")
    private String feedName;

    @Parameters(index = "1", paramLabel = "KEY", description = "The row's key.")
    private String key;

    @Option(names = "--json", description = "Print the versions as JSON.")
    private boolean json;

    @Override
    public Integer call() {
        FeedDefinition feed = Feeds.named(feedName)
                .orElseThrow(() -> new ParameterException(
                        spec.commandLine(), "Unknown feed '" + feedName + "', expected one of " + Feeds.names()));
        List<RowVersion> versions = common.query(connection -> {
            try {
                return new RowHistory(connection, common.address().database()).of(feed, key);
            } catch (IllegalArgumentException e) {
                throw new ParameterException(spec.commandLine(), String.valueOf(e.getMessage()));
            } catch (SQLException e) {
                throw new DatabaseException("Cannot read the database " + common.address() + ": " + e.getMessage(), e);
            }
        });
        PrintWriter out = spec.commandLine().getOut();
        if (versions.isEmpty()) {
            Stderr.of(spec.commandLine()).fail("there is and was no row " + key + " in " + feedName + ".");
            return ExitCode.USAGE;
        }
        if (json) {
            out.println(Json.text(versions));
        } else {
            for (int i = 0; i < versions.size(); i++) {
                print(versions.get(i), i == 0, out);
            }
        }
        return ExitCode.DONE;
    }

    private static void print(RowVersion version, boolean isFirst, PrintWriter out) {
        String line = version.line() == null ? "line not kept" : "line " + version.line();
        out.println("load " + version.loadId() + "  " + version.publishedAt() + "  "
                + Visible.of(version.directory() + "/" + version.file()) + ", " + line + ", sha256 "
                + version.sha256());
        if (!version.beforeKept()) {
            out.println("    what it was before is not kept");
        }
        for (RowVersion.Change change : version.changes()) {
            out.println("    " + change.column() + "  " + (isFirst ? "" : shown(change.was()) + " → ")
                    + shown(change.became()));
        }
        if (version.endedBy() != null) {
            out.println("    " + version.endedAs() + " by load " + version.endedBy());
        }
    }

    private static String shown(@Nullable String value) {
        return value == null ? "–" : Visible.of(value);
    }
}
