package io.creditplatform.analytics.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.creditplatform.cli.CreditRunner;
import io.creditplatform.database.Database;
import io.creditplatform.database.DatabaseAddress;
import io.creditplatform.testing.SampleData;
import io.creditplatform.testing.TestDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Follows {@code docs/postgresql.md}: its statements make two roles, of which the one does what it says and the other may not. */
class ServerGuideTest {

    private static final String PAGE = SampleData.read(Path.of("..", "docs", "postgresql.md"));

    private static final DatabaseAddress ADMINISTRATOR = TestDatabase.none(Database.POSTGRESQL);

    @TempDir
    private Path folder;

    /** An address that the page has, at the tests' own server. */
    private static String address(String ofPage) {
        return ADMINISTRATOR.jdbcUrl().replaceFirst("/test_\\d+\\?.*", ofPage.replaceFirst(".*localhost", ""));
    }

    private static DatabaseAddress role(String name) {
        return DatabaseAddress.of(address("localhost/credit?user=credit_" + name));
    }

    private static Stream<String> blocks(String language) {
        return Pattern.compile("```" + language + "\\n(.*?)```", Pattern.DOTALL)
                .matcher(PAGE)
                .results()
                .map((MatchResult block) -> block.group(1));
    }

    @BeforeEach
    @AfterEach
    void removeRoles() {
        TestDatabase.execute(
                ADMINISTRATOR,
                "DROP DATABASE IF EXISTS credit WITH (FORCE)",
                "DROP ROLE IF EXISTS credit_reader",
                "DROP ROLE IF EXISTS credit_owner");
    }

    @Test
    void everyStatementAndCommandDoesWhatThePageSays() throws IOException {
        List<String> statements = blocks("sql").toList();
        assertThat(statements).hasSize(2);
        TestDatabase.execute(ADMINISTRATOR, statements.get(0).split(";\\n", 0));
        // Where psql begins, too, as long as there is no other schema.
        DatabaseAddress owner = DatabaseAddress.of(role("owner").jdbcUrl() + "&currentSchema=public");
        TestDatabase.execute(owner, statements.get(1).split(";\\n", 0));
        List<String> commands = blocks("console").flatMap(String::lines).toList();
        assertThat(commands).hasSize(12).allMatch(line -> line.startsWith("$ ./credit "));
        for (String command : commands) {
            run(command.substring("$ ./credit ".length()));
        }
        assertThat(folder.resolve("out/sellers.csv")).exists();
        assertServed();
        assertReaderMayNotWrite();
    }

    private void run(String command) {
        String[] words = Arrays.stream(command.replace("'", "").split(" ", -1))
                .map(word -> word.startsWith("jdbc:")
                        ? address(word)
                        : word.equals("out")
                                ? folder.resolve(word).toString()
                                : word.startsWith("sample-data/") ? "../" + word : word)
                .toArray(String[]::new);
        boolean analytics = List.of("export", "serve").contains(words[0]);
        if (analytics) {
            SecurityTest.Ended ended = SecurityTest.run(words);
            assertThat(ended.exitCode()).as(command + "\n" + ended.err()).isZero();
        } else {
            CreditRunner.Result result = CreditRunner.runAsGiven(words);
            assertThat(result.exitCode()).as(command + "\n" + result.err()).isZero();
        }
    }

    /** Each question, of now and of the past. */
    private static void assertServed() {
        try (TestServer server = TestServer.on(role("reader"))) {
            for (Endpoints.Endpoint endpoint : Endpoints.of(server)) {
                assertThat(server.get(endpoint.example()).statusCode())
                        .as(endpoint.example())
                        .isEqualTo(200);
            }
            assertThat(server.json("/api/sellers?load=1").get("items")).isNotEmpty();
        }
    }

    private static void assertReaderMayNotWrite() {
        CreditRunner reader = new CreditRunner(role("reader"));
        List<List<String>> writing = new ArrayList<>();
        for (String command :
                List.of("resume", "check", "undo", "prune", "db migrate", "db rebuild", "db tag now", "db verify")) {
            writing.add(List.of(command.split(" ", -1)));
        }
        writing.add(List.of("import", SampleData.folder("baseline").toString(), "--force"));
        for (List<String> command : writing) {
            CreditRunner.Result denied = reader.run(command.toArray(String[]::new));
            assertThat(denied.exitCode())
                    .as(command + denied.out() + denied.err())
                    .isEqualTo(1);
            assertThat(denied.err())
                    .as(String.join(" ", command))
                    .contains("denies it: permission denied for ")
                    .contains("Have ")
                    .doesNotContain("Exception");
        }
        assertThat(TestDatabase.numbers(role("reader"), "SELECT load_id FROM loads ORDER BY load_id"))
                .containsExactly(1L, 2L);
    }

    @Test
    void pageIsLinked() throws IOException {
        assertThat(Files.readString(Path.of("..", "README.md"))).contains("(docs/postgresql.md)");
    }
}
