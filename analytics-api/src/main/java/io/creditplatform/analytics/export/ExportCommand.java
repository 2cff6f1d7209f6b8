package io.creditplatform.analytics.export;

import io.creditplatform.console.CommonOptions;
import io.creditplatform.console.ExitCode;
import io.creditplatform.console.Json;
import io.creditplatform.console.OutputFolder;
import io.creditplatform.console.ProgressDisplay;
import io.creditplatform.console.Stderr;
import io.creditplatform.console.StopSignal;
import io.creditplatform.database.DatabaseException;
import io.creditplatform.file.FileFailure;
import io.creditplatform.model.Currency;
import io.creditplatform.past.NoSuchStateException;
import io.creditplatform.past.PastLoads;
import io.creditplatform.text.Visible;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import tools.jackson.core.JacksonException;

/** {@code credit export}. */
@Command(
        mixinStandardHelpOptions = true,
        name = "export",
        description = {
            "Writes all tables and all figures as files for Power BI, Excel, pandas and the like.",
            "datapackage.json says what is in them: types, keys and descriptions. The folder appears when it is complete."
        },
        footer = {"", "Example: credit export powerbi --replace"})
public final class ExportCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Mixin
    private CommonOptions common;

    @Parameters(paramLabel = "DIR", description = "The folder to make; if it is there, it must be empty.")
    private Path directory;

    @Option(
            names = "--format",
            paramLabel = "csv|json",
            defaultValue = "csv",
            description = "What the tables are written as (default: csv).")
    private Format format;

    /** What can be named; Excel's way of CSV has an option of its own. */
    private enum Format {
        CSV,
        JSON
    }

    @Option(
            names = "--excel",
            description =
                    "Write CSV that Excel opens with a double-click: it begins with a byte order mark, and texts that"
                            + " would be taken for formulas with an apostrophe. Programs are better served without.")
    private boolean excel;

    @Option(
            names = "--as-of",
            paramLabel = "DATE",
            description = "The date that figures are given for (default: the day of the data).")
    private @Nullable LocalDate asOf;

    @Option(
            names = "--currency",
            paramLabel = "CODE",
            defaultValue = "USD",
            description = "What amounts in figures are converted into: ${COMPLETION-CANDIDATES} (default: USD).")
    private Currency currency;

    @Option(
            names = "--load",
            paramLabel = "N",
            description =
                    "Write what an export held once load N was published, byte for byte (default: the newest load).")
    private @Nullable Long load;

    @Option(names = "--replace", description = "If DIR holds an export, replace it as soon as the new one is complete.")
    private boolean replace;

    @Override
    public Integer call() {
        if (excel && format == Format.JSON) {
            throw new ParameterException(
                    spec.commandLine(), "--excel and --format json exclude each other, expected one of them");
        }
        requireFree();
        return common.query(load, this::export);
    }

    private TableFormat tableFormat() {
        return excel ? TableFormat.EXCEL : TableFormat.valueOf(format.name());
    }

    /** Whatever is to be said about it is said while a signal still waits for its end. */
    private int export(Connection connection) {
        try (StopSignal stop = StopSignal.listening()) {
            int exitCode = export(connection, stop);
            spec.commandLine().getOut().flush();
            spec.commandLine().getErr().flush();
            if (exitCode == ExitCode.DONE) {
                stop.done();
            }
            return exitCode;
        }
    }

    private int export(Connection connection, StopSignal stop) {
        Stderr stderr = Stderr.of(spec.commandLine());
        tellOfPrunedChecks(connection, stderr);
        List<DataPackage> written = new ArrayList<>();
        try (ProgressDisplay progress = new ProgressDisplay(stderr.isForPeople(), "export", " tables", 1)) {
            Export export =
                    new Export(common.address().database(), tableFormat(), asOf, currency, progress, stop::isRequested);
            OutputFolder.at(directory).write(folder -> written.add(export.write(connection, folder)));
        } catch (InterruptedIOException e) {
            stderr.fail("stopped; nothing of the export " + Visible.of(directory) + " was kept.");
            return ExitCode.FAILED;
        } catch (IOException e) {
            stderr.fail("cannot write the export " + Visible.of(directory) + ": " + FileFailure.reason(e)
                    + ". Nothing of it was kept; " + FileFailure.remedy(e) + ".");
            return ExitCode.FAILED;
        }
        print(written.get(0));
        return ExitCode.DONE;
    }

    /** What checks found is mostly kept for less long than rows are. */
    private void tellOfPrunedChecks(Connection connection, Stderr stderr) {
        if (load != null) {
            try {
                PastLoads.requireChecks(connection, load);
            } catch (NoSuchStateException e) {
                stderr.say(e.getMessage() + " So it is in no file of this export.");
            } catch (SQLException e) {
                throw new DatabaseException("Cannot read the database " + common.address() + ": " + e.getMessage(), e);
            }
        }
    }

    private void requireFree() {
        if (replace && isExport(directory)) {
            return;
        }
        OutputFolder.findObstacle(directory).ifPresent(obstacle -> {
            throw new ParameterException(
                    spec.commandLine(),
                    obstacle
                            + (replace
                                    ? "; --replace takes the place of an export only"
                                    : "; an earlier export gives way to --replace"));
        });
    }

    private static boolean isExport(Path folder) {
        try {
            return DataPackage.NAME.equals(Json.MAPPER
                    .readTree(folder.resolve(DataPackage.FILE))
                    .path("name")
                    .asString(""));
        } catch (JacksonException e) {
            return false;
        }
    }

    private void print(DataPackage exported) {
        PrintWriter out = spec.commandLine().getOut();
        int width = exported.resources().stream()
                .mapToInt(resource -> resource.path().length())
                .max()
                .orElse(0);
        for (DataPackage.Resource resource : exported.resources()) {
            out.println(String.format(Locale.ROOT, "%-" + width + "s %,11d rows", resource.path(), resource.rows()));
        }
        out.println("as of " + exported.asOf() + ", in " + exported.currency() + ", "
                + (exported.loadId() == null ? "nothing is loaded yet" : "load " + exported.loadId()));
    }
}
