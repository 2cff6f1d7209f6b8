package io.creditplatform.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** When words stand out. */
class InkTest {

    @TempDir
    private Path folder;

    /** Says whether they do, as the user wants it. */
    static final class Look {

        private Look() {}

        public static void main(String[] arguments) {
            System.out.print(Ink.forStdout(Ink.When.said(arguments)).strong("x").equals("x") ? "plain" : "strong");
        }
    }

    private String look(boolean terminal, Map<String, String> environment, String... arguments) throws Exception {
        Path output = folder.resolve("output.txt");
        Process process = Child.start(
                output, environment, Look.class, List.of("-Dcredit.terminal.stdout=" + terminal), arguments);
        assertThat(Child.await(process)).isZero();
        return Files.readString(output);
    }

    @Test
    void onTerminalsOrAsSaid() throws Exception {
        Map<String, String> usual = Map.of("TERM", "xterm");
        assertThat(look(true, usual)).isEqualTo("strong");
        assertThat(look(false, usual)).isEqualTo("plain");
        assertThat(look(true, usual, "--color=never")).isEqualTo("plain");
        assertThat(look(false, usual, "--color", "Always")).isEqualTo("strong");
        assertThat(look(true, Map.of("TERM", "xterm", "NO_COLOR", "1"))).isEqualTo("plain");
        assertThat(look(false, Map.of("TERM", "xterm", "NO_COLOR", "1"), "--color=always"))
                .isEqualTo("strong");
        assertThat(look(true, Map.of("TERM", "dumb"))).isEqualTo("plain");
    }
}
