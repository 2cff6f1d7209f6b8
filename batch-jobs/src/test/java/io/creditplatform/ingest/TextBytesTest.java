package io.creditplatform.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What of a file's bytes is text, however many of them come at once. */
class TextBytesTest {

    private static final int MAX_HELD = 4096;

    @TempDir
    private Path folder;

    /** A file's text, and whether a Ctrl-Z closed it. */
    private record Text(String text, boolean closed) {}

    private ExtractFile file(String content) throws IOException {
        Path path = folder.resolve(FeedFile.MANAGERS.fileName());
        return ExtractFile.of(FeedFile.MANAGERS, Files.write(path, content.getBytes(StandardCharsets.ISO_8859_1)));
    }

    /** Comes in pieces of that size. */
    private static InputStream dripping(String content, int piece) {
        return new ByteArrayInputStream(content.getBytes(StandardCharsets.ISO_8859_1)) {
            @Override
            public synchronized int read(byte[] buffer, int offset, int length) {
                return super.read(buffer, offset, Math.min(piece, length));
            }
        };
    }

    private Text read(String content) throws IOException {
        ExtractFile file = file(content);
        Text text = read(file, content, 7, 4);
        for (int piece : new int[] {1, 2, 3, content.length() + 1}) {
            for (int length : new int[] {1, 5, content.length() + 9}) {
                assertThat(read(file, content, piece, length))
                        .as("pieces of %d, %d at once", piece, length)
                        .isEqualTo(text);
            }
        }
        return text;
    }

    /** Into the midst of a buffer, of which the rest has to stay as it was. */
    private static Text read(ExtractFile file, String content, int piece, int length) throws IOException {
        ByteArrayOutputStream text = new ByteArrayOutputStream();
        try (TextBytes bytes = new TextBytes(file, file.whole(), dripping(content, piece))) {
            assertThat(bytes.read(new byte[1], 0, 0)).isZero();
            byte[] buffer = new byte[length + 5];
            for (int count = bytes.read(buffer, 3, length); count >= 0; count = bytes.read(buffer, 3, length)) {
                text.write(buffer, 3, count);
                assertThat(Arrays.copyOf(buffer, 3)).containsOnly(0);
                assertThat(Arrays.copyOfRange(buffer, length + 3, length + 5)).containsOnly(0);
            }
            return new Text(text.toString(StandardCharsets.ISO_8859_1), bytes.isClosedByCtrlZ());
        }
    }

    @Test
    void ctrlZAndWhatFollowsOfItsKindClosesTheFile() throws IOException {
        assertThat(read("h\n1\n")).isEqualTo(new Text("h\n1\n", false));
        assertThat(read("h\n1\n\u001a")).isEqualTo(new Text("h\n1\n", true));
        assertThat(read("h\n1\n\u001a \t\r\n\u001a\n")).isEqualTo(new Text("h\n1\n", true));
        assertThat(read("h\u001a1\n\u001a2\n")).isEqualTo(new Text("h\u001a1\n\u001a2\n", false));
        assertThat(read("h\u001a\u001a1\u001a")).isEqualTo(new Text("h\u001a\u001a1", true));
        assertThat(read("h\n\n  ")).isEqualTo(new Text("h\n\n  ", false));
    }

    @Test
    void soManyBytesMayFollowIt() throws IOException {
        String most = "\u001a" + "\n".repeat(MAX_HELD - 1);
        assertThat(read("h\n" + most)).isEqualTo(new Text("h\n", true));
        assertThat(read("h\n" + most + "\n")).isEqualTo(new Text("h\n" + most + "\n", false));
    }

    @Test
    void markIsNoTextAndPiecesOfOneAre() throws IOException {
        assertThat(read("\u00ef\u00bb\u00bfh\n")).isEqualTo(new Text("h\n", false));
        assertThat(read("\u00ef\u00bbh\n")).isEqualTo(new Text("\u00ef\u00bbh\n", false));
        assertThat(read("\u00ef")).isEqualTo(new Text("\u00ef", false));
        assertThat(read("")).isEqualTo(new Text("", false));
    }

    @Test
    void bytesComeOneByOneToo() throws IOException {
        String content = "h\u00ff\u0001\n\u001a";
        ExtractFile file = file(content);
        try (TextBytes bytes = new TextBytes(file, file.whole(), dripping(content, 2))) {
            assertThat(new int[] {bytes.read(), bytes.read(), bytes.read(), bytes.read(), bytes.read()})
                    .containsExactly('h', 0xFF, 1, '\n', -1);
        }
    }

    @Test
    void utf16IsRefused() throws IOException {
        for (String content : new String[] {"\u00ff\u00fe", "\u00fe\u00ff", "\0h", "h\0", "h\0\n\0"}) {
            ExtractFile file = file(content);
            assertThatExceptionOfType(UnfitFileException.class)
                    .isThrownBy(() -> new TextBytes(file, file.whole(), dripping(content, 9)))
                    .withMessageStartingWith("is UTF-16, expected UTF-8");
        }
        assertThat(read("\u00ff")).isEqualTo(new Text("\u00ff", false));
    }
}
