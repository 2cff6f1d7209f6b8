package io.creditplatform.quality;

import io.creditplatform.database.Database;
import io.creditplatform.feed.FeedDefinition;
import io.creditplatform.feed.Feeds;
import io.creditplatform.model.Severity;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A rule's file: lines {@code -- name: value}, then its SQL. {@code ${name}} in there stands for the SQL of a file in
 * {@code parts}, which several rules share; {@code ${day_after x}} for the day after the date x.
 */
final class RuleFile {

    /** Where the rules are; each file is one, and its name is the code. */
    static final String FOLDER = "io/creditplatform/quality/rules";

    private static final Pattern HEADER = Pattern.compile("^-- (?<name>[a-z_ ]+): (?<value>.+)$");
    private static final Pattern PLACE = Pattern.compile("\\$\\{(?<name>\\w+)(?: (?<argument>[\\w.]+))?}");

    private final String path;
    private final Database database;
    private final Map<String, String> header = new LinkedHashMap<>();
    private final String sql;

    private RuleFile(String path, Database database) {
        this.path = path;
        this.database = database;
        StringBuilder body = new StringBuilder();
        for (String line : text(path).lines().toList()) {
            Matcher entry = HEADER.matcher(line);
            if (body.isEmpty() && entry.matches()) {
                header.put(entry.group("name"), entry.group("value"));
            } else {
                body.append(line).append('\n');
            }
        }
        sql = expand(body.toString());
    }

    /** Reads the rule in a file of the class path. */
    static Rule read(String path, Database database) {
        return new RuleFile(path, database).rule();
    }

    /** The SQL of a file in {@code parts}. */
    static String part(String name, Database database) {
        return new RuleFile(FOLDER + "/parts/" + name + ".sql", database).sql.strip();
    }

    private Rule rule() {
        String code = path.substring(path.lastIndexOf('/') + 1, path.length() - ".sql".length());
        Map<String, String> reasons = new LinkedHashMap<>();
        header.forEach((name, value) -> {
            if (name.startsWith("reason")) {
                reasons.put(name.substring("reason".length()).strip(), value);
            }
        });
        String entity = said("entity");
        FeedDefinition feed = Feeds.named(entity)
                .orElseThrow(() -> new IllegalStateException(
                        path + ": entity: '" + entity + "' is no feed, expected one of " + Feeds.names()));
        return new Rule(
                code,
                feed,
                Severity.of(said("severity")),
                said("title"),
                said("meaning"),
                said("advice"),
                sql,
                new ReasonText(reasons),
                null);
    }

    private String said(String name) {
        String value = header.get(name);
        if (value == null) {
            throw new IllegalStateException(path + " does not say '-- " + name + ": …'");
        }
        return value;
    }

    private String expand(String text) {
        return PLACE.matcher(text).replaceAll(place -> {
            String argument = place.group(2);
            return Matcher.quoteReplacement(
                    place.group(1).equals("day_after") && argument != null
                            ? database.dayAfter(argument)
                            : part(place.group(1), database));
        });
    }

    private static String text(String path) {
        try (InputStream stream = RuleFile.class.getClassLoader().getResourceAsStream(path)) {
            if (stream == null) {
                throw new IllegalStateException("There is no " + path);
            }
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
