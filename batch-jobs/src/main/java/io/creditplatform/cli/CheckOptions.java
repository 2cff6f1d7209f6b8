package io.creditplatform.cli;

import io.creditplatform.database.Database;
import io.creditplatform.file.SpecialFile;
import io.creditplatform.model.Severity;
import io.creditplatform.quality.Gate;
import io.creditplatform.quality.Rule;
import io.creditplatform.quality.Rules;
import io.creditplatform.quality.ThresholdsFile;
import io.creditplatform.quality.report.ReportFolder;
import io.creditplatform.retention.Retention;
import io.creditplatform.text.Visible;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The options of a quality check, for the commands that can run one. */
final class CheckOptions {

    @Spec(Spec.Target.MIXEE)
    private CommandSpec spec;

    @Option(
            names = "--out",
            paramLabel = "DIR",
            description = "Write quality-issues.csv, scorecard.json, report.md and report.html into this folder.")
    private @Nullable Path folder;

    @Option(
            names = "--min-severity",
            paramLabel = "SEVERITY",
            description = "Show and report rules from this severity on: Critical, Warning or Info (default: Info).")
    private @Nullable Severity minSeverity;

    @Option(
            names = "--fail-on",
            paramLabel = "SEVERITY",
            description = "End with exit code 3 if a rule of this severity or a worse one is broken more than allowed.")
    private @Nullable Severity failOn;

    @Option(
            names = "--thresholds",
            paramLabel = "FILE",
            description =
                    "How much --fail-on allows: lines such as `lead_before_signup = 0.5%%`, the share of the rule's rows"
                            + " that may break it (default: none).")
    private @Nullable Path thresholds;

    @Option(
            names = "--keep-loads",
            paramLabel = "N",
            description = "Keep the newest check of each of so many checked loads (default: " + Retention.CHECKS + ").")
    private @Nullable Integer keptLoads;

    /** Whether any of them is given. */
    boolean areGiven() {
        return Stream.of(
                        Optional.ofNullable(folder),
                        Optional.ofNullable(minSeverity),
                        Optional.ofNullable(failOn),
                        Optional.ofNullable(thresholds),
                        Optional.ofNullable(keptLoads))
                .anyMatch(Optional::isPresent);
    }

    /** Whether one is given that is about the checks of before. */
    boolean sayWhatIsKept() {
        return keptLoads != null;
    }

    /**
     * The options as given; all that is wrong with them is found before anything is done.
     *
     * @param database the kind of database whose rules are meant
     * @throws ParameterException if one cannot be followed
     */
    Settings settings(Database database) {
        if (keptLoads != null && keptLoads < 1) {
            throw usage("Invalid value for option '--keep-loads': expected 1 or more, got " + keptLoads);
        }
        if (folder != null && Files.exists(folder) && !Files.isDirectory(folder)) {
            throw usage(Visible.of(folder) + " is a file, expected the name of a folder for the reports");
        }
        if (folder != null) {
            ReportFolder.files(folder).map(SpecialFile::findObstacle).forEach(this::refuse);
        }
        if (thresholds != null) {
            refuse(SpecialFile.findObstacle(thresholds));
        }
        if (thresholds != null && failOn == null) {
            throw usage("--thresholds says how much --fail-on allows; give --fail-on too");
        }
        Map<String, BigDecimal> allowed = allowed(database);
        return new Settings(
                folder,
                minSeverity == null ? Severity.INFO : minSeverity,
                failOn == null ? null : new Gate(failOn, allowed),
                keptLoads == null ? Retention.CHECKS : keptLoads);
    }

    private Map<String, BigDecimal> allowed(Database database) {
        try {
            List<Rule> rules = Rules.all(database);
            return thresholds == null ? Map.of() : ThresholdsFile.read(thresholds, rules);
        } catch (IllegalArgumentException e) {
            throw usage(String.valueOf(e.getMessage()));
        }
    }

    private void refuse(Optional<String> obstacle) {
        obstacle.ifPresent(words -> {
            throw usage(words);
        });
    }

    private ParameterException usage(String message) {
        return new ParameterException(spec.commandLine(), message);
    }

    /**
     * What the options come to.
     *
     * @param folder where the reports go, or null if there are to be none
     * @param minSeverity the least severity that is shown
     * @param gate what the check must not find, or null if it may find anything
     * @param keptLoads of how many loads the newest run is kept
     */
    record Settings(
            @Nullable Path folder,
            Severity minSeverity,
            @Nullable Gate gate,
            int keptLoads) {}
}
