package io.creditplatform.quality;

import io.creditplatform.database.Database;
import io.creditplatform.database.Vocabulary;
import io.creditplatform.feed.FeedDefinition;
import io.creditplatform.feed.Feeds;
import io.creditplatform.model.Severity;
import io.creditplatform.setting.Setting;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A rule's file: lines {@code -- name: value}, then its SQL. {@code ${name}} in there stands for the SQL of a file in
 * {@code parts}, which several rules share, or for the codes of a word of the domain such as {@code ${open}}, see {@link
 * Vocabulary}; {@code ${day_after x}} for the day after the date x, {@code ${epoch_day x}} for the days from 1970-01-01 to x,
 * {@code ${station x}} for the place of the status x in a credit's life, {@code ${signed w}} for the signed amount of the wallet
 * transaction w.
 *
 * <p>If {@code entity} names several feeds, there is a rule for each; {@code ${entity}} stands for its feed. {@code -- setting
 * name: 30} is what {@code ${name}} stands for, unless the system property {@code credit.<file>.<name>} says otherwise.
 */
final class RuleFile {

    /** Where the rules are; each file's name is the code. */
    static final String FOLDER = "io/creditplatform/quality/rules";

    private static final Pattern HEADER = Pattern.compile("^-- (?<name>[a-z_ ]+): (?<value>.+)$");
    private static final Pattern PLACE = Pattern.compile("\\$\\{(?<name>\\w+)(?: (?<argument>[\\w.]+))?}");
    private static final String SETTING = "setting ";

    private final String path;
    private final String code;
    private final Database database;
    private final Map<String, String> header = new LinkedHashMap<>();
    private final StringBuilder body = new StringBuilder();

    private RuleFile(String path, Database database) {
        this.path = path;
        this.code = path.substring(path.lastIndexOf('/') + 1, path.length() - ".sql".length());
        this.database = database;
        for (String line : text(path).lines().toList()) {
            Matcher entry = HEADER.matcher(line);
            if (body.isEmpty() && entry.matches()) {
                header.put(entry.group("name"), entry.group("value"));
            } else {
                body.append(line).append('\n');
            }
        }
    }

    /**
     * Reads the rules in a file of the class path.
     *
     * @throws IllegalArgumentException if a setting is no whole number from 1 on
     */
    static List<Rule> read(String path, Database database) {
        RuleFile file = new RuleFile(path, database);
        String[] entities = file.said("entity").split(", ", -1);
        return List.of(entities).stream()
                .map(entity -> file.rule(entities.length == 1 ? file.code : file.code + "_" + entity, entity))
                .toList();
    }

    /** The SQL of a file in {@code parts}. */
    static String part(String name, Database database) {
        RuleFile file = new RuleFile(FOLDER + "/parts/" + name + ".sql", database);
        return file.expand(file.body.toString()).strip();
    }

    private Rule rule(String ofEntity, String entity) {
        Map<String, String> values = new LinkedHashMap<>();
        values.put("entity", entity);
        header.keySet().stream()
                .filter(name -> name.startsWith(SETTING))
                .forEach(name -> values.put(name.substring(SETTING.length()), setting(name)));
        Map<String, String> reasons = new LinkedHashMap<>();
        header.forEach((name, value) -> {
            if (name.startsWith("reason")) {
                reasons.put(name.substring("reason".length()).strip(), filled(value, values));
            }
        });
        FeedDefinition feed = Feeds.named(entity)
                .orElseThrow(() -> new IllegalStateException(
                        path + ": entity: '" + entity + "' is no feed, expected one of " + Feeds.names()));
        return new Rule(
                ofEntity,
                feed,
                Severity.of(said("severity")),
                filled(said("title"), values),
                filled(said("meaning"), values),
                filled(said("advice"), values),
                expand(filled(body.toString(), values)),
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

    private String setting(String name) {
        return Setting.ofRule("credit." + code + "." + name.substring(SETTING.length()), said(name));
    }

    private static String filled(String text, Map<String, String> values) {
        String filled = text;
        for (Map.Entry<String, String> value : values.entrySet()) {
            filled = filled.replace("${" + value.getKey() + "}", value.getValue());
        }
        return filled;
    }

    private String expand(String text) {
        return PLACE.matcher(text)
                .replaceAll(place -> Matcher.quoteReplacement(expansion(place.group(1), place.group(2))));
    }

    private String expansion(String name, @Nullable String argument) {
        if (argument == null) {
            String word = Vocabulary.words().get(name);
            return word == null ? part(name, database) : word;
        }
        return switch (name) {
            case "day_after" -> database.dayAfter(argument);
            case "epoch_day" -> database.epochDay(argument);
            case "station" -> Vocabulary.station(argument);
            case "signed" -> Vocabulary.signed(argument);
            default ->
                throw new IllegalStateException(
                        path + ": '" + name + "' is no function, expected day_after, epoch_day, station or signed");
        };
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
