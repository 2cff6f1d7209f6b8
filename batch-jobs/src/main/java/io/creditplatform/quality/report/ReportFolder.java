package io.creditplatform.quality.report;

import io.creditplatform.console.Json;
import io.creditplatform.console.WholeFile;
import io.creditplatform.file.OwnedFiles;
import io.creditplatform.model.Severity;
import io.creditplatform.quality.Findings;
import io.creditplatform.quality.QualityReport;
import io.creditplatform.text.Visible;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.stream.Stream;

/** The reports of a check as files. */
public final class ReportFolder {

    /** The file with the rows that break rules. */
    public static final String ISSUES = "quality-issues.csv";

    private static final String SCORECARD = "scorecard.json";

    private ReportFolder() {}

    /**
     * Writes them, in the place of those that may be there.
     *
     * @param report what was found of rules from that severity on
     */
    public static void write(Findings findings, QualityReport report, Severity minSeverity, Path folder) {
        try {
            OwnedFiles.folder(folder);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot make the folder " + Visible.of(folder), e);
        }
        WholeFile.write(folder.resolve(ISSUES), writer -> {
            IssuesCsv csv = new IssuesCsv(writer);
            findings.forEachIssue(minSeverity, csv::add);
        });
        Json.write(Scorecard.of(report), folder.resolve(SCORECARD));
        for (ReportPage page : ReportPage.values()) {
            WholeFile.write(folder.resolve(page.file()), page.of(report));
        }
    }

    /** The files that are written into a folder. */
    public static Stream<Path> files(Path folder) {
        return Stream.concat(
                        Stream.of(ISSUES, SCORECARD),
                        Stream.of(ReportPage.values()).map(ReportPage::file))
                .map(folder::resolve);
    }
}
