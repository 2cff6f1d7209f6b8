package io.creditplatform;

import static org.assertj.core.api.Assertions.assertThat;

import io.creditplatform.testing.SampleData;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.MalformedInputException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What a document, a comment or a message refers to is there: documents with their sections, decisions, files and classes. */
class CitationTest {

    private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();

    /** What {@code credit check --out} writes. */
    private static final Path WRITTEN = Path.of("report.md");

    private static final Pattern LINK = Pattern.compile("\\]\\(([^)\\s]+)\\)");

    private static final Pattern DOCUMENT =
            Pattern.compile("(?<![\\w/.\"-])((?:[\\w-]+/)*[\\w-]+\\.md)\\b(?:#([\\w-]+))?");

    private static final Pattern DECISION = Pattern.compile("\\bADR (\\d+)");

    /** Code in a line; not the name of the file that is shown next. */
    private static final Pattern CODE = Pattern.compile("`([^`\\n]+)`(?!:\\n)");

    private static final Pattern BLOCK = Pattern.compile("(?ms)^ *```.*?^ *```");

    private static final Pattern CLASS = Pattern.compile("(?:[A-Z][a-z0-9]+){2,}");

    private static final List<Path> FILES = files();

    @Test
    void linksLeadSomewhere() {
        List<String> dead = new ArrayList<>();
        for (Path page : pages()) {
            for (MatchResult link : matches(LINK, page)) {
                String target = link.group(1);
                if (!target.matches("[a-z]+:.*") && !isThere(page, target)) {
                    dead.add(ROOT.relativize(page) + ": " + target);
                }
            }
        }
        assertThat(dead).isEmpty();
    }

    /** A text in quotation marks is a file's name for the program, which finds out by itself. */
    @Test
    void documentsThatAreNamedAreThere() {
        List<String> dead = new ArrayList<>();
        for (Path file : FILES) {
            for (MatchResult match : matches(DOCUMENT, file)) {
                Path document = Path.of(match.group(1));
                String section = match.group(2);
                if (!document.equals(WRITTEN)
                        && pages().stream()
                                .filter(page -> page.endsWith(document))
                                .noneMatch(page ->
                                        section == null || sections(page).anyMatch(section::equals))) {
                    dead.add(ROOT.relativize(file) + ": " + match.group());
                }
            }
        }
        assertThat(dead).isEmpty();
    }

    @Test
    void decisionsThatAreNamedAreThere() throws IOException {
        Set<Integer> decisions = new HashSet<>();
        try (Stream<Path> list = Files.list(ROOT.resolve("docs/adr"))) {
            list.forEach(file -> decisions.add(Integer.valueOf(name(file).substring(0, 4))));
        }
        for (Path file : FILES) {
            assertThat(matches(DECISION, file)).as(file.toString()).allSatisfy(match -> assertThat(decisions)
                    .contains(Integer.valueOf(match.group(1))));
        }
    }

    @Test
    void filesThatPagesNameAreThere() {
        Set<String> top = FILES.stream()
                .map(file -> ROOT.relativize(file))
                .filter(file -> file.getNameCount() > 1)
                .map(file -> file.getName(0).toString())
                .collect(Collectors.toSet());
        List<String> dead = new ArrayList<>();
        for (Path page : pages()) {
            for (MatchResult code : matches(CODE, page)) {
                String path = code.group(1).split("[ #]", 2)[0];
                if (path.contains("/")
                        && path.matches("[\\w./-]+")
                        && top.contains(path.substring(0, path.indexOf('/')))
                        && !path.contains("/target/")
                        && Files.notExists(ROOT.resolve(path))) {
                    dead.add(ROOT.relativize(page) + ": " + path);
                }
            }
        }
        assertThat(dead).isEmpty();
    }

    /** A class of ours, one that ours use, or one that a page shows. What decisions say of classes was true in their day. */
    @Test
    void classesThatPagesNameAreThere() {
        Set<String> words = new HashSet<>();
        for (Path file : FILES) {
            if (name(file).matches(".*\\.(java|xml|js)")) {
                for (MatchResult word : matches(Pattern.compile("\\w+"), file)) {
                    words.add(word.group());
                }
            }
        }
        Set<String> unknown = new TreeSet<>();
        for (Path page : pages()) {
            matches(BLOCK, page)
                    .forEach(block -> Stream.of(block.group().split("\\W+", -1)).forEach(words::add));
            if (page.startsWith(ROOT.resolve("docs/adr"))) {
                continue;
            }
            for (MatchResult code : matches(CODE, page)) {
                CLASS.matcher(code.group(1)).results().map(MatchResult::group).forEach(type -> {
                    if (code.group(1).matches("[A-Z]\\w+(\\.\\w+(\\(.*\\))?)?") && !words.contains(type)) {
                        unknown.add(ROOT.relativize(page) + ": " + type);
                    }
                });
            }
        }
        assertThat(unknown).isEmpty();
    }

    private static boolean isThere(Path from, String target) {
        String[] parts = target.split("#", 2);
        Path file = parts[0].isEmpty()
                ? from
                : Objects.requireNonNull(from.getParent()).resolve(parts[0]);
        return Files.exists(file) && (parts.length == 1 || sections(file).anyMatch(parts[1]::equals));
    }

    /** The sections of a page, as links name them. */
    private static Stream<String> sections(Path page) {
        return SampleData.lines(page).stream()
                .filter(line -> line.matches("#+ .*"))
                .map(line -> line.replaceFirst("#+ ", "")
                        .toLowerCase(Locale.ROOT)
                        .replaceAll("[^\\p{L}\\p{N}_ -]", "")
                        .replace(' ', '-'));
    }

    private static List<Path> pages() {
        return FILES.stream().filter(file -> name(file).endsWith(".md")).toList();
    }

    /** All matches in a file, of which blocks and code in between are part; none in one that is no text. */
    private static List<MatchResult> matches(Pattern pattern, Path file) {
        try {
            return pattern.matcher(Files.readString(file, StandardCharsets.UTF_8))
                    .results()
                    .toList();
        } catch (MalformedInputException e) {
            return List.of();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String name(Path file) {
        return String.valueOf(file.getFileName());
    }

    /** The project's files, without what a build or git makes. */
    private static List<Path> files() {
        List<Path> files = new ArrayList<>();
        try {
            Files.walkFileTree(ROOT, new SimpleFileVisitor<>() {
                @Override
                public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
                    return Set.of("target", ".git", "node_modules", ".idea").contains(name(folder))
                            ? FileVisitResult.SKIP_SUBTREE
                            : FileVisitResult.CONTINUE;
                }

                @Override
                public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                    if (attributes.isRegularFile() && attributes.size() < 1_000_000) {
                        files.add(file);
                    }
                    return FileVisitResult.CONTINUE;
                }
            });
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return files;
    }
}
