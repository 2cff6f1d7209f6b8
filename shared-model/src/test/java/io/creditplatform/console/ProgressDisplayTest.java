package io.creditplatform.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Progress is shown to people at a terminal who wait. */
class ProgressDisplayTest {

    private static final List<String> AT_TERMINAL = List.of("-Dcredit.terminal=true");

    @TempDir
    private Path folder;

    /** Works through 40 eggs. */
    static final class Work {

        private Work() {}

        /** The arguments are whether progress is wanted, and how long it pauses after the first half, in milliseconds. */
        public static void main(String[] arguments) throws Exception {
            boolean wanted = Boolean.parseBoolean(arguments[0]);
            try (ProgressDisplay display = new ProgressDisplay(wanted, "Counting", " eggs", 1)) {
                display.at("Berta", 20, 40);
                Thread.sleep(Long.parseLong(arguments[1]));
                display.at("Klara", 30, 40);
                display.at("Klara", 40, 40);
                Thread.sleep(Long.parseLong(arguments[1]));
            }
        }
    }

    private String work(List<String> options, boolean wanted, int pauseMillis) throws Exception {
        Path output = folder.resolve("output.txt");
        Process process = Child.start(output, Work.class, options, String.valueOf(wanted), String.valueOf(pauseMillis));
        assertThat(Child.await(process)).isZero();
        return Files.readString(output);
    }

    /** Drawn once a second by a thread of its own, which a busy machine may hold up for another one. */
    @Test
    void showsABarForWhatTakesItsTime() throws Exception {
        assertThat(work(AT_TERMINAL, true, 3500))
                .contains("Counting 100%")
                .contains("40/40 eggs")
                .contains("Klara")
                .contains("Counting  97%")
                .doesNotContain(":00:00 / 0:00:00");
    }

    @Test
    void saysNothingOfWhatIsQuicklyDone() throws Exception {
        assertThat(work(AT_TERMINAL, true, 0)).isEmpty();
    }

    @Test
    void saysNothingWhereNobodyWantsToKnow() throws Exception {
        assertThat(work(AT_TERMINAL, false, 1100)).isEmpty();
    }

    @Test
    void saysNothingIntoFilesAndPipes() throws Exception {
        assertThat(work(List.of(), true, 1100)).isEmpty();
    }
}
