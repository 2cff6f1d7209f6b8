package io.creditplatform.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What a program tells Prometheus, read from its text. */
public final class Metrics {

    private static final Pattern SAMPLE = Pattern.compile(
            "(?<series>[a-z_:][a-z0-9_:]*(?:\\{(?:[a-z_]+=\"(?:[^\"\\\\]|\\\\.)*\",?)*})?) (?<value>NaN|[+-]Inf|[-+0-9.eE]+)");

    private final String text;
    private final Map<String, Double> samples = new LinkedHashMap<>();

    private Metrics(String text) {
        this.text = text;
    }

    /** Reads them, and finds fault with whatever is no sample and no comment. */
    public static Metrics of(String text) {
        Metrics metrics = new Metrics(text);
        text.lines().filter(line -> !line.isBlank() && !line.startsWith("#")).forEach(line -> {
            var sample = SAMPLE.matcher(line);
            assertThat(sample.matches()).as(line).isTrue();
            String value = sample.group("value").replace("Inf", "Infinity");
            assertThat(metrics.samples.put(sample.group("series"), Double.valueOf(value)))
                    .as(line)
                    .isNull();
        });
        return metrics;
    }

    /** The value of a series, such as {@code up{job="credit"}}. */
    public double value(String series) {
        assertThat(samples).containsKey(series);
        return Objects.requireNonNull(samples.get(series));
    }

    /** All series of that name. */
    public Stream<String> series(String name) {
        return samples.keySet().stream().filter(series -> series.equals(name) || series.startsWith(name + "{"));
    }

    /** Whether there is anything of that name. */
    public boolean knows(String name) {
        return series(name).findAny().isPresent();
    }

    /** Each is helped by a sentence, and where there is a promtool, that finds nothing. */
    public void requireSound() throws IOException, InterruptedException {
        text.lines().filter(line -> line.startsWith("# TYPE ")).forEach(line -> {
            String name = line.split(" ", -1)[2];
            assertThat(text).as(name).containsPattern("(?m)^# HELP " + Pattern.quote(name) + " \\S");
        });
        Optional<String> complaint = promtool(text, "check", "metrics");
        assertThat(complaint.orElse("")).isEmpty();
    }

    /** What promtool says of something; nothing where it finds nothing, or is not there. */
    public static Optional<String> promtool(String input, String... arguments)
            throws IOException, InterruptedException {
        if (!Program.isThere("promtool")) {
            return Optional.empty();
        }
        Process process = new ProcessBuilder(Stream.concat(Stream.of("promtool"), Arrays.stream(arguments))
                        .toList())
                .redirectErrorStream(true)
                .start();
        try (var stdin = process.getOutputStream()) {
            stdin.write(input.getBytes(StandardCharsets.UTF_8));
        }
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return process.waitFor() == 0 && said.isBlank() ? Optional.empty() : Optional.of(said);
    }
}
