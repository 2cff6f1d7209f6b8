package io.creditplatform.file;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import org.junit.jupiter.api.Test;

/** A failure is said in words, not in names of classes. */
class FileFailureTest {

    @Test
    void givesReasonsInAFewWords() {
        assertThat(FileFailure.reason(new IOException("disk full"))).isEqualTo("disk full");
        assertThat(FileFailure.reason(new FileSystemException("a", "b", "not empty")))
                .isEqualTo("not empty");
        assertThat(FileFailure.reason(new AccessDeniedException("a"))).isEqualTo("permission denied");
        assertThat(FileFailure.reason(new NoSuchFileException("a"))).isEqualTo("there is no such file or folder");
        assertThat(FileFailure.reason(new FileAlreadyExistsException("a"))).isEqualTo("something else has that name");
        assertThat(FileFailure.reason(new IOException())).isEqualTo("java.io.IOException");
        assertThat(FileFailure.reason(new IOException("a\nb"))).isEqualTo("a<U+000A>b");
    }

    @Test
    void advisesRoomWhereThatMayHelp() {
        assertThat(FileFailure.remedy(new IOException("disk full"))).isEqualTo("make room, or choose another place");
        assertThat(FileFailure.remedy(new AccessDeniedException("a"))).isEqualTo("choose another place");
    }
}
