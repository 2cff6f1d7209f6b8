package io.creditplatform.cli;

import io.creditplatform.console.Stderr;
import io.creditplatform.database.DatabaseAddress;
import io.creditplatform.ingest.Loads;
import io.creditplatform.migration.Backup;
import io.creditplatform.text.Visible;
import java.io.PrintWriter;
import java.sql.Connection;
import java.time.Instant;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

/** What is done before each change of a schema, whichever way it goes. */
final class SchemaChange {

    private SchemaChange() {}

    /** Takes a backup, and tells of loads that will have to begin anew, since what they have staged has another shape. */
    static void prepare(DatabaseAddress address, Connection connection, PrintWriter out, Stderr stderr) {
        Backup.take(address, connection, Instant.now()).ifPresent(file -> out.println("backup    " + Visible.of(file)));
        JdbcClient jdbc = JdbcClient.create(new SingleConnectionDataSource(connection, true));
        new Loads(address.database(), jdbc)
                .unfinishedInAnyVersion()
                .forEach(load -> stderr.say("Load " + load.id() + " of " + Visible.of(load.directory())
                        + " is unfinished; `credit resume` will begin it anew."));
    }
}
