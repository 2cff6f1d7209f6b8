package io.creditplatform.quality;

import io.creditplatform.console.Share;
import io.creditplatform.text.Visible;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.MalformedInputException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** A file of lines such as {@code lead_before_signup = 0.5%}; empty lines and those that begin with # say nothing. */
public final class ThresholdsFile {

    private ThresholdsFile() {}

    /**
     * Reads the share of rows, from 0 to 1, by rule.
     *
     * @throws IllegalArgumentException if there is no such file, or not all of its lines can be understood; tells all of them
     */
    public static Map<String, BigDecimal> read(Path file, List<Rule> rules) {
        List<String> lines;
        try {
            lines = Files.readAllLines(file);
        } catch (MalformedInputException e) {
            throw new IllegalArgumentException(
                    Visible.of(file) + " is not UTF-8, expected a text file of lines RULE = SHARE", e);
        } catch (IOException e) {
            throw new IllegalArgumentException(
                    "Cannot read the thresholds in " + Visible.of(file) + ", expected a file of lines RULE = SHARE", e);
        }
        Set<String> codes = rules.stream().map(Rule::code).collect(Collectors.toCollection(TreeSet::new));
        Map<String, BigDecimal> thresholds = new LinkedHashMap<>();
        List<String> problems = new ArrayList<>();
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i).strip();
            String place = Visible.of(file) + ", line " + (i + 1) + ": ";
            int equals = line.indexOf('=');
            String rule = equals < 0 ? line : line.substring(0, equals).strip();
            boolean saysSomething = !line.isEmpty() && !line.startsWith("#");
            if (saysSomething && equals < 0) {
                problems.add(place + "got " + Visible.quoted(line)
                        + ", expected RULE = SHARE such as lead_before_signup = 0.5%");
            } else if (saysSomething && !codes.contains(rule)) {
                problems.add(place + "got the rule " + Visible.quoted(rule) + ", expected one of "
                        + String.join(", ", codes));
            } else if (saysSomething && thresholds.containsKey(rule)) {
                problems.add(place + "got " + rule + " a second time, expected each rule once");
            } else if (saysSomething) {
                try {
                    thresholds.put(
                            rule, Share.of(line.substring(equals + 1).strip()).value());
                } catch (IllegalArgumentException e) {
                    problems.add(place + e.getMessage());
                }
            }
        }
        if (!problems.isEmpty()) {
            throw new IllegalArgumentException(String.join(System.lineSeparator(), problems));
        }
        return thresholds;
    }
}
