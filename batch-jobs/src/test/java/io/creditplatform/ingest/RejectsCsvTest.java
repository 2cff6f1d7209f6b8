package io.creditplatform.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import io.creditplatform.audit.Actor;
import io.creditplatform.database.Database;
import io.creditplatform.database.DatabaseAddress;
import io.creditplatform.feed.Feeds;
import io.creditplatform.load.Load;
import io.creditplatform.migration.Migration;
import java.io.StringWriter;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

/** From a file, through the reader and the quarantine, back to a file. */
class RejectsCsvTest {

    @TempDir
    private Path folder;

    @SuppressWarnings("NullAway.Init")
    private Connection connection;

    @SuppressWarnings("NullAway.Init")
    private JdbcClient jdbc;

    @BeforeEach
    void openDatabase() {
        DatabaseAddress address = DatabaseAddress.of(folder.resolve("credit.db"));
        connection = Database.open(address, Database.Access.WRITE);
        Migration.run(address, connection, Actor.atCommandLine());
        jdbc = JdbcClient.create(new SingleConnectionDataSource(connection, true));
    }

    @AfterEach
    void closeDatabase() throws SQLException {
        connection.close();
    }

    /** Puts the refused rows of the extract into quarantine. */
    private Load load() throws SQLException {
        Extract extract = Extract.read(folder.resolve("extract"), Set.of(), warning -> {}, () -> false);
        Loads loads = new Loads(Database.SQLITE, jdbc);
        Load load = loads.start(
                extract,
                BigDecimal.ONE,
                Set.of(),
                BigDecimal.ONE,
                false,
                null,
                false,
                Instant.parse("2025-01-01T00:00:00Z"));
        for (ExtractFile file : extract.files()) {
            try (RowReader reader = new RowReader(file, warning -> {});
                    Quarantine.Writer quarantine = new Quarantine.Writer(connection, load.id(), file)) {
                loads.feed(load.id(), file.feed().name()).header(reader.header());
                for (Row row : FeedFile.remaining(reader)) {
                    if (row instanceof Row.Rejected rejected) {
                        quarantine.add(rejected);
                    }
                }
                quarantine.finish();
            }
        }
        return load;
    }

    private FeedFile managers(String text) {
        return FeedFile.of(FeedFile.MANAGERS, folder.resolve("extract"), text);
    }

    private String csv(Load load, String feed) {
        StringWriter text = new StringWriter();
        new RejectsCsv(jdbc).write(load, feed, text);
        return text.toString();
    }

    @Test
    void givesRowsBackInFormOfTheirFile() throws SQLException {
        managers("Sam_Email,shoe size,sam_id,sam_name\r\n"
                + "a@x.example,41,1,Ann\r\n"
                + "b@x.example,\"4,2\",x2,\"Bob\r\n\"\"B\"\"\"\r\n"
                + ",43,,Cem\r\n");
        Load load = load();
        assertThat(csv(load, "senior_account_managers"))
                .isEqualTo("sam_email,shoe size,sam_id,sam_name,line,reasons\n"
                        + "b@x.example,\"4,2\",x2,\"Bob\r\n\"\"B\"\"\",3,\"type sam_id: got 'x2', expected an integer\"\n"
                        + ",43,,Cem,5,\"required sam_email: is blank, expected a value;"
                        + " required sam_id: is blank, expected a value\"\n");
    }

    @Test
    void fillsOrCutsRowsOfWrongLengthAndShowsThemWhole() throws SQLException {
        managers(FeedFile.MANAGERS_HEADER + "1,Ann\n2,Bob,b@x.example,x\n3,\"Cem,c@x.example\n");
        Load load = load();
        assertThat(csv(load, "senior_account_managers")).isEqualTo("""
                        sam_id,sam_name,sam_email,line,reasons
                        1,Ann,,2,"missing-cell sam_email: the row has 2 cells, but the header has 3; the row was: 1,Ann"
                        2,Bob,b@x.example,3,"extra-cell: the row has 4 cells, but the header has 3; the row was: 2,Bob,b@x.example,x"
                        3,"Cem,c@x.example",,4,"quote sam_name: the quotation marks do not pair up, expected a closing one followed by a comma or the line's end; the row was: 3,""Cem,c@x.example"
                        """);
    }

