package io.creditplatform.cli;

import io.creditplatform.audit.AuditLog;
import io.creditplatform.console.CommonOptions;
import io.creditplatform.console.ExitCode;
import io.creditplatform.console.Json;
import io.creditplatform.text.Visible;
import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code credit audit}. */
@Command(
        mixinStandardHelpOptions = true,
        name = "audit",
        description = {
            "Shows who did what to the database, from where and when, newest first: loads that were begun, went on, were taken back or given up, "
                    + "what was pruned, migrations and rollbacks of the schema.",
            "The log is only ever added to."
        },
        footer = {"", "Example: credit audit --limit 5"})
final class AuditCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Mixin
    private CommonOptions common;

    @Option(names = "--limit", paramLabel = "N", defaultValue = "20", description = "So many at most (default: 20).")
    private int limit;

    @Option(names = "--json", description = "Print the entries as JSON.")
    private boolean json;

    @Override
    public Integer call() {
        if (limit < 1) {
            throw new ParameterException(
                    spec.commandLine(), "Invalid value for option '--limit': expected 1 or more, got " + limit);
        }
        List<AuditLog.Entry> entries =
                Question.ask(common, jdbc -> new AuditLog(common.address().database(), jdbc).newest(limit));
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            out.println(Json.text(entries));
        } else if (entries.isEmpty()) {
            out.println("nothing was done yet");
        } else {
            entries.forEach(entry -> out.println(line(entry)));
        }
        return ExitCode.DONE;
    }

    private static String line(AuditLog.Entry entry) {
        return String.format(
                "%s  %-8s %-9s %s, %s%n      %s",
                entry.happenedAt(),
                entry.act(),
                entry.loadId() == null ? "" : "load " + entry.loadId(),
                Visible.of(entry.who()),
                Visible.of(entry.origin()),
                Visible.of(entry.details()));
    }
}
