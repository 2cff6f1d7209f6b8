package io.creditplatform.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.creditplatform.analytics.AnalyticsProgram;
import io.creditplatform.console.StopSignal;
import io.creditplatform.database.Database;
import io.creditplatform.feed.Column;
import io.creditplatform.feed.FeedDefinition;
import io.creditplatform.feed.Feeds;
import io.creditplatform.ingest.RejectionCode;
import io.creditplatform.model.Severity;
import io.creditplatform.quality.Rule;
import io.creditplatform.quality.Rules;
import io.creditplatform.setting.Setting;
import io.creditplatform.testing.Documents;
import io.creditplatform.testing.SampleData;
import io.creditplatform.testing.TestDatabase;
import jakarta.validation.constraints.Email;
import jakarta.validation.constraints.Positive;
import jakarta.validation.constraints.PositiveOrZero;
import jakarta.validation.constraints.Size;
import java.io.IOException;
import java.lang.annotation.Annotation;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/** The reference page says what the code says: it is made from it, and this test fails when it is not up to date. */
class ReferenceTest {

    private static final Path PAGE = Path.of("..", "docs", "reference.md");

    private static final Path RULES =
            Path.of("..", "batch-jobs", "src", "main", "resources", "io", "creditplatform", "quality", "rules");

    /** What a system property of our own looks like in the launcher. */
    private static final Pattern PROPERTY = Pattern.compile("-D(credit\\.[a-z.-]+)");

    /** Reads something of our own from outside. */
    private static final Pattern READ = Pattern.compile(
            "((?:System\\.get(?:env|Property)|(?:Integer|Long|Boolean)\\.get(?:Integer|Long|Boolean))\\((?!\"(?:user|java)\\.).*)");

    /** A system property of our own, wherever it is a constant; not the name of a database file, nor those of the service's settings and unit. */
    private static final Pattern SETTING =
            Pattern.compile("getenv\\(\"(CREDIT_[A-Z_]+)\"|\"(credit\\.(?!db|yaml|service)[a-z]+(?:[.-][a-z]+)*)\"");

    private static final Pattern TIME = Pattern.compile("\\d{4}-\\d\\d-\\d\\dT[\\d:.]+Z");

    /** Where an extract lies, or a database. */
    private static final Pattern PLACE = Pattern.compile("\\S*/sample-data/|(?<=database  )\\S+");

    @TempDir
    private Path folder;

    @Test
    void pageIsUpToDate() {
        String expected = page();
        if (Boolean.getBoolean("credit.docs.write")) {
            SampleData.write(PAGE, expected);
        }
        assertThat(SampleData.read(PAGE))
                .as("docs/reference.md; to write it anew: mvn -pl analytics-api -am test -Dtest=ReferenceTest"
                        + " -Dsurefire.failIfNoSpecifiedTests=false -Dcredit.docs.write=true")
                .isEqualTo(expected);
    }

    @Test
    void documentsShowEveryCommandAndLinkTheReference() {
        String written = Documents.all().stream()
                .filter(page -> !page.equals(PAGE))
                .map(SampleData::read)
                .collect(Collectors.joining());
        assertThat(SampleData.read(Documents.README)).contains("docs/reference.md");
        assertThat(commands().keySet())
                .filteredOn(command -> !command.equals("credit db") && !written.contains(command))
                .isEmpty();
        for (RejectionCode code : RejectionCode.values()) {
            assertThat(page()).contains("`" + code.code() + "`");
        }
    }