    /** Half a text, or one with a sign in place of a byte, must not be imported for what was delivered. */
    @Test
    void tellsOfRowsThatCouldNotBeKeptAsTheyWere() throws SQLException {
        String begin = "x,\"Ann ";
        managers(FeedFile.MANAGERS_HEADER
                + begin + "n".repeat(70_000) + "\",a@x.example\n"
                + "2,B\0b,b@x.example\n"
                + "3,,c@x.example\n");
        Load load = load();
        StringWriter text = new StringWriter();
        assertThat(new RejectsCsv(jdbc).write(load, "senior_account_managers", text))
                .isEqualTo(new RejectsCsv.Gaps(1, 1));
        List<String> lines = text.toString().lines().toList();
        assertThat(lines.get(1))
                .startsWith(",,,2,\"type sam_id: got 'x', expected an integer; too-long sam_name: got 70004 characters,"
                        + " expected at most 255; the row begins: x,\"\"Ann n")
                .endsWith("n\"")
                .hasSize(lines.get(1).indexOf("x,\"\"") + 1 + RecordBuilder.RAW_LIMIT + 1);
        assertThat(lines.get(2)).startsWith("2,B\uFFFDb,b@x.example,3,\"type sam_name: ");
        assertThat(lines.get(3)).isEqualTo("3,,c@x.example,4,\"required sam_name: is blank, expected a value\"");
    }

    @Test
    void namesFeedsWithRefusedRowsInLoadOrder() throws SQLException {
        Path extract = folder.resolve("extract");
        FeedFile.of(
                Feeds.named("credits").orElseThrow(),
                extract,
                "credit_id,seller_id,amount,issue_date,due_date,status\nx,,,,,\n");
        FeedFile.of(
                Feeds.named("account_managers").orElseThrow(),
                extract,
                "am_id,am_name,am_email,sam_id\n1,Ann,a@x.example,1\n");
        managers(FeedFile.MANAGERS_HEADER + "x,,\n");
        Load load = load();
        assertThat(new RejectsCsv(jdbc).feeds(load)).containsExactly("senior_account_managers", "credits");
        assertThat(csv(load, "account_managers")).isEqualTo("am_id,am_name,am_email,sam_id,line,reasons\n");
    }

    @Test
    void correctedFileCanBeImported() throws SQLException {
        managers(FeedFile.MANAGERS_HEADER + "1,Ann,a@x.example\nx2,\"Bob\nB\",b@x.example\n");
        Load load = load();
        FeedFile corrected = managers(csv(load, "senior_account_managers").replace("x2,", "2,"));
        assertThat(corrected.told()).containsExactly("2 ok [2, Bob\nB, b@x.example]");
        assertThat(corrected.warnings)
                .containsExactly(
                        corrected.path + ", line 1: column 'line' is unknown and left out",
                        corrected.path + ", line 1: column 'reasons' is unknown and left out");
    }

    @Test
    void correctedFileCanBeRefusedAndCorrectedAgain() throws SQLException {
        managers(FeedFile.MANAGERS_HEADER + "x2,Bob,b@x.example\n");
        Load first = load();
        managers(csv(first, "senior_account_managers").replace("x2,", "y2,"));
        Load second = load();
        String again = csv(second, "senior_account_managers");
        assertThat(again).isEqualTo("""
                        sam_id,sam_name,sam_email,line,reasons
                        y2,Bob,b@x.example,2,"type sam_id: got 'y2', expected an integer"
                        """);
        assertThat(managers(again.replace("y2,", "2,")).told()).containsExactly("2 ok [2, Bob, b@x.example]");
    }

    @Test
    void handsOverRefusedRowsInOrderOfLines() throws SQLException {
        managers(FeedFile.MANAGERS_HEADER + "x,Ann,a@x.example\n".repeat(1_200));
        Load load = load();
        List<Long> lines = new ArrayList<>();
        new Quarantine(jdbc).forEach(load.id(), "senior_account_managers", row -> lines.add(row.line()));
        assertThat(lines).isEqualTo(LongStream.rangeClosed(2, 1_201).boxed().toList());
    }
}
