package io.creditplatform.cli;

import io.creditplatform.audit.AuditLog;
import io.creditplatform.console.CommonOptions;
import io.creditplatform.console.ExitCode;
import io.creditplatform.text.Visible;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

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

    @Mixin
    private CommonOptions common;

    @Mixin
    private ListOptions list;

    @Override
    public Integer call() {
        int limit = list.limit();
        list.print(
                Question.ask(common, jdbc -> new AuditLog(common.address().database(), jdbc).newest(limit)),
                "nothing was done yet",
                AuditCommand::line);
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
