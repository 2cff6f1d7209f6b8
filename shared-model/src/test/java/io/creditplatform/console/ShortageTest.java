package io.creditplatform.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.SocketException;
import java.nio.file.FileSystemException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What somebody can allow more of is told from faults of the program. */
class ShortageTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Java heap space",
                "GC overhead limit exceeded",
                "Metaspace",
                "Requested array size exceeds VM limit"
            })
    void memory(String message) {
        assertThat(Shortage.of(new IllegalStateException("step failed", new OutOfMemoryError(message))))
                .hasValueSatisfying(sentence -> assertThat(sentence)
                        .matches("The memory that Java may use, \\d+ MB, is not enough\\. Allow more, as by"
                                + " CREDIT_JAVA_OPTS=-Xmx1g"));
    }

    @Test
    void threads() {
        assertThat(Shortage.of(new OutOfMemoryError(
                        "unable to create native thread: possibly out of memory or process/resource limits reached")))
                .hasValue(
                        "The process may have no more threads. Raise the limit: `ulimit -u`, or TasksMax= of its service");
    }

    @Test
    void openFiles() {
        for (IOException failure : new IOException[] {
            new FileSystemException("credits.csv", null, "Too many open files"),
            new FileNotFoundException("credits.csv (Too many open files)"),
            new SocketException("Too many open files")
        }) {
            assertThat(Shortage.of(new UncheckedIOException(failure)))
                    .hasValue("The process may have no more files open. Raise the limit: `ulimit -n 1024` where it is"
                            + " started, or LimitNOFILE= of its service");
        }
    }

    @Test
    void otherFailuresAreNone() {
        assertThat(Shortage.of(new IllegalStateException("Too many open files")))
                .isEmpty();
        assertThat(Shortage.of(new IOException("No space left on device"))).isEmpty();
        assertThat(Shortage.of(new StackOverflowError())).isEmpty();
    }
}
