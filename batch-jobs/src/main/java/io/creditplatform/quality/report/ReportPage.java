package io.creditplatform.quality.report;

import gg.jte.ContentType;
import gg.jte.TemplateEngine;
import gg.jte.output.StringOutput;
import io.creditplatform.quality.QualityReport;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Objects;

/** A report as people read it. The templates are in {@code src/main/jte} and compiled by the build. */
public enum ReportPage {
    /** One page of Markdown: the scorecard, the rules that are broken, and their worst rows. */
    MARKDOWN("report.md", ContentType.Plain, "markdownReport.jte") {
        @Override
        Map<String, Object> values(QualityReport report) {
            return Map.of("report", report);
        }
    },
    /**
     * One page for a browser: it needs no network and no script, and can be printed. The template engine takes nothing that comes
     * from the data for markup.
     */
    HTML("report.html", ContentType.Html, "htmlReport.jte") {
        @Override
        Map<String, Object> values(QualityReport report) {
            return Map.of("report", report, "style", style());
        }
    };

    private final String file;
    private final ContentType type;
    private final String template;

    ReportPage(String file, ContentType type, String template) {
        this.file = file;
        this.type = type;
        this.template = template;
    }

    /** What the template is given. */
    abstract Map<String, Object> values(QualityReport report);

    /** The name that its file has. */
    public String file() {
        return file;
    }

    /** The page of a report. */
    public String of(QualityReport report) {
        StringOutput page = new StringOutput();
        TemplateEngine.createPrecompiled(
                        null, type, ReportPage.class.getClassLoader(), ReportPage.class.getPackageName())
                .render(template, values(report), page);
        return page.toString();
    }

    private static String style() {
        try (InputStream stream = Objects.requireNonNull(ReportPage.class.getResourceAsStream("report.css"))) {
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
