package io.creditplatform.cli;

import io.creditplatform.audit.Actor;
import io.creditplatform.console.CommonOptions;
import io.creditplatform.console.ExitCode;
import io.creditplatform.database.Database;
import io.creditplatform.database.DatabaseAddress;
import io.creditplatform.database.DatabaseException;
import io.creditplatform.jobs.WriteSession;
import io.creditplatform.migration.Tags;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code credit db tag}. */
@Command(
        mixinStandardHelpOptions = true,
        name = "tag",
        description =
                "Gives the database's present schema one more name, to go back to. Versions have their own, such as v1.",
        footer = {"", "Example: credit db tag before-autumn"})
final class DbTagCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Mixin
    private CommonOptions common;

    @Parameters(paramLabel = "NAME", description = "The name: letters, digits, dots, dashes and underscores.")
    private String name;

    @Option(names = "--dry-run", description = "Print the SQL that would be executed, and change nothing.")
    private boolean dryRun;

    @Override
    public Integer call() {
        DatabaseAddress address = common.address();
        if (!Tags.isName(name)) {
            throw usage("'" + name + "' is no name for a tag, expected letters, digits, dots, dashes and underscores,"
                    + " at most 64, such as before-autumn");
        }
        List<String> tags = tags(address);
        if (tags.contains(name)) {
            throw usage("There is a tag '" + name + "' already, among " + tags + "; choose another name");
        }
        if (dryRun) {
            spec.commandLine().getOut().println(Tags.addSql(name) + ";");
            return ExitCode.DONE;
        }
        try (WriteSession session = WriteSession.open(address, Actor.atCommandLine())) {
            Tags.add(name, address, session.connection());
        }
        spec.commandLine().getOut().println("tagged    " + name);
        return ExitCode.DONE;
    }

    /** The tags of a database that has a schema. */
    static List<String> tags(DatabaseAddress address) {
        try (Connection connection = Database.open(address, Database.Access.READ)) {
            DbCommand.requireSchema(address, connection);
            return Tags.of(address, connection);
        } catch (SQLException e) {
            throw new DatabaseException("Cannot read the database " + address + ": " + e.getMessage(), e);
        }
    }

    private ParameterException usage(String message) {
        return new ParameterException(spec.commandLine(), message);
    }
}