    @Test
    void documentsShowWhatTheProgramPrints() {
        CreditRunner credit = new CreditRunner(TestDatabase.fresh(Database.SQLITE));
        Map<String, String> printed = new LinkedHashMap<>();
        printed.put(
                "import sample-data/baseline",
                credit.importFolder(SampleData.folder("baseline")).out());
        printed.put(
                "import sample-data/next-day --report report.json",
                credit.importFolder(SampleData.folder("next-day")).out());
        printed.put("loads", credit.run("loads").out());
        printed.put("rejects", credit.run("rejects").out());
        printed.put(
                "generate big --sellers 300 --weeks 92",
                CreditRunner.runAsGiven(
                                "generate", folder.resolve("big").toString(), "--sellers", "300", "--weeks", "92")
                        .out());
        printed.put(
                "check --as-of 2025-10-01 --out quality --fail-on Critical",
                credit.run("check", "--as-of", "2025-10-01").out());
        printed.put("db status", credit.run("db", "status").out());
        Set<String> shown = new TreeSet<>();
        for (Path page : Documents.all()) {
            String expected = SampleData.read(page);
            for (Map.Entry<String, String> command : printed.entrySet()) {
                if (expected.contains("$ ./credit " + command.getKey() + "\n")) {
                    shown.add(command.getKey());
                    expected = printed(expected, command.getKey(), command.getValue());
                }
            }
            if (Boolean.getBoolean("credit.docs.write")) {
                SampleData.write(page, expected);
            }
            assertThat(SampleData.read(page))
                    .as(page + ", which is written like docs/reference.md")
                    .isEqualTo(expected);
        }
        assertThat(shown).isEqualTo(printed.keySet());
    }

    /**
     * A document with what a command printed on stdout put beneath it, wherever it is shown. What follows there of stderr
     * stays, and so do times and places, which are different each time. Where the command is shown once more, with another
     * outcome, that stays as it is.
     */
    private static String printed(String page, String command, String out) {
        String shown = "$ ./credit " + command + "\n";
        String firstWord = out.strip().split("\\s", 2)[0];
        String result = page;
        for (int at = result.indexOf(shown); at >= 0; at = result.indexOf(shown, at + 1)) {
            int begin = at + shown.length();
            String before = result.substring(begin, result.indexOf("```", begin));
            Matcher next = Pattern.compile("(?m)^(Load|Check|WARN|credit:|\\$)").matcher(before);
            int end = begin + (next.find() ? next.start() : before.length());
            if (before.strip().startsWith(firstWord)) {
                result = result.substring(0, begin)
                        + likeBefore(result.substring(begin, end), out)
                        + result.substring(end);
            }
        }
        return result;
    }

    private static String likeBefore(String before, String out) {
        String after = out;
        for (Pattern own : List.of(TIME, PLACE)) {
            Iterator<String> next = own.matcher(before)
                    .results()
                    .map(MatchResult::group)
                    .toList()
                    .iterator();
            after = own.matcher(after)
                    .replaceAll(match -> Matcher.quoteReplacement(next.hasNext() ? next.next() : match.group()));
        }
        return after;
    }

    /** The rules in a few words each. */
    @Test
    void documentsListTheRules() {
        StringBuilder table = new StringBuilder("| rule | severity | entity | what |\n| --- | --- | --- | --- |\n");
        for (Rule rule : Rules.all(Database.SQLITE)) {
            if (rule.reference() == null) {
                table.append("| `")
                        .append(rule.code())
                        .append("` | ")
                        .append(rule.severity().code())
                        .append(" | ");
                table.append(rule.entity().name())
                        .append(" | ")
                        .append(rule.title())
                        .append(" |\n");
            }
        }
        assertPart("rules", table);
    }

    /** What can be set from outside, in the words of {@link Setting} and of the rules. */
    @Test
    void documentsListTheSettings() throws IOException {
        StringBuilder table = new StringBuilder("| name | meaning |\n| --- | --- |\n");
        settings().forEach((name, meaning) -> table.append("| `")
                .append(name)
                .append("` | ")
                .append(meaning)
                .append(" |\n"));
        assertPart("settings", table);
    }

    /** What stands in a document between the two marks of a part, and is written there when the documents are. */
    private static void assertPart(String name, CharSequence part) {
        String begin = "<!-- the " + name + ", written by ReferenceTest -->\n";
        String end = "\n<!-- end of the " + name + " -->";
        Path path = Documents.with(begin);
        String page = SampleData.read(path);
        assertThat(page).contains(end);
        String expected = page.substring(0, page.indexOf(begin) + begin.length()) + "\n" + part
                + page.substring(page.indexOf(end));
        if (Boolean.getBoolean("credit.docs.write")) {
            SampleData.write(path, expected);
        }
        assertThat(SampleData.read(path)).isEqualTo(expected);
    }

