package io.creditplatform.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
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

    /** Ends with a code of its own while a signal ends it: a hook waits until it tries, and sees whether it competes. */
    static final class Latecomer {

        private Latecomer() {}

        public static void main(String[] arguments) throws Exception {
            Thread main = Thread.currentThread();
            Runtime.getRuntime().addShutdownHook(new Thread(() -> observe(main)));
            try (StopSignal stop = StopSignal.listening()) {
                Files.createFile(Path.of(arguments[0]));
                while (!stop.isRequested()) {
                    Thread.sleep(5);
                }
            }
            StopSignal.exit(1);
        }

        private static void observe(Thread main) {
            while (main.getState() != Thread.State.WAITING) {
                if (Stream.of(main.getStackTrace())
                        .anyMatch(frame -> frame.getClassName().equals("java.lang.Shutdown"))) {
                    Runtime.getRuntime().halt(1);
                }
                Thread.onSpinWait();
            }
        }
    }

    /** Sends the signal once work has begun; returns the exit code. */
    private int terminate(Class<?> program, Object... arguments) throws IOException, InterruptedException {
        Path begun = folder.resolve("begun");
        Process process = Child.start(
                output(),
                program,
                List.of(),
                Stream.concat(Stream.of(begun), Stream.of(arguments))
                        .map(String::valueOf)
                        .toArray(String[]::new));
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
        assertThat(terminate(Worker.class, false)).isEqualTo(128 + SIGTERM);
        assertThat(output()).hasContent("tidied up");
    }

    @Test
    void signalDoesNotMatterOnceAllIsDone() throws Exception {
        assertThat(terminate(Worker.class, true)).isZero();
        assertThat(output()).hasContent("tidied up");
    }

    @Test
    void signalsCodeCountsIfItCameFirst() throws Exception {
        assertThat(terminate(Latecomer.class)).isEqualTo(128 + SIGTERM);
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
