package io.creditplatform.analytics.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.creditplatform.database.Database;
import io.creditplatform.http.Tokens;
import io.creditplatform.testing.SampleData;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code credit serve} as whoever starts it sees it. */
class ServeCommandTest {

    private static final TestServer OF_BASELINE = TestServer.ofBaseline(Database.SQLITE);

    @TempDir
    private Path folder;

    private static SecurityTest.Ended dryRun(String database, String... options) {
        List<String> arguments = new ArrayList<>(List.of("serve", "--dry-run", "--port", "0", "--db", database));
        arguments.addAll(Arrays.asList(options));
        return SecurityTest.run(arguments.toArray(String[]::new));
    }

    private static String baseline() {
        return OF_BASELINE.address().jdbcUrl();
    }

    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1", "localhost", "LocalHost", "127.0.0.2", "127.1", "::1", "0:0:0:0:0:0:0:1"})
    void dryRunAsksAtAnyNameOfThisMachine(String host) {
        SecurityTest.Ended ended = dryRun(baseline(), "--host", host, "--access-log");
        assertThat(ended.out()).as(ended.err()).isEqualTo(String.format("would run; /api/loads answers 200%n"));
        assertThat(ended.exitCode()).isZero();
    }

    @Test
    void dryRunNeedsNoToken() {
        Path tokens = folder.resolve("tokens");
        TestServer.newToken(tokens);
        SecurityTest.Ended ended = dryRun(baseline(), "--tokens", tokens.toString());
        assertThat(ended.out()).isEqualTo(String.format("would run; /api/loads answers 401 without a token%n"));
        assertThat(ended.exitCode()).isZero();
    }

    @Test
    void dryRunFailsWhereNothingWouldBeAnswered() {
        Path tokens = folder.resolve("tokens");
        TestServer.newToken(tokens);
        String missing = folder.resolve("missing.db").toString();
        for (SecurityTest.Ended ended : List.of(dryRun(missing), dryRun(missing, "--tokens", tokens.toString()))) {
            assertThat(ended.err())
                    .contains("credit: would run, but not answer: The database is not there yet. `credit import DIR`");
            assertThat(ended.out()).isEmpty();
            assertThat(ended.exitCode()).isOne();
        }
    }

    @Test
    void addressOfAnotherMachineIsExplained() {
        SecurityTest.Ended ended = dryRun(baseline(), "--no-auth", "--host", "192.0.2.1");
        assertThat(ended.err())
                .contains("credit: cannot listen at 192.0.2.1, port 0: expected an address of this machine");
        assertThat(ended.exitCode()).isOne();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " "})
    void emptyHostIsNoAddress(String host) {
        SecurityTest.Ended ended = SecurityTest.run("serve", "--host", host);
        assertThat(ended.err())
                .contains("Invalid value for option '--host': expected an address of this machine, got '" + host + "'");
        assertThat(ended.exitCode()).isEqualTo(2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"localhost", "127.0.0.1:8080", "127.0.0.2", "127.1:1", "[::1]:8080", "[0:0:0:0:0:0:0:1]"})
    void namesOfThisMachineAreAnsweredAt(String host) {
        assertThat(new Clients(null, true, null, 0).isName(host)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "127.0.0.1.example.org",
                "127.a",
                "1127.0.0.1",
                "localhost.example.org",
                "10.0.0.1",
                "127.0.0.1:x",
                "127."
            })
    void otherNamesAreNot(String host) {
        assertThat(new Clients(null, true, null, 0).isName(host)).isFalse();
    }

    @Test
    void newTokenBeginsALineWhateverTheFileEndsWith() throws IOException {
        Path file = folder.resolve("tokens");
        String first = TestServer.newToken(file);
        Files.writeString(file, SampleData.read(file).stripTrailing());
        String second = TestServer.newToken(file);
        Files.writeString(file, SampleData.read(file) + "# of the old ones");
        String third = TestServer.newToken(file);
        assertThat(List.of(first, second, third))
                .allMatch(
                        token -> Tokens.read(file, Tokens.Use.READ).find(token).isPresent());
        assertThat(SampleData.read(file).lines()).hasSize(4).allMatch(line -> !line.isBlank());
    }

    @Test
    void everythingThatServersTakeIsAskedAboutAtAStar() throws IOException {
        assertThat(SecurityTest.raw("OPTIONS * HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"))
                .startsWith("HTTP/1.1 200")
                .contains("\r\nAllow: GET,HEAD,OPTIONS\r\n", "\r\nX-Frame-Options: DENY\r\n")
                .doesNotContain("DELETE", "PUT", "POST");
        assertThat(SecurityTest.raw("OPTIONS * HTTP/1.1\r\nHost: evil.example.org\r\nConnection: close\r\n\r\n"))
                .startsWith("HTTP/1.1 421");
    }
}