    /** Whatever the launcher and the program read from outside is in the list, and nobody reads it past the list. */
    @Test
    void noSettingIsMissingFromTheList() throws IOException {
        String launcher = SampleData.read(Path.of("..", "credit"));
        Set<String> used = found(Pattern.compile("\\b(CREDIT_[A-Z_]+|JAVA_HOME)\\b"), launcher);
        used.addAll(found(PROPERTY, launcher));
        for (Path file : javaFiles("main")) {
            String source = SampleData.read(file);
            used.addAll(found(SETTING, source));
            if (!file.endsWith(Path.of("setting", "Setting.java"))) {
                assertThat(found(READ, source)).as(file.toString()).isEmpty();
            }
        }
        assertThat(used).contains("CREDIT_APP", "credit.template");
        assertThat(settings().keySet()).containsAll(used).contains("credit.stale_rate.days");
    }

    /** Name and meaning, those of the rules last. */
    private static Map<String, String> settings() throws IOException {
        Map<String, String> settings = new LinkedHashMap<>();
        for (Setting setting : Setting.values()) {
            String byDefault = setting.byDefault() == null ? "" : " (default: " + setting.byDefault() + ")";
            settings.put(setting.key(), setting.help() + byDefault);
        }
        try (Stream<Path> rules = Files.list(RULES)) {
            for (Path file : rules.filter(rule -> rule.toString().endsWith(".sql"))
                    .sorted()
                    .toList()) {
                String code = file.getFileName().toString().replace(".sql", "");
                Pattern.compile("-- setting ([a-z_]+): ([0-9]+)")
                        .matcher(SampleData.read(file))
                        .results()
                        .forEach(said -> settings.put(
                                "credit." + code + "." + said.group(1),
                                said.group(1) + " in the rule `" + code + "` (default: " + said.group(2) + ")"));
            }
        }
        return settings;
    }

    @Test
    void contributingKnowsTheTestsSettings() throws IOException {
        Set<String> settings = new TreeSet<>();
        for (Path file : javaFiles("test")) {
            settings.addAll(found(SETTING, SampleData.read(file)));
        }
        assertThat(settings).contains("credit.docs.write", "credit.kills");
        String pages = Documents.all().stream().map(SampleData::read).collect(Collectors.joining());
        assertThat(settings).allSatisfy(setting -> assertThat(pages).contains("`" + setting));
    }

    /** Those that more than one change set takes. */
    @Test
    void propertiesOfChangeSetsAreNamed() throws IOException {
        String page = SampleData.read(Path.of("..", "CONTRIBUTING.md"));
        Map<String, Integer> files = new TreeMap<>();
        try (Stream<Path> walk = Files.walk(Path.of("..", "changelogs", "src", "main", "resources"))) {
            for (Path file : walk.filter(Files::isRegularFile).toList()) {
                Pattern.compile("\\$\\{\\w+}")
                        .matcher(SampleData.read(file))
                        .results()
                        .map(MatchResult::group)
                        .distinct()
                        .forEach(name -> files.merge(name, 1, Integer::sum));
            }
        }
        assertThat(files).containsKeys("${id}", "${timestamp}");
        assertThat(files.entrySet())
                .filteredOn(property -> property.getValue() > 1 && !page.contains("`" + property.getKey() + "`"))
                .isEmpty();
    }

    /** "Where things are" leaves no package out. */
    @Test
    void everyPackageIsNamed() throws IOException {
        String map = Documents.section("Where things are");
        assertThat(javaFiles("main"))
                .filteredOn(file -> file.endsWith("package-info.java"))
                .isNotEmpty()
                .allSatisfy(file -> assertThat(map)
                        .contains("`" + Objects.requireNonNull(file.getParent()).getFileName() + "`"));
    }

