package io.creditplatform.cli;

import io.creditplatform.console.CommonOptions;
import io.creditplatform.database.DatabaseException;
import java.util.function.Function;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

/** A question that a command has to the database that the user means. */
final class Question {

    private Question() {}

    /**
     * Asks it.
     *
     * @throws DatabaseException if there is no database, or its schema is not this program's
     */
    static <T> T ask(CommonOptions common, Function<JdbcClient, T> question) {
        return common.query(
                connection -> question.apply(JdbcClient.create(new SingleConnectionDataSource(connection, true))));
    }
}
