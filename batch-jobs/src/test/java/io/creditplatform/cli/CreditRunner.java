package io.creditplatform.cli;

import io.creditplatform.console.StopSignal;
import io.creditplatform.database.DatabaseAddress;
import io.creditplatform.text.VisibleWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Runs commands within the test's own process, as {@code main} does. */
public final class CreditRunner {

    private final DatabaseAddress address;

    public CreditRunner(DatabaseAddress address) {
        this.address = address;
    }

    public DatabaseAddress address() {
        return address;
    }

    /** How a command ended. */
    public record Result(int exitCode, String out, String err) {}

    /** Runs a command on this runner's database. */
    public Result run(String... arguments) {
        List<String> all = new ArrayList<>(List.of(arguments));
        all.add("--db");
        all.add(address.jdbcUrl());
        return runAsGiven(all.toArray(String[]::new));
    }

    public Result importFolder(Path folder, String... options) {
        List<String> all = new ArrayList<>(List.of("import", folder.toString()));
        all.addAll(List.of(options));
        return run(all.toArray(String[]::new));
    }

    /** Runs a command with just these arguments. */
    public static Result runAsGiven(String... arguments) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        int exitCode;
        try (StopSignal stop = StopSignal.silent()) {
            exitCode = Credit.run(arguments, new VisibleWriter(out), new VisibleWriter(err), stop);
        }
        return new Result(exitCode, out.toString(), err.toString());
    }
}