    private static Set<String> found(Pattern pattern, String text) {
        return pattern.matcher(text)
                .results()
                .map(match -> Objects.requireNonNullElse(match.group(1), match.group(match.groupCount())))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** All modules' sources of programs, or of tests. */
    private static List<Path> javaFiles(String kind) throws IOException {
        List<Path> files = new ArrayList<>();
        for (String module : List.of("shared-model", "batch-jobs", "analytics-api")) {
            try (Stream<Path> walk = Files.walk(Path.of("..", module, "src", kind, "java"))) {
                walk.filter(path -> path.toString().endsWith(".java")).forEach(files::add);
            }
        }
        return files;
    }

    private static CommandLine root() {
        return Credit.commandLine(StopSignal.silent());
    }

    private static String page() {
        StringBuilder page = new StringBuilder("""
                # Reference

                Made from the code by `ReferenceTest`, which fails when this page is not up to date. Do not edit it by hand.

                ## Commands
                """);
        commands().forEach((name, command) -> appendCommand(page, name, command));
        page.append("""

                ## Exit codes

                | code | meaning |
                | --- | --- |
                | 0 | done; also when the same extract is already loaded |
                | 1 | the job failed; nothing half-done is visible, and the last lines say what to do next |
                | 2 | wrong usage, or an input that does not exist |
                | 3 | a gate was not met |
                | 4 | another process is loading into this database; of `run`, another service has the inbox |
                | 5 | `credit loads --require-since`: no load was published in time |
                | 129, 130, 143 | stopped by SIGHUP, Ctrl-C or SIGTERM; what is under way is finished first, be it a chunk or the publishing |

                ## Feeds

                In load order. The file of a feed is `<feed>.csv` or `<feed>.csv.gz`, its table bears its name, and its view
                `<feed>_v` shows money as decimals. Money columns are kept in minor units as `<column>_minor`.
                """);
        Feeds.all().forEach(feed -> appendFeed(page, feed));
        page.append("""

                ## Rules of the data quality

                What a row has to look like once it is in. The worst come first; `credit check` holds all rows against them.

                """);
        appendRules(page);
        page.append("""

                ## Why a row is rejected

                | code | when |
                | --- | --- |
                """);
        for (RejectionCode code : RejectionCode.values()) {
            page.append("| `")
                    .append(code.code())
                    .append("` | ")
                    .append(code.meaning())
                    .append(" |\n");
        }
        return page.toString();
    }

    /** The launcher makes one program of two, whose help is the batch side's: it speaks of the other one's commands in their words. */
    @Test
    void helpSpeaksOfTheAnalyticsCommandsToo() {
        Map<String, CommandSpec> ofTheHelp = commands("credit", root());
        AnalyticsProgram.commandLine().getSubcommands().forEach((name, command) -> {
            CommandSpec inHelp = Objects.requireNonNull(ofTheHelp.get("credit " + name), name);
            assertThat(inHelp.usageMessage().description())
                    .containsExactly(command.getCommandSpec().usageMessage().description()[0]);
        });
    }

    private static Map<String, CommandSpec> commands() {
        return commands("credit", wholeProgram());
    }

    /** Of both programs, which the launcher makes one. */
    static CommandLine wholeProgram() {
        CommandLine whole = root();
        AnalyticsProgram.commandLine().getSubcommands().forEach((name, command) -> {
            whole.getCommandSpec().removeSubcommand(name);
            whole.addSubcommand(name, command);
        });
        return whole;
    }

    private static void appendRules(StringBuilder page) {
        page.append("| severity | meaning |\n| --- | --- |\n");
        for (Severity severity : Severity.values()) {
            page.append("| ")
                    .append(severity.code())
                    .append(" | ")
                    .append(severity.meaning())
                    .append(" |\n");
        }
        page.append(
                "\n| rule | severity | entity | a row breaks it when | what to do |\n| --- | --- | --- | --- | --- |\n");
        for (Rule rule : Rules.all(Database.SQLITE)) {
            page.append("| `")
                    .append(rule.code())
                    .append("` | ")
                    .append(rule.severity().code())
                    .append(" | ")
                    .append(rule.entity().name())
                    .append(" | ")
                    .append(rule.meaning())
                    .append(" | ")
                    .append(rule.advice())
                    .append(" |\n");
        }
    }

    private static Map<String, CommandSpec> commands(String name, CommandLine commandLine) {
        Map<String, CommandSpec> commands = new java.util.LinkedHashMap<>();
        commands.put(name, commandLine.getCommandSpec());
        commandLine.getSubcommands().forEach((sub, line) -> commands.putAll(commands(name + " " + sub, line)));
        return commands;
    }

    private static void appendCommand(StringBuilder page, String name, CommandSpec command) {
        CommandLine.Help help = new CommandLine.Help(command, Ansi.OFF);
        page.append("\n### `").append(name).append("`\n\n");
        page.append(String.join(" ", command.usageMessage().description())).append("\n\n");
        page.append("    ")
                .append(help.synopsis(0).strip().replaceAll("\\s+", " "))
                .append("\n");
        if (command.options().stream().anyMatch(ReferenceTest::isOwn)) {
            page.append("\n| option | meaning |\n| --- | --- |\n");
            command.options().stream().filter(ReferenceTest::isOwn).forEach(option -> page.append("| `")
                    .append(String.join("`, `", option.names()))
                    .append(
                            option.arity().max() == 0
                                    ? ""
                                    : " " + option.paramLabel().replace("|", "\\|"))
                    .append("` | ")
                    .append(String.join(" ", option.description())
                            .replace("%%", "%")
                            .replace("|", "\\|"))
                    .append(" |\n"));
        }
        for (String line : command.usageMessage().footer()) {
            if (!line.isEmpty()) {
                page.append("\n")
                        .append(line.startsWith("Example: ") ? "Example: `" + line.substring(9) + "`" : line)
                        .append("\n");
            }
        }
    }

    static boolean isOwn(OptionSpec option) {
        return !option.usageHelp() && !option.versionHelp() && !option.hidden();
    }

    /** The constraints of a column in words; one that has no words here fails the test. */
    private static String constraints(FeedDefinition feed, Column column) {
        StringBuilder words = new StringBuilder();
        try {
            for (Annotation annotation :
                    feed.type().getDeclaredField(column.component()).getDeclaredAnnotations()) {
                if (annotation instanceof Positive) {
                    words.append(", greater than 0");
                } else if (annotation instanceof PositiveOrZero) {
                    words.append(", 0 or more");
                } else if (annotation instanceof Size size) {
                    words.append(", at most ").append(size.max()).append(" characters");
                } else if (annotation instanceof Email) {
                    words.append(", an e-mail address");
                } else if (annotation instanceof jakarta.validation.constraints.Pattern pattern) {
                    words.append(", ")
                            .append(pattern.message().replace("must be ", "").replace("<", "\\<"));
                } else {
                    throw new IllegalStateException("No words for " + annotation);
                }
            }
            return words.toString();
        } catch (NoSuchFieldException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void appendFeed(StringBuilder page, FeedDefinition feed) {
        page.append("\n### ").append(feed.name()).append("\n\nKey: ");
        page.append(feed.key().stream().map(Column::name).collect(Collectors.joining(" + ")));
        page.append("\n\n| column | type | |\n| --- | --- | --- |\n");
        for (Column column : feed.columns()) {
            page.append("| ")
                    .append(column.name())
                    .append(" | ")
                    .append(column.type().name())
                    .append(" | ");
            page.append(column.required() ? "required" : "may be empty");
            page.append(constraints(feed, column));
            page.append(
                    column.isOptional()
                            ? ", but a file may lack the column: known rows then keep what they have, new ones get "
                                    + column.whenAbsent()
                            : "");
            page.append(
                    column.parent() == null
                            ? ""
                            : ", a row of " + Feeds.parentOf(column).name());
            page.append(" |\n");
        }
    }
}
