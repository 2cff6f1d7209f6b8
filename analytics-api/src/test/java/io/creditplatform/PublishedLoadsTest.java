package io.creditplatform;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Which loads are published, and which is the newest of them, two views say. No query says it again, but for the one that is put to
 * schemas from before those views.
 */
class PublishedLoadsTest {

    private static final Pattern SAID_AGAIN = Pattern.compile(
            "status = 'COMPLETED'\\s+AND\\s+(\\w+\\.)?dry_run|dry_run = 0\\s+AND\\s+(\\w+\\.)?status = 'C");

    @Test
    void whatIsPublishedIsSaidOnce() throws IOException {
        List<Path> found = new ArrayList<>();
        for (String module : List.of("shared-model", "batch-jobs", "analytics-api")) {
            try (Stream<Path> files = Files.walk(Path.of("..", module, "src", "main"))) {
                for (Path file : files.filter(PublishedLoadsTest::isCode).toList()) {
                    if (SAID_AGAIN.matcher(Files.readString(file)).find()) {
                        found.add(file);
                    }
                }
            }
        }
        assertThat(found).extracting(file -> file.getFileName().toString()).containsExactly("Loads.java");
    }

    private static boolean isCode(Path file) {
        return file.toString().endsWith(".java") || file.toString().endsWith(".sql");
    }
}
