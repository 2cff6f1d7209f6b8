package io.creditplatform.quality;

import io.creditplatform.database.ClasspathFolder;
import io.creditplatform.database.Database;
import io.creditplatform.feed.Column;
import io.creditplatform.feed.FeedDefinition;
import io.creditplatform.feed.Feeds;
import io.creditplatform.model.Severity;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * All rules: those of the files in {@code rules}, and one per column that holds a parent's key. There is no list to keep.
 */
public final class Rules {

    private static final String PARTS = RuleFile.FOLDER + "/parts/";

    private Rules() {}

    /**
     * Every rule in the SQL of a database: worst first, then in the order of feeds, then by code.
     *
     * @throws IllegalArgumentException if what is set for a rule is no whole number
     */
    public static List<Rule> all(Database database) {
        List<Rule> rules = new ArrayList<>();
        for (FeedDefinition feed : Feeds.all()) {
            feed.references().forEach(column -> rules.add(knownParent(feed, column)));
        }
        ClasspathFolder.list(Rules.class.getClassLoader(), RuleFile.FOLDER).stream()
                .filter(file -> !file.startsWith(PARTS))
                .forEach(file -> rules.addAll(RuleFile.read(file, database)));
        List<FeedDefinition> feeds = Feeds.all();
        rules.sort(Comparator.comparing(Rule::severity)
                .thenComparing(rule -> feeds.indexOf(rule.entity()))
                .thenComparing(Rule::code));
        return List.copyOf(rules);
    }

    /**
     * How many credits have which status, by the one that they should have; without those on which there is no verdict.
     * Its columns: expected, status, credits.
     */
    static String creditStatusMatrix(Database database) {
        return "SELECT expected, status, count(*) AS credits FROM ("
                + RuleFile.part("credit_status_verdicts", database)
                + ") AS judged WHERE expected IS NOT NULL GROUP BY expected, status";
    }

    /** Foreign keys see to it that this finds nothing; what is found has come round them. */
    private static Rule knownParent(FeedDefinition feed, Column column) {
        FeedDefinition parent = Feeds.parentOf(column);
        String key = feed.key().stream().map(part -> "c." + part.tableName()).collect(Collectors.joining(", "));
        String expected =
                column.name() + ": got '{" + column.name() + "_got}', expected the key of a row of " + parent.name();
        return new Rule(
                "orphan_" + feed.name() + "_" + column.name(),
                feed,
                Severity.CRITICAL,
                "Unknown " + column.name() + " of " + feed.name(),
                "The row's " + column.name() + " is the key of no row of " + parent.name()
                        + ". Such rows are refused by the load and stand in quarantine.",
                "Have the missing row of " + parent.name() + " delivered, or correct the " + column.name()
                        + "; `credit rejects` gives the refused rows for it.",
                "SELECT " + key + ", 1 AS weight, c." + column.tableName() + " AS " + column.name() + "_got FROM "
                        + feed.name() + " AS c WHERE NOT EXISTS (SELECT 1 FROM " + parent.name() + " AS p WHERE p."
                        + parent.key().get(0).tableName() + " = c." + column.tableName() + ")",
                new ReasonText(Map.of("", expected)),
                column);
    }
}
