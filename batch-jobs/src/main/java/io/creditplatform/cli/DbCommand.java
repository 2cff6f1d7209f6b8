package io.creditplatform.cli;

import io.creditplatform.console.CommonOptions;
import io.creditplatform.console.ExitCode;
import io.creditplatform.console.Stderr;
import io.creditplatform.database.Database;
import io.creditplatform.database.DatabaseAddress;
import io.creditplatform.database.DatabaseException;
import io.creditplatform.database.Schema;
import io.creditplatform.database.Standby;
import io.creditplatform.derived.DerivedState;
import io.creditplatform.migration.Damage;
import java.io.PrintWriter;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code credit db}: the database's schema. */
@Command(
        mixinStandardHelpOptions = true,
        name = "db",
        description = "Looks after the database's schema, through Liquibase.",
        synopsisSubcommandLabel = "COMMAND",
        footer = {"", "Example: credit db status"})
final class DbCommand {

    static final List<Class<?>> COMMANDS = List.of(
            Status.class,
            DbMigrateCommand.class,
            DbRebuildCommand.class,
            History.class,
            DbTagCommand.class,
            DbRollbackCommand.class,
            DbVerifyCommand.class);

    /** {@code credit db status}. */
    @Command(
            mixinStandardHelpOptions = true,
            name = "status",
            description = {
                "Shows which schema version the database has and what it lacks, and whether figures and rows seem to belong together.",
                "The latter is a quick look at what everything comes to: it does not see changes that cancel each other out, nor those of dates "
                        + "and rates. `credit db verify` compares each figure."
            },
            footer = {"", "Example: credit db status --db credit.db"})
    static final class Status implements Callable<Integer> {

        @Spec
        private CommandSpec spec;

        @Mixin
        private CommonOptions common;

        @Option(
                names = "--check",
                description =
                        "Look for damage as well. Of a SQLite file that reads every page; a server is asked what it has"
                                + " noticed. `credit db verify` looks closer.")
        private boolean check;

        @Override
        public Integer call() {
            DatabaseAddress address = common.address();
            Seen seen = look(address);
            Schema schema = seen.schema();
            PrintWriter out = spec.commandLine().getOut();
            out.println("database  " + address + " (" + address.database().displayName() + ")");
            seen.standby().ifPresent(standby -> out.println("standby   " + standby));
            out.println("version   " + (schema.tag() == null ? "none" : schema.tag()));
            out.println("applied   " + schema.applied().size() + " change sets");
            out.println("pending   " + list(schema.pending()));
            if (!schema.unknown().isEmpty()) {
                out.println("unknown   " + list(schema.unknown()));
            }
            out.println("state     "
                    + switch (schema.state()) {
                        case CURRENT -> "current";
                        case EMPTY -> "empty: `credit import DIR` or `credit db migrate` gives it a schema";
                        case OLDER -> "older than this program: run `credit db migrate`";
                        case NEWER -> "newer than this program: use the newer program";
                    });
            if (check && !isWhole(address, out)) {
                Stderr.of(spec.commandLine())
                        .fail(address
                                + " is damaged, see above. Check its disk, then bring back a backup or load into a"
                                + " new database.");
                return ExitCode.FAILED;
            }
            if (schema.state() == Schema.State.CURRENT) {
                List<String> problems =
                        Question.ask(common, jdbc -> new DerivedState(address.database(), jdbc).problems());
                out.println("figures   " + (problems.isEmpty() ? "belong to the rows" : problems.get(0)));
                problems.stream().skip(1).forEach(problem -> out.println("          " + problem));
                if (!problems.isEmpty()) {
                    out.println("          `credit db rebuild` works them out anew");
                }
            }
            return ExitCode.DONE;
        }

        private boolean isWhole(DatabaseAddress address, PrintWriter out) {
            List<String> damage = Question.ask(common, jdbc -> Damage.of(address.database(), jdbc));
            out.println("damage    " + (damage.isEmpty() ? "none found" : damage.get(0)));
            damage.stream().skip(1).forEach(problem -> out.println("          " + problem));
            return damage.isEmpty();
        }

        private static String list(List<String> ids) {
            return ids.isEmpty() ? "none" : String.join(", ", ids);
        }
    }

    /** {@code credit db history}. */
    @Command(
            mixinStandardHelpOptions = true,
            name = "history",
            description = "Lists the change sets that the database has, oldest first.",
            footer = {"", "Example: credit db history"})
    static final class History implements Callable<Integer> {

        @Spec
        private CommandSpec spec;

        @Mixin
        private CommonOptions common;

        @Override
        public Integer call() {
            PrintWriter out = spec.commandLine().getOut();
            Question.ask(common, jdbc -> jdbc.sql("SELECT ID, DATEEXECUTED, COMMENTS, TAG FROM DATABASECHANGELOG"
                                    + " ORDER BY ORDEREXECUTED")
                            .query((row, index) -> String.format(
                                    "%-40s %.19s  %s",
                                    row.getString("ID"),
                                    row.getString("DATEEXECUTED"),
                                    row.getString("TAG") == null
                                            ? row.getString("COMMENTS")
                                            : "tag " + row.getString("TAG")))
                            .list())
                    .forEach(out::println);
            return ExitCode.DONE;
        }
    }

    /** @throws DatabaseException if there is no schema, or it is of a newer program */
    static void requireSchema(DatabaseAddress address, Connection connection) {
        Schema schema = Schema.of(address, connection);
        if (schema.state() == Schema.State.EMPTY || schema.state() == Schema.State.NEWER) {
            schema.requireCurrent(address);
        }
    }

    /** How a database stands. */
    private record Seen(Schema schema, Optional<Standby> standby) {}

    private static Seen look(DatabaseAddress address) {
        try (Connection connection = Database.open(address, Database.Access.READ)) {
            return new Seen(
                    Schema.of(address, connection), address.database().upkeep().standby(connection));
        } catch (SQLException e) {
            throw new DatabaseException("Cannot read the database " + address + ": " + e.getMessage(), e);
        }
    }
}
