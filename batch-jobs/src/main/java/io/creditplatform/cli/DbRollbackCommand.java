package io.creditplatform.cli;

import io.creditplatform.audit.Actor;
import io.creditplatform.console.CommonOptions;
import io.creditplatform.console.ExitCode;
import io.creditplatform.console.OutputFolder;
import io.creditplatform.console.Stderr;
import io.creditplatform.database.Database;
import io.creditplatform.database.DatabaseAddress;
import io.creditplatform.database.DatabaseException;
import io.creditplatform.jobs.WriteSession;
import io.creditplatform.migration.Loss;
import io.creditplatform.migration.LossExport;
import io.creditplatform.migration.Migration;
import io.creditplatform.text.Visible;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code credit db rollback}. */
@Command(
        mixinStandardHelpOptions = true,
        name = "rollback",
        description = {
            "Takes back the changes to the schema that came after a tag. All of it happens or nothing. A SQLite database is backed up before.",
            "What is kept of the past goes for good, which it says with counts: earlier states of rows and figures, and the audit log.",
            "Refused if rows hold what the earlier schema has no place for; --export-lost saves that as an extract first, which brings it back "
                    + "when it is imported after the next `credit db migrate`."
        },
        footer = {"", "Example: credit db rollback --to v1 --export-lost lost"})
final class DbRollbackCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Mixin
    private CommonOptions common;

    @Option(names = "--to", paramLabel = "TAG", required = true, description = "The tag to go back to, such as v1.")
    private String tag;

    @Option(names = "--dry-run", description = "Print the SQL that would be executed, and change nothing.")
    private boolean dryRun;

    @Option(
            names = "--export-lost",
            paramLabel = "DIR",
            description =
                    "Write what would be lost into this folder, as an extract; it must be empty or not there yet, or hold just that.")
    private @Nullable Path lost;

    @Override
    public Integer call() {
        DatabaseAddress address = common.address();
        List<String> tags = DbTagCommand.tags(address);
        if (!tags.contains(tag)) {
            throw new ParameterException(
                    spec.commandLine(),
                    "Unknown tag '" + tag + "', expected one of " + tags + "; see `credit db history`");
        }
        PrintWriter out = spec.commandLine().getOut();
        Stderr stderr = Stderr.of(spec.commandLine());
        if (dryRun) {
            try (Connection connection = Database.open(address, Database.Access.READ)) {
                String sql = Migration.rollBackSql(tag, address, connection);
                out.print(sql);
                List<Loss> losses = Loss.of(sql, connection);
                if (!losses.isEmpty()) {
                    stderr.say("It would be refused, since it would lose " + list(losses) + ".");
                }
                tellPast(Loss.ofThePast(sql, connection), "would go", address, stderr);
                return ExitCode.DONE;
            } catch (SQLException e) {
                throw new DatabaseException("Cannot read the database " + address + ": " + e.getMessage(), e);
            }
        }
        try (WriteSession session = WriteSession.open(address, Actor.atCommandLine())) {
            Connection connection = session.connection();
            String sql = Migration.rollBackSql(tag, address, connection);
            List<Loss> losses = Loss.of(sql, connection);
            List<Loss> past = Loss.ofThePast(sql, connection);
            if (!losses.isEmpty() && lost == null) {
                stderr.fail("going back to " + tag + " would lose " + list(losses)
                        + ". Nothing was changed. Have it saved with --export-lost DIR, or stay at this version.");
                return ExitCode.FAILED;
            }
            if (!losses.isEmpty() && lost != null) {
                save(losses, lost, address, connection);
                losses.forEach(loss -> out.println("saved     " + Visible.of(lost.resolve(LossExport.file(loss)))));
                LossExport.saidDay(connection)
                        .ifPresent(
                                day -> stderr.say(
                                        "Import that with --as-of " + day
                                                + ": it is the day that was said when the newest load was imported, and figures are given for it."));
            }
            SchemaChange.prepare(address, connection, out, stderr);
            List<String> takenBack = Migration.rollBack(tag, address, connection, Actor.atCommandLine());
            takenBack.forEach(id -> out.println("reverted  " + id));
            session.tidyUp();
            out.println("version   " + tag);
            tellPast(past, "is gone", address, stderr);
            if (!takenBack.isEmpty()) {
                stderr.say("This program needs the newer schema: use the program that " + tag
                        + " belongs to, or come back with `credit db migrate`.");
            }
        }
        return ExitCode.DONE;
    }

    private static void tellPast(List<Loss> past, String becomes, DatabaseAddress address, Stderr stderr) {
        if (!past.isEmpty()) {
            stderr.say("What " + becomes + " of the past, for good: " + list(past)
                    + ". No earlier state can be asked for, exported or gone back to by `credit undo` then; "
                    + (address.file() == null ? "a backup of yours" : "the backup") + " still has all of it.");
        }
    }

    private static String list(List<Loss> losses) {
        return losses.stream().map(Loss::toString).collect(Collectors.joining("; "));
    }

    /** All of it is there, or nothing; what an attempt saved that got no further is as good. */
    private void save(List<Loss> losses, Path folder, DatabaseAddress address, Connection connection) {
        Optional<String> obstacle = OutputFolder.findObstacle(folder);
        try {
            OutputFolder.at(folder).write(part -> {
                LossExport.write(losses, part, address, connection);
                if (obstacle.isPresent() && !isSame(part, folder)) {
                    throw new ParameterException(spec.commandLine(), obstacle.get());
                }
                return obstacle.isEmpty();
            });
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "Cannot make the folder " + Visible.of(folder) + ", so nothing was changed", e);
        }
    }

    private static boolean isSame(Path written, Path there) throws IOException {
        List<Path> files = files(written);
        if (!Files.isDirectory(there) || !names(files).equals(names(files(there)))) {
            return false;
        }
        for (Path file : files) {
            Path other = there.resolve(String.valueOf(file.getFileName()));
            if (!Files.isRegularFile(other) || Files.mismatch(file, other) >= 0) {
                return false;
            }
        }
        return true;
    }

    private static List<Path> files(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.toList();
        }
    }

    private static Set<String> names(List<Path> files) {
        return files.stream().map(file -> String.valueOf(file.getFileName())).collect(Collectors.toSet());
    }
}
