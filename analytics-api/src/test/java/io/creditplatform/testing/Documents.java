package io.creditplatform.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What the project says to people, wherever it stands: tests ask for a text or a section, so that it may move. */
public final class Documents {

    /** The first that anybody reads. */
    public static final Path README = Path.of("..", "README.md");

    private Documents() {}

    /** All but what decisions say, and what folders say of themselves. */
    public static List<Path> all() {
        try (Stream<Path> root = Files.list(Path.of(".."));
                Stream<Path> docs = Files.list(Path.of("..", "docs"))) {
            return Stream.concat(root, docs)
                    .filter(file -> file.toString().endsWith(".md"))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The one document that has a text in it. */
    public static Path with(String text) {
        List<Path> found = all().stream()
                .filter(page -> SampleData.read(page).contains(text))
                .toList();
        if (found.size() != 1) {
            throw new AssertionError("Expected one document with '" + text + "', got " + found);
        }
        return found.get(0);
    }

    /** The text below a heading, whatever its level, to the next one of its level or a higher one. */
    public static String section(String title) {
        Pattern heading = Pattern.compile("(?m)^(#+) " + Pattern.quote(title) + "$");
        String page = all().stream()
                .map(SampleData::read)
                .filter(text -> heading.matcher(text).find())
                .findFirst()
                .orElseThrow(() -> new AssertionError("No document has a section '" + title + "'"));
        Matcher begin = heading.matcher(page);
        if (!begin.find()) {
            throw new AssertionError(title);
        }
        String rest = page.substring(begin.end());
        Matcher next =
                Pattern.compile("(?m)^#{1," + begin.group(1).length() + "} ").matcher(rest);
        return next.find() ? rest.substring(0, next.start()) : rest;
    }
}
