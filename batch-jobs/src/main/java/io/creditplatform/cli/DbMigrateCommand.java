package io.creditplatform.cli;

import io.creditplatform.audit.Actor;
import io.creditplatform.console.CommonOptions;
import io.creditplatform.console.ExitCode;
import io.creditplatform.console.Stderr;
import io.creditplatform.database.Database;
import io.creditplatform.database.DatabaseAddress;
import io.creditplatform.database.DatabaseException;
import io.creditplatform.database.Schema;
import io.creditplatform.file.OwnedFiles;
import io.creditplatform.jobs.WriteSession;
import io.creditplatform.migration.Migration;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.Callable;
import org.springframework.util.FileSystemUtils;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code credit db migrate}. */
@Command(
        mixinStandardHelpOptions = true,
        name = "migrate",
        description = {
            "Brings the database to this program's schema version, creating it where there is none. All of it happens or nothing.",
            "A SQLite database is backed up before, into a file beside it.",
            "Where this program works figures out otherwise than the one that loaded them, they are worked out anew, as by `credit db rebuild`."
        },
        footer = {"", "Example: credit db migrate --db jdbc:postgresql://localhost/credit"})
final class DbMigrateCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Mixin
    private CommonOptions common;

    @Option(names = "--dry-run", description = "Print the SQL that would be executed, and change nothing.")
    private boolean dryRun;

    @Override
    public Integer call() {
        DatabaseAddress address = common.address();
        PrintWriter out = spec.commandLine().getOut();
        if (dryRun) {
            out.print(address.database().connections().exists(address) ? sql(address) : sqlOfNew());
            return ExitCode.DONE;
        }
        Stderr stderr = Stderr.of(spec.commandLine());
        try (WriteSession session = WriteSession.open(address, Actor.atCommandLine())) {
            Schema.State before = Schema.of(address, session.connection()).state();
            if (before == Schema.State.OLDER) {
                SchemaChange.prepare(address, session.connection(), out, stderr);
            }
            List<String> run = session.migrate();
            // A copy of the template would tell of what was done to that.
            if (before == Schema.State.EMPTY && !address.isTemplate()) {
                session.auditNew();
            }
            run.forEach(id -> out.println("applied   " + id));
            boolean stale = !session.isDerivedCurrent();
            if (stale) {
                DbRebuildCommand.print(session.rebuild(), out);
            }
            if (!run.isEmpty() || stale) {
                session.tidyUp();
            }
            out.println("state     current");
        }
        return ExitCode.DONE;
    }

    private static String sql(DatabaseAddress address) {
        try (Connection connection = Database.open(address, Database.Access.READ)) {
            return Migration.runSql(address, connection);
        } catch (SQLException e) {
            throw new DatabaseException("Cannot read the database " + address + ": " + e.getMessage(), e);
        }
    }

    /** There is no database yet, and asking must not make one. */
    private static String sqlOfNew() {
        try {
            Path folder = OwnedFiles.temporaryFolder();
            try (Connection connection =
                    Database.open(DatabaseAddress.of(folder.resolve("new.db")), Database.Access.WRITE)) {
                return Migration.runSql(DatabaseAddress.of(folder.resolve("new.db")), connection);
            } finally {
                FileSystemUtils.deleteRecursively(folder);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot use the folder for temporary files", e);
        } catch (SQLException e) {
            throw new DatabaseException("Cannot close a temporary database: " + e.getMessage(), e);
        }
    }
}
