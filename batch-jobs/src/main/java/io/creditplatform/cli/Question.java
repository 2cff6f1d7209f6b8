package io.creditplatform.cli;

import io.creditplatform.console.CommonOptions;
import io.creditplatform.database.DatabaseException;
import java.util.function.Function;
import org.springframework.core.convert.ConversionService;
import org.springframework.core.convert.support.GenericConversionService;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

/** A question that a command has to the database that the user means. */
final class Question {

    /** Drivers give values as they are asked for. Spring's own converters would take as long as the question. */
    private static final ConversionService AS_THEY_ARE = new GenericConversionService();

    private Question() {}

    /**
     * Asks it.
     *
     * @throws DatabaseException if there is no database, or its schema is not this program's
     */
    static <T> T ask(CommonOptions common, Function<JdbcClient, T> question) {
        return common.query(connection -> question.apply(JdbcClient.create(
                new NamedParameterJdbcTemplate(new SingleConnectionDataSource(connection, true)), AS_THEY_ARE)));
    }
}
