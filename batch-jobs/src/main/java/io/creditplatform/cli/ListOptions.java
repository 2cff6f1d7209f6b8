package io.creditplatform.cli;

import io.creditplatform.console.Json;
import java.io.PrintWriter;
import java.util.List;
import java.util.function.Function;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** How much of a list, newest first, a command shows, and in which form. */
final class ListOptions {

    @Spec(Spec.Target.MIXEE)
    private CommandSpec spec;

    @Option(names = "--limit", paramLabel = "N", defaultValue = "20", description = "So many at most (default: 20).")
    private int limit;

    @Option(names = "--json", description = "Print them as JSON.")
    private boolean json;

    /**
     * How many at most.
     *
     * @throws ParameterException if it is less than 1
     */
    int limit() {
        if (limit < 1) {
            throw new ParameterException(
                    spec.commandLine(), "Invalid value for option '--limit': expected 1 or more, got " + limit);
        }
        return limit;
    }

    /**
     * Prints what there is.
     *
     * @param none what to say where there is nothing
     */
    <T> void print(List<T> entries, String none, Function<T, String> line) {
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            out.println(Json.text(entries));
        } else if (entries.isEmpty()) {
            out.println(none);
        } else {
            entries.forEach(entry -> out.println(line.apply(entry)));
        }
    }
}
