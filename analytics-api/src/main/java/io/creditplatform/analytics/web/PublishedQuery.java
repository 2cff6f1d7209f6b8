package io.creditplatform.analytics.web;

import io.creditplatform.database.OneRow;
import io.creditplatform.load.DataStates;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.JdbcOperations;
import org.springframework.jdbc.core.ResultSetExtractor;

/**
 * Asks in which state the database is. Each answer begins with it, kept ones too, so it is one row of one statement, which is also
 * what makes all of it be of one moment. Many threads ask.
 */
public final class PublishedQuery {

    private static final String NEWEST =
            " FROM (SELECT 1 AS one) x LEFT JOIN loads l ON l.load_id = (SELECT load_id FROM newest_load_v)";

    /** Statements, by what is asked about: the newest load, its day, and the parts' states. */
    private static final Map<Answer.Basis, String> SELECT = new EnumMap<>(Answer.Basis.class);

    static {
        for (Answer.Basis basis : Answer.Basis.values()) {
            SELECT.put(
                    basis,
                    basis.parts().stream()
                            .sorted()
                            .map(part -> "(" + DataStates.state(part) + ")")
                            .collect(Collectors.joining(", ", "SELECT l.load_id, l.data_day, ", NEWEST)));
        }
    }

    private final JdbcOperations jdbc;
    private final FileOfConnection file;

    /** What was found last, since it mostly is the same again. */
    private volatile @Nullable Found last;

    /** Tells the file that a connection leads to from others that take its place. */
    @FunctionalInterface
    interface FileOfConnection {

        String of(Connection connection) throws SQLException;
    }

    /** The day as the database says it. */
    private record Found(@Nullable String day, Published published) {

        boolean is(@Nullable Long loadId, @Nullable String sameDay, String state) {
            return Objects.equals(day, sameDay)
                    && Objects.equals(published.loadId(), loadId)
                    && published.state().equals(state);
        }
    }

    PublishedQuery(JdbcOperations jdbc, FileOfConnection file) {
        this.jdbc = jdbc;
        this.file = file;
    }

    /**
     * The state of now, or of the load whose state the thread has entered.
     *
     * @throws DataAccessException if it cannot be asked
     */
    Published newest(Answer.Basis basis) {
        StringBuilder number = new StringBuilder();
        return Objects.requireNonNull(jdbc.query(
                connection -> {
                    number.append(file.of(connection));
                    return connection.prepareStatement(sql(basis));
                },
                (ResultSetExtractor<Published>) rows -> OneRow.of(rows, row -> read(row, number.toString(), basis))));
    }

    /** As {@link #newest}, over a connection. */
    Published newest(Answer.Basis basis, Connection connection, String number) throws SQLException {
        return OneRow.read(connection, sql(basis), row -> read(row, number, basis));
    }

    private static String sql(Answer.Basis basis) {
        return Objects.requireNonNull(SELECT.get(basis));
    }

    private Published read(ResultSet row, String number, Answer.Basis basis) throws SQLException {
        String day = row.getString(2);
        Long loadId = day == null ? null : row.getLong(1);
        StringBuilder state = new StringBuilder(number);
        for (int i = 0; i < basis.parts().size(); i++) {
            state.append('/').append(row.getString(3 + i));
        }
        return published(loadId, day, state.toString());
    }

    private Published published(@Nullable Long loadId, @Nullable String day, String state) {
        Found known = last;
        if (known != null && known.is(loadId, day, state)) {
            return known.published();
        }
        Published found = new Published(loadId, day == null ? Published.NO_DAY : LocalDate.parse(day), state);
        last = new Found(day, found);
        return found;
    }

    /** The day of the newest published load's data. */
    public LocalDate dayOfData() {
        return newest(Answer.Basis.ROWS).day();
    }
}
