package io.creditplatform.service;

import io.creditplatform.database.Database;
import io.creditplatform.database.DatabaseAddress;
import io.creditplatform.database.DatabaseException;
import io.creditplatform.database.Schema;
import io.creditplatform.ingest.Loads;
import io.creditplatform.load.Load;
import io.creditplatform.load.LoadFigures;
import io.creditplatform.load.PartFigures;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

/** What the database says of the loads so far. */
final class Records {

    /** That are looked at. */
    private static final int MOST_LOADS = 1000;

    private final DatabaseAddress address;

    Records(DatabaseAddress address) {
        this.address = address;
    }

    /**
     * Asks for something of the loads.
     *
     * @throws DatabaseException if there is no database, or its schema is not this program's
     */
    <T> T ask(Function<Loads, T> question) {
        try (Connection connection = Database.open(address, Database.Access.READ)) {
            Schema.of(address, connection).requireCurrent(address);
            return question.apply(
                    new Loads(address.database(), JdbcClient.create(new SingleConnectionDataSource(connection, true))));
        } catch (SQLException e) {
            throw new DatabaseException("Cannot read the database " + address + ": " + e.getMessage(), e);
        }
    }

    /** When the loads were published that are, those of long ago left out; oldest first. */
    List<Instant> published() {
        return newestPublished() == 0
                ? List.of()
                : ask(loads -> loads.published(MOST_LOADS).stream()
                        .map(Load::publishedAt)
                        .filter(Objects::nonNull)
                        .map(Objects::requireNonNull)
                        .sorted()
                        .toList());
    }

    /** The newest published load; 0 if there is none, or no database yet. */
    long newestPublished() {
        if (!address.database().connections().exists(address)) {
            return 0;
        }
        try (Connection connection = Database.open(address, Database.Access.READ)) {
            if (Schema.of(address, connection).state() == Schema.State.EMPTY) {
                return 0;
            }
        } catch (SQLException e) {
            throw new DatabaseException("Cannot read the database " + address + ": " + e.getMessage(), e);
        }
        return ask(loads -> loads.published(1).stream().mapToLong(Load::id).sum());
    }

    /** Whether an event of that key is noted, of this service or another one. */
    boolean haveTold(String key) {
        return told(connection -> JdbcClient.create(new SingleConnectionDataSource(connection, true))
                        .sql("SELECT count(*) FROM service_events WHERE event_key = ?")
                        .param(key)
                        .query(Long.class)
                        .optional())
                .filter(events -> events > 0)
                .isPresent();
    }

    /** The newest published load with what is to be told of it; empty if there is none, or it cannot be told now. */
    Optional<LoadFigures> newestLoad() {
        return told(connection -> LoadFigures.read(connection, address.database()));
    }

    /** How far workers are with the parts of a load; empty if there are none, or it cannot be told now. */
    Optional<PartFigures> parts() {
        return told(PartFigures::read);
    }

    private interface Question<T> {
        Optional<T> ask(Connection connection) throws SQLException;
    }

    private <T> Optional<T> told(Question<T> question) {
        if (!address.database().connections().exists(address)) {
            return Optional.empty();
        }
        try (Connection connection = Database.open(address, Database.Access.READ)) {
            return Schema.of(address, connection).obstacle().isEmpty() ? question.ask(connection) : Optional.empty();
        } catch (DatabaseException | SQLException e) {
            return Optional.empty();
        }
    }
}
