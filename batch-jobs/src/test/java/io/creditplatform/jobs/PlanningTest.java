package io.creditplatform.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.creditplatform.database.Database;
import io.creditplatform.database.DatabaseAddress;
import io.creditplatform.testing.TestDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

/**
 * What PostgreSQL plans by: after a load it looks through the tables that are no longer what its plans take them for, and through no
 * other; while one is published, it takes what it reads for being in memory.
 */
class PlanningTest {

    private final DatabaseAddress address = TestDatabase.none(Database.POSTGRESQL);

    private Connection connection;
    private JdbcClient jdbc;

    @BeforeEach
    void makeHens() throws SQLException {
        connection = Database.open(address, Database.Access.WRITE);
        jdbc = JdbcClient.create(new SingleConnectionDataSource(connection, true));
        jdbc.sql("CREATE TABLE hens (number INTEGER, name TEXT) WITH (autovacuum_enabled = false)")
                .update();
    }

    @AfterEach
    void close() throws SQLException {
        connection.close();
    }

    @Test
    void aTableIsLookedThroughWhenItIsFilledAndWhenItGrows() {
        assertThat(knownAfterLoad()).isEqualTo(0);
        hatch(10_000);
        assertThat(knownAfterLoad()).isEqualTo(10_000);
        hatch(100);
        assertThat(knownAfterLoad()).isEqualTo(10_000); // one in a hundred
        hatch(1_000);
        assertThat(knownAfterLoad()).isEqualTo(11_100);
    }

    @Test
    void aTableOfAFewRowsIsLookedThroughWhenItIsFilledForTheFirstTime() {
        hatch(0);
        jdbc.sql("ANALYZE hens").update();
        hatch(3);
        assertThat(knownAfterLoad()).isEqualTo(3);
    }

    @Test
    void aTableThatChangedInItsPlaceIsLookedThroughOnceThatIsCounted() {
        hatch(10_000);
        assertThat(knownAfterLoad()).isEqualTo(10_000);
        jdbc.sql("DELETE FROM hens WHERE number <= 4000").update();
        await("the server counts what was deleted")
                .atMost(Duration.ofMinutes(2))
                .until(() -> jdbc.sql("SELECT pg_stat_get_mod_since_analyze('hens'::regclass) > 0")
                        .query(Boolean.class)
                        .single());
        assertThat(knownAfterLoad()).isEqualTo(6_000);
    }

    @Test
    void publishingReadsFromMemoryAndNothingAfterIt() throws SQLException {
        jdbc.sql("SET random_page_cost = 4").update();
        assertThat(costWhilePublishing()).isEqualTo(1.1);
        assertThat(cost()).isEqualTo(4);
        jdbc.sql("SET random_page_cost = 1").update();
        assertThat(costWhilePublishing()).isEqualTo(1); // as whoever runs the server has said
    }

    private double costWhilePublishing() throws SQLException {
        connection.setAutoCommit(false);
        address.database().fill(connection, List.of());
        double cost = cost();
        connection.rollback();
        connection.setAutoCommit(true);
        return cost;
    }

    private double cost() {
        return jdbc.sql("SELECT current_setting('random_page_cost')::float8")
                .query(Double.class)
                .single();
    }

    private void hatch(int hens) {
        jdbc.sql("INSERT INTO hens SELECT n, 'Berta' FROM generate_series(1, ?) n")
                .param(hens)
                .update();
    }

    /** How many rows the server takes the table for. */
    private double knownAfterLoad() {
        jdbc.sql(address.database().upkeep().afterLoad()).update();
        return jdbc.sql("SELECT reltuples FROM pg_class WHERE oid = 'hens'::regclass")
                .query(Double.class)
                .single();
    }
}
