package io.creditplatform.database.postgresql;

import io.creditplatform.database.Connections;
import io.creditplatform.database.Database;
import io.creditplatform.database.DatabaseKind;
import io.creditplatform.database.Dialect;
import io.creditplatform.database.Refusal;
import io.creditplatform.database.Upkeep;
import java.sql.SQLException;

/** PostgreSQL, for when one file is no longer enough. */
public final class Postgresql implements DatabaseKind {

    private final Dialect dialect = new PostgresqlDialect();
    private final Connections connections = new PostgresqlConnections();
    private final Upkeep upkeep = new PostgresqlUpkeep();

    @Override
    public Database database() {
        return Database.POSTGRESQL;
    }

    @Override
    public Dialect dialect() {
        return dialect;
    }

    @Override
    public Connections connections() {
        return connections;
    }

    @Override
    public Upkeep upkeep() {
        return upkeep;
    }

    @Override
    public Refusal refusal(SQLException failure) {
        return PostgresqlRefusals.refusal(failure);
    }
}
