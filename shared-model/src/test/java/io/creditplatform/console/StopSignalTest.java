package io.creditplatform.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A request to end reaches what is under way, and the process waits for it. */
class StopSignalTest {

    private static final int SIGTERM = 15;

    @TempDir
    private Path folder;

    /** Works until it is asked to stop, and tidies up then. */
    static final class Worker {

        private Worker() {}

        /** The first argument is a file that says that work has begun; the second whether all is done in the end. */
        public static void main(String[] arguments) throws Exception {
            try (StopSignal stop = StopSignal.listening()) {
                Files.createFile(Path.of(arguments[0]));
                while (!stop.isRequested()) {
                    Thread.sleep(5);
                }
                System.out.println("tidied up");
                System.out.flush();
                if (Boolean.parseBoolean(arguments[1])) {
                    stop.done();
                }
            }
        }
    }

    /** Sends the signal once work has begun; returns the exit code. */
    private int terminate(boolean allDone) throws IOException, InterruptedException {
        Path begun = folder.resolve("begun");
        Process process = Child.start(output(), Worker.class, List.of(), begun.toString(), String.valueOf(allDone));
        while (process.isAlive() && !Files.exists(begun)) {
            Thread.sleep(5);
        }
        process.destroy();
        return Child.await(process);
    }

    private Path output() {
        return folder.resolve("output.txt");
    }

    @Test
    void processEndsWhenWorkHasStopped() throws Exception {
        assertThat(terminate(false)).isEqualTo(128 + SIGTERM);
        assertThat(output()).hasContent("tidied up");
    }

    @Test
    void signalDoesNotMatterOnceAllIsDone() throws Exception {
        assertThat(terminate(true)).isZero();
        assertThat(output()).hasContent("tidied up");
    }

    @Test
    void requestIsSeen() {
        try (StopSignal stop = StopSignal.silent()) {
            assertThat(stop.isRequested()).isFalse();
            stop.request();
            assertThat(stop.isRequested()).isTrue();
        }
    }

    @Test
    void closingIsNoRequest() {
        StopSignal stop = StopSignal.listening();
        stop.close();
        assertThat(stop.isRequested()).isFalse();
    }
}
