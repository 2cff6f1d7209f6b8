package io.creditplatform.console;

import io.creditplatform.file.OwnedFiles;
import io.creditplatform.text.Visible;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.function.Consumer;

/** Files that are complete as soon as they are there. */
public final class WholeFile {

    private WholeFile() {}

    /** Writes a file in the place of the one that may be there; the process's own outputs are written to. */
    public static void write(Path file, Consumer<Writer> content) {
        try {
            if (Files.exists(file) && !Files.isRegularFile(file)) {
                fill(file, content);
                return;
            }
            Path target = Files.exists(file) ? file.toRealPath() : file.toAbsolutePath();
            try (Unfinished unfinished = Unfinished.of(target)) {
                fill(unfinished.part(), content);
                if (Files.exists(target)) {
                    OwnedFiles.handOver(target, unfinished.part());
                }
                Files.move(unfinished.part(), target, StandardCopyOption.REPLACE_EXISTING);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot write " + Visible.of(file), e);
        } catch (UncheckedIOException e) {
            throw new UncheckedIOException("Cannot write " + Visible.of(file), e.getCause());
        }
    }

    /** Writes a text. */
    public static void write(Path file, String text) {
        write(file, writer -> {
            try {
                writer.write(text);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
    }

    private static void fill(Path file, Consumer<Writer> content) throws IOException {
        try (Writer writer = OwnedFiles.writer(file)) {
            content.accept(writer);
        }
    }
}
