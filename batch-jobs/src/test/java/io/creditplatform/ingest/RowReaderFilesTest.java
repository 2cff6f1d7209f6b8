package io.creditplatform.ingest;

import static io.creditplatform.ingest.FeedFile.MANAGERS;
import static io.creditplatform.ingest.FeedFile.MANAGERS_HEADER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The file below a reader: it is let go of, whatever happens, and each part begins on its own line. */
class RowReaderFilesTest {

    @TempDir
    private Path folder;

    private int open;
    private boolean broken;

    private InputStream opened(Path path) throws IOException {
        open++;
        return new FilterInputStream(Files.newInputStream(path)) {
            @Override
            public int read(byte[] buffer, int offset, int length) throws IOException {
                if (broken) {
                    throw new IOException("Input/output error");
                }
                return super.read(buffer, offset, length);
            }

            @Override
            public void close() throws IOException {
                open--;
                super.close();
            }
        };
    }

    private ExtractFile file(String text) throws IOException {
        Path path = Files.writeString(folder.resolve(MANAGERS.fileName()), text);
        return ExtractFile.of(MANAGERS, path, 1, this::opened, () -> false);
    }

    @Test
    void isClosedWithTheReader() throws IOException {
        ExtractFile file = file(MANAGERS_HEADER + "1,Ann,a@x.org\n");
        try (RowReader reader = new RowReader(file, warning -> {})) {
            assertThat(reader.next()).isNotNull();
            assertThat(open).isEqualTo(1);
        }
        assertThat(open).isZero();
    }

    @Test
    void isClosedIfThereIsNoReader() throws IOException {
        ExtractFile unfit = file("no,header,of\n");
        assertThatExceptionOfType(ExtractException.class).isThrownBy(() -> new RowReader(unfit, warning -> {}));
        assertThat(open).isZero();

        ExtractFile unreadable = file(MANAGERS_HEADER + "1,Ann,a@x.org\n");
        broken = true;
        assertThatExceptionOfType(ExtractException.class)
                .isThrownBy(() -> new RowReader(unreadable, warning -> {}))
                .withMessageContaining("Input/output error");
        assertThat(open).isZero();
    }

    @Test
    void partsBeginOnTheirOwnLines() throws IOException {
        ExtractFile file =
                file(MANAGERS_HEADER + "1,\"A\nB\",a@x.org\n2,C,c@x.org\n3,D\"D,d@x.org\n4,\"E\"e,e@x.org\n");
        assertThat(file.parts().stream().map(part -> linesOf(file, part)))
                .containsExactly(List.of(), List.of(2L), List.of(4L), List.of(5L), List.of(6L));
    }

    private static List<Long> linesOf(ExtractFile file, FilePart part) {
        try (RowReader reader = new RowReader(file, part, warning -> {})) {
            return FeedFile.remaining(reader).stream().map(Row::line).toList();
        }
    }
}
