package io.creditplatform.quality.report;

import io.creditplatform.ingest.CsvText;
import io.creditplatform.quality.Findings.IssueRow;
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
                guarded(issue.entityKey()),
                issue.rule().severity().code(),
                guarded(issue.reason()),
                issue.line() == null ? "" : issue.line().toString()));
    }

    /** Spreadsheets take a text that begins like this for a formula; an apostrophe before it keeps them from it. */
    private static String guarded(String text) {
        boolean formula = !text.isEmpty() && "=+-@\t\r".indexOf(text.charAt(0)) >= 0 && !text.matches("-?[0-9./]+");
        return formula ? "'" + text : text;
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
