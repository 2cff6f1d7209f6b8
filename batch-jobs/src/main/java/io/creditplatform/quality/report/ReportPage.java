package io.creditplatform.quality.report;

import gg.jte.ContentType;
import gg.jte.TemplateEngine;
import gg.jte.output.StringOutput;
import io.creditplatform.quality.QualityReport;

/** A report as people read it. The templates are in {@code src/main/jte} and compiled by the build. */
public enum ReportPage {
    /** One page of Markdown: the scorecard, the rules that are broken, and their worst rows. */
    MARKDOWN("report.md", ContentType.Plain, "markdownReport.jte"),
    /**
     * One page for a browser: it needs no network and no script, and can be printed. The template engine takes nothing that comes
     * from the data for markup.
     */
    HTML("report.html", ContentType.Html, "htmlReport.jte");

    private final String file;
    private final ContentType type;
    private final String template;

    ReportPage(String file, ContentType type, String template) {
        this.file = file;
        this.type = type;
        this.template = template;
    }

    /** The name that its file has. */
    public String file() {
        return file;
    }

    /** The page of a report. */
    public String of(QualityReport report) {
        StringOutput page = new StringOutput();
        TemplateEngine.createPrecompiled(
                        null, type, ReportPage.class.getClassLoader(), ReportPage.class.getPackageName())
                .render(template, report, page);
        return page.toString();
    }
}
