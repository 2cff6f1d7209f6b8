package io.creditplatform.quality.report;

import io.creditplatform.ingest.CsvText;
import io.creditplatform.quality.Findings.IssueRow;
import io.creditplatform.text.SpreadsheetText;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.util.List;

/** The issues of a run as CSV, one line each. */
public final class IssuesCsv {

    private static final List<String> HEADER = List.of("rule", "entity", "entity_key", "severity", "reason", "line");

    private final Writer target;

    /** Begins with the header. */
    public IssuesCsv(Writer target) {
        this.target = target;
        write(HEADER);
    }

    /** Adds an issue. */
    public void add(IssueRow issue) {
        write(List.of(
                issue.rule().code(),
                issue.rule().entity().name(),
                SpreadsheetText.guarded(issue.entityKey()),
                issue.rule().severity().code(),
                SpreadsheetText.guarded(issue.reason()),
                issue.line() == null ? "" : issue.line().toString()));
    }

    private void write(List<String> cells) {
        try {
            target.write(CsvText.line(cells));
            target.write('\n');
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
