package io.creditplatform.database.sqlite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.creditplatform.database.Database;
import io.creditplatform.database.Database.Access;
import io.creditplatform.database.DatabaseAddress;
import io.creditplatform.database.DatabaseException;
import io.creditplatform.database.ReadConnections;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a server's connection does beyond what the driver's does; which statements it keeps is told from the driver's own. */
class KeptStatementsTest {

    private static final String HEN = "SELECT name FROM hens WHERE id = ?";

    /** Counts to a number, which takes as long as the number is large. */
    private static final String COUNT = """
            WITH RECURSIVE numbers(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM numbers LIMIT ?)
            SELECT count(*) FROM numbers
            """;

    @TempDir
    private Path folder;

    private DatabaseAddress address = DatabaseAddress.of(Path.of("set before each"));

    @SuppressWarnings("NullAway.Init")
    private Connection connection;

    @BeforeEach
    void openDatabase() throws SQLException {
        address = DatabaseAddress.of(folder.resolve("credit.db"));
        try (Connection writer = Database.open(address, Access.WRITE);
                Statement statement = writer.createStatement()) {
            statement.execute("CREATE TABLE hens (id INTEGER PRIMARY KEY, name TEXT)");
            statement.execute("INSERT INTO hens VALUES (1, 'Berta'), (2, 'Klara')");
        }
        connection = new ReadConnections(address, Duration.ofMinutes(1)).open();
    }

    @AfterEach
    void closeDatabase() throws SQLException {
        connection.close();
    }

    /** The statement that the driver has prepared. */
    private static PreparedStatement driver(PreparedStatement statement) throws SQLException {
        return statement.unwrap(PreparedStatement.class);
    }

