package io.creditplatform.analytics.export;

import static org.assertj.core.api.Assertions.assertThat;

import io.creditplatform.analytics.AnalyticsProgram;
import io.creditplatform.analytics.web.TestServer;
import io.creditplatform.console.Console;
import io.creditplatform.database.Database;
import io.creditplatform.testing.Program;
import io.creditplatform.testing.SampleData;
import java.io.FileDescriptor;
import java.io.FilterWriter;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.Writer;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A signal that comes when an export is complete. */
class StoppedExportTest {

    /** {@code credit}, to which a signal comes just before it prints. */
    static final class SignalledWhilePrinting {

        private SignalledWhilePrinting() {}

        public static void main(String[] arguments) {
            Writer out = new FilterWriter(Console.writer(FileDescriptor.out)) {
                private boolean signalled;

                @Override
                public void write(String text, int offset, int length) throws IOException {
                    if (!signalled) {
                        signalled = true;
                        new Thread(() -> System.exit(143)).start();
                        awaitShutdown();
                    }
                    super.write(text, offset, length);
                }
            };
            System.exit(Console.run(AnalyticsProgram.commandLine().setOut(new PrintWriter(out)), arguments));
        }

        private static void awaitShutdown() {
            try {
                while (true) {
                    Runtime.getRuntime().addShutdownHook(new Thread(() -> {}));
                    Thread.onSpinWait();
                }
            } catch (IllegalStateException e) {
                // The process is ending.
            }
        }
    }

    @Test
    void completeExportIsListedWhateverComes(@TempDir Path folder) throws IOException {
        Path output = folder.resolve("output.txt");
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        SignalledWhilePrinting.class.getName(),
                        "export",
                        folder.resolve("export").toString(),
                        "--db",
                        TestServer.ofBaseline(Database.SQLITE).address().jdbcUrl())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        Program.Ended ended = Program.await(process, output);
        assertThat(ended.output()).contains("sellers.csv ", "12 rows", "as of 2025-08-29, in USD, load 1");
        assertThat(ended.exitCode()).isZero();
        assertThat(SampleData.read(folder.resolve("export").resolve("datapackage.json")))
                .contains("\"resources\"");
    }
}