    private PreparedStatement usedAndClosed(String sql) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            return driver(statement);
        }
    }

    private static String name(PreparedStatement hen, int id) throws SQLException {
        hen.setInt(1, id);
        try (ResultSet row = hen.executeQuery()) {
            return row.next() ? row.getString(1) : "nobody";
        }
    }

    @Test
    void closedStatementServesTheNextWhoPreparesTheSameText() throws SQLException {
        PreparedStatement first = usedAndClosed(HEN);
        assertThat(first.isClosed()).isFalse();
        assertThat(usedAndClosed("SELECT count(*) FROM hens")).isNotSameAs(first);
        try (PreparedStatement second = connection.prepareStatement(HEN)) {
            assertThat(driver(second)).isSameAs(first);
            assertThat(name(second, 2)).isEqualTo("Klara");
        }
    }

    @Test
    void nothingOfTheFormerUseIsLeft() throws SQLException {
        ResultSet former;
        try (PreparedStatement hen = connection.prepareStatement(HEN)) {
            hen.setInt(1, 1);
            former = hen.executeQuery();
            assertThat(former.next()).isTrue();
        }
        assertThat(former.isClosed()).isTrue();
        try (PreparedStatement hen = connection.prepareStatement(HEN);
                ResultSet row = hen.executeQuery()) {
            assertThat(row.next()).as("a hen without a number").isFalse();
        }
    }

    @Test
    void statementInUseIsNobodyElses() throws SQLException {
        try (PreparedStatement first = connection.prepareStatement(HEN);
                PreparedStatement second = connection.prepareStatement(HEN)) {
            assertThat(driver(second)).isNotSameAs(driver(first));
            first.setInt(1, 1);
            try (ResultSet berta = first.executeQuery()) {
                assertThat(name(second, 2)).isEqualTo("Klara");
                assertThat(berta.next()).isTrue();
                assertThat(berta.getString(1)).isEqualTo("Berta");
            }
        }
    }

    @Test
    void oneStatementOfATextIsKept() throws SQLException {
        PreparedStatement first = connection.prepareStatement(HEN);
        PreparedStatement second = connection.prepareStatement(HEN);
        PreparedStatement firstOfDriver = driver(first);
        PreparedStatement secondOfDriver = driver(second);
        first.close();
        second.close();
        assertThat(firstOfDriver.isClosed()).isTrue();
        assertThat(secondOfDriver.isClosed()).isFalse();
        assertThat(usedAndClosed(HEN)).isSameAs(secondOfDriver);
    }

    @Test
    void closingTwiceGivesBackOnce() throws SQLException {
        PreparedStatement first = connection.prepareStatement(HEN);
        assertThat(first.isClosed()).isFalse();
        first.close();
        assertThat(first.isClosed()).isTrue();
        try (PreparedStatement second = connection.prepareStatement(HEN)) {
            first.close();
            try (PreparedStatement third = connection.prepareStatement(HEN)) {
                assertThat(driver(third)).isNotSameAs(driver(second));
            }
        }
    }

    @Test
    void keepsTheSixtyFourLastUsed() throws SQLException {
        List<PreparedStatement> kept = new ArrayList<>();
        for (int i = 0; i < 64; i++) {
            kept.add(usedAndClosed("SELECT " + i));
        }
        assertThat(usedAndClosed("SELECT 0")).as("used again").isSameAs(kept.get(0));
        assertThat(kept).noneMatch(KeptStatementsTest::isClosed);
        usedAndClosed("SELECT 64");
        usedAndClosed("SELECT 65");
        assertThat(kept.stream().filter(KeptStatementsTest::isClosed)).containsExactly(kept.get(1), kept.get(2));
    }

    private static boolean isClosed(PreparedStatement statement) {
        try {
            return statement.isClosed();
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void allGoWithTheConnection() throws SQLException {
        PreparedStatement first = usedAndClosed(HEN);
        PreparedStatement second = usedAndClosed("SELECT count(*) FROM hens");
        connection.close();
        assertThat(connection.isClosed()).isTrue();
        assertThat(first.isClosed()).isTrue();
        assertThat(second.isClosed()).isTrue();
    }

    @Test
    void statementPreparedInAnotherWayIsTheDriversOwn() throws SQLException {
        PreparedStatement statement =
                connection.prepareStatement(HEN, ResultSet.TYPE_FORWARD_ONLY, ResultSet.CONCUR_READ_ONLY);
        assertThat(name(statement, 1)).isEqualTo("Berta");
        statement.close();
        assertThat(driver(statement).isClosed()).isTrue();
    }

    @Test
    void failuresAreThoseOfTheDriver() throws SQLException {
        assertThatExceptionOfType(SQLException.class)
                .isThrownBy(() -> connection.prepareStatement("SELECT * FROM cocks"))
                .withMessageContaining("no such table: cocks");
        try (PreparedStatement hen = connection.prepareStatement(HEN)) {
            assertThatExceptionOfType(SQLException.class)
                    .isThrownBy(() -> hen.setMaxRows(-1))
                    .withMessageContaining("max row count");
        }
    }

    @Test
    void staysReadOnlyWhateverItIsTold() throws SQLException {
        assertThat(connection.isReadOnly()).isTrue();
        connection.setReadOnly(false);
        assertThat(connection.isReadOnly()).isTrue();
        try (PreparedStatement delete = connection.prepareStatement("DELETE FROM hens")) {
            assertThatExceptionOfType(SQLException.class)
                    .isThrownBy(delete::executeUpdate)
                    .withMessageContaining("SQLITE_READONLY");
        }
    }

    /** Were it not ended, the test would not end. */
    @Test
    void endsWhatTakesTooLongAndThenGoesOn() throws SQLException {
        try (Connection impatient = new ReadConnections(address, Duration.ofMillis(500)).open()) {
            try (PreparedStatement count = impatient.prepareStatement(COUNT)) {
                count.setLong(1, Long.MAX_VALUE);
                assertThatExceptionOfType(SQLException.class)
                        .isThrownBy(count::executeQuery)
                        .withMessageContaining("SQLITE_INTERRUPT");
            }
            // The limit has passed, but the next statement has its own, and takes long enough for a look at the clock.
            try (PreparedStatement count = impatient.prepareStatement(COUNT)) {
                count.setLong(1, 50_000);
                try (ResultSet row = count.executeQuery()) {
                    assertThat(row.next()).isTrue();
                    assertThat(row.getLong(1)).isEqualTo(50_000);
                }
            }
        }
    }

    /** The driver gives up a statement that fails at once. There is no positive number for the least one. */
    @Test
    void failedStatementIsClosedInPeaceAndNotKept() throws SQLException {
        String overflow = "SELECT abs(-9223372036854775808)";
        PreparedStatement ofDriver;
        try (PreparedStatement failing = connection.prepareStatement(overflow)) {
            ofDriver = driver(failing);
            assertThatExceptionOfType(SQLException.class)
                    .isThrownBy(failing::executeQuery)
                    .withMessageContaining("integer overflow");
        }
        assertThat(ofDriver.isClosed()).isTrue();
        assertThat(usedAndClosed(overflow)).isNotSameAs(ofDriver);
    }

    @Test
    void statementThatFailedOnTheWayServesAgain() throws SQLException {
        String amounts = "SELECT abs(column1) FROM (VALUES (1), (?))";
        try (PreparedStatement failing = connection.prepareStatement(amounts)) {
            failing.setLong(1, Long.MIN_VALUE);
            ResultSet rows = failing.executeQuery();
            assertThat(rows.next()).isTrue();
            assertThatExceptionOfType(SQLException.class)
                    .isThrownBy(rows::next)
                    .withMessageContaining("integer overflow");
        }
        try (PreparedStatement good = connection.prepareStatement(amounts)) {
            good.setLong(1, -7);
            try (ResultSet rows = good.executeQuery()) {
                assertThat(rows.next()).isTrue();
                assertThat(rows.next()).isTrue();
                assertThat(rows.getLong(1)).isEqualTo(7);
            }
        }
    }

    @Test
    void saysWhereNoDatabaseIs() {
        DatabaseAddress nowhere = DatabaseAddress.of(folder.resolve("nowhere.db"));
        assertThatExceptionOfType(DatabaseException.class)
                .isThrownBy(() -> new ReadConnections(nowhere, Duration.ofMinutes(1)).open())
                .withMessageStartingWith("There is no database at " + nowhere)
                .matches(DatabaseException::isMissing);
    }
}
