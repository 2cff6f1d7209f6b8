package io.creditplatform.analytics.page;

import static io.creditplatform.analytics.page.OpenPage.column;
import static io.creditplatform.analytics.page.OpenPage.texts;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.openqa.selenium.Keys;
import tools.jackson.databind.JsonNode;

/** Where the page leads: through views with the filters held, from a figure to the rows behind it, to a seller by name, onto paper. */
class PageWaysTest {

    @RegisterExtension
    static final OpenPage PAGE = new OpenPage();

    @Test
    void filtersHoldOverTheViewsAndPartsSayWhichTheyCannotFollow() {
        PAGE.open("portfolio?market=GCC&as_of=2025-07-15");
        assertThat(unfollowed("Markets side by side"))
                .isEqualTo("Whatever the filters say, this is of the newest load.");
        assertThat(unfollowed("Open amount by days")).isEmpty();
        PAGE.browser()
                .run("[...document.querySelectorAll('.views a')].find((a) => a.text === 'Lead conversion').click();");
        PAGE.browser().await("return location.hash.startsWith('#/leads');");
        assertThat(PAGE.browser().address()).endsWith("/#/leads?market=GCC&as_of=2025-07-15");
        assertThat(column(PAGE.table("Confirmed leads among all, by market"), 0))
                .containsExactly("GCC");
        assertThat(unfollowed("Confirmed leads among all, by market"))
                .isEqualTo("Whatever the filters say, this is of the newest load.");
        assertThat(unfollowed("Revenue"))
                .isEqualTo("Whatever the filters say, this is of all markets, of the newest load.");
        PAGE.open("loads?market=GCC&as_of=2025-07-15");
        assertThat(PAGE.text(".kept"))
                .isEqualTo("Kept for other views, without effect here: market GCC, as of 2025-07-15. Let go");
        PAGE.browser().run("document.querySelector('.kept a').click();");
        PAGE.browser().await("return location.hash === '#/loads';");

        PAGE.open("sellers?market=GCC&risk_level=medium&market=GCC");
        PAGE.open("rows/open-credits?bucket=31-60&as_of=2024-01-01");
        assertThat(PAGE.text(".state.empty"))
                .contains("The filters leave nothing: bucket 31-60, as of 2024-01-01. Take them away");
        PAGE.browser().run("document.querySelector('.state.empty a').click();");
        PAGE.browser().await("return location.hash === '#/rows/open-credits';");
        assertThat(PAGE.table("Open credits")).isNotEmpty();
    }

    private static String unfollowed(String panel) {
        return PAGE.browser().ask("""
                        return [...document.querySelectorAll('section.panel')]
                            .find((section) => section.querySelector('h2')?.textContent.startsWith(arguments[0]))
                            .querySelector('.unfollowed')?.textContent ?? '';
                        """, panel).asString();
    }

    @Test
    void tableOrderAndPageStandInTheAddressAndWrongNamesThereAreSaid() {
        PAGE.open("portfolio");
        List<List<String>> ageing = PAGE.table("Open amount by days");
        assertThat(PAGE.browser().address()).endsWith("/#/portfolio?table=ageing");
        PAGE.browser()
                .run(
                        "[...document.querySelectorAll('th button')].find((head) => head.textContent === 'Credits').click();");
        assertThat(PAGE.browser().address()).endsWith("/#/portfolio?table=ageing&order=ageing%3Acredits%3Aasc");
        PAGE.open("portfolio?table=ageing&order=ageing:credits:desc");
        assertThat(PAGE.table("Open amount by days"))
                .containsExactlyInAnyOrderElementsOf(ageing)
                .isSortedAccordingTo(
                        (one, other) -> Integer.compare(Integer.parseInt(other.get(1)), Integer.parseInt(one.get(1))));
        assertThat(PAGE.browser()
                        .ask("return document.querySelector('[aria-sort]').getAttribute('aria-sort');")
                        .asString())
                .isEqualTo("descending");

        PAGE.open("portfolio?table=market&order=markets:size:up");
        PAGE.browser().await("return document.querySelectorAll('.faults p').length === 2;");
        assertThat(PAGE.text(".faults"))
                .contains("There is no part market here")
                .contains("expected markets, one of market, total_sellers");

        PAGE.open("loads/2");
        assertThat(PAGE.text("nav.pages")).startsWith("1–50").contains("Next").doesNotContain("Previous");
        PAGE.browser().run("document.querySelector('nav.pages a[rel=next]').click();");
        PAGE.browser().await("return document.querySelector('nav.pages')?.textContent.startsWith('51–') === true;");
        PAGE.browser().run("document.querySelector('nav.pages a[rel=prev]').click();");
        PAGE.browser().await("return document.querySelector('nav.pages')?.textContent.startsWith('1–50') === true;");
        assertThat(PAGE.browser().address()).endsWith("/#/loads/2");
    }

    @Test
    void whatIsBehindAFigureIsOneStepAway() {
        PAGE.open("portfolio?table=ageing,concentration&as_of=2025-07-15");
        assertThat(firstLink("Open amount by days")).isEqualTo("#/rows/open-credits?as_of=2025-07-15&bucket=not_due");
        assertThat(firstLink("Concentration")).isEqualTo("#/sellers?as_of=2025-07-15&market=AFRQ");
        assertThat(firstLink("Markets side by side")).isEqualTo("#/portfolio?as_of=2025-07-15&market=AFRQ");
        String credits = PAGE.table("Open amount by days").get(0).get(1);
        PAGE.open("rows/open-credits?as_of=2025-07-15&bucket=not_due");
        assertThat(PAGE.table("Open credits")).hasSize(Integer.parseInt(credits));
        assertThat(firstLink("Open credits")).startsWith("#/row/credits%2F");

        PAGE.open("portfolio?table=roll-rates");
        JsonNode rolled = PAGE.items("/api/analytics/portfolio/roll-matrix")
                .valueStream()
                .filter(cell -> cell.get("months").asInt() == 1
                        && cell.get("outstanding").asDouble() > 0)
                .findFirst()
                .orElseThrow();
        assertThat(firstLink("Roll rates"))
                .isEqualTo("#/rows/open-credits?as_of="
                        + rolled.get("from_month_end").asString() + "&bucket="
                        + rolled.get("from_bucket").asString());

        // A bar leads where its row does.
        PAGE.open("portfolio?as_of=2025-07-15");
        for (int percent = 12; percent < 30 && PAGE.browser().address().contains("portfolio"); percent += 3) {
            PAGE.browser().click("[aria-label^='Open amount by days']", percent / 100.0, 0.8);
        }
        PAGE.browser().await("return location.hash.startsWith('#/rows/open-credits');");
        assertThat(PAGE.browser().address()).endsWith("/#/rows/open-credits?as_of=2025-07-15&bucket=not_due");

        PAGE.open("managers");
        String manager = firstLink("Credit volume");
        assertThat(manager).matches("#/sellers\\?am_id=[0-9]+");
        PAGE.open(manager.substring(2));
        assertThat(PAGE.table("Who owes most"))
                .hasSameSizeAs(
                        PAGE.items("/api/analytics/watch-list?am_id=" + manager.substring(manager.indexOf('=') + 1)));

        PAGE.open("quality?entity=credits");
        String issue = PAGE.browser()
                .ask(
                        "return [...document.querySelectorAll('section.panel')].find((panel) => panel.querySelector('h2').textContent.startsWith('Issues')).querySelector('td a').getAttribute('href');")
                .asString();
        assertThat(issue).startsWith("#/row/credits%2F");
        PAGE.open(issue.substring(2));
        assertThat(related())
                .containsExactly("Seller "
                        + PAGE.server()
                                .json("/api/credits/" + issue.substring(issue.indexOf("%2F") + 3))
                                .get("seller_id"));

        // A message names its credit alone; the credit names the seller.
        String message = PAGE.items("/api/changes?since_load=1&feed=credit_chat")
                .get(0)
                .get("key")
                .asString();
        PAGE.open("row/credit_chat%2F"
                + message.replace("/", "%2F").replace(":", "%3A").replace(" ", "%20"));
        String credit = message.substring(0, message.indexOf('/'));
        assertThat(related())
                .containsExactly(
                        "Seller " + PAGE.server().json("/api/credits/" + credit).get("seller_id"), "Credit " + credit);
    }

    private static List<String> related() {
        return texts(
                PAGE.browser().ask("return [...document.querySelectorAll('.related a')].map((link) => link.text);"));
    }

    private static String firstLink(String panel) {
        return PAGE.browser().ask("""
                        return [...document.querySelectorAll('section.panel')]
                            .find((section) => section.querySelector('h2')?.textContent.startsWith(arguments[0]))
                            .querySelector('tbody th a').getAttribute('href');
                        """, panel).asString();
    }

    /** What the figures rest on is said whatever the filters are, and a filter that is refused can be taken away. */
    @Test
    void aWrongFilterHidesNeitherTheTrustNorTheWayOut() {
        PAGE.open("portfolio?currency=GBP");
        PAGE.browser().await("return !document.getElementById('trust').hasAttribute('aria-busy');");
        JsonNode load = PAGE.server().json("/api/portfolio/summary").get("load");
        assertThat(PAGE.text("#trust"))
                .contains("Data of " + load.get("day").asString(), "load " + load.get("load_id"));
        assertThat(PAGE.text(".state.error"))
                .contains("Parameter 'currency' is 'GBP'", "At fault: currency. Take it away");
        PAGE.browser().run("document.querySelector('.state.error a').click();");
        PAGE.browser().await("return location.hash === '#/portfolio';");
        assertThat(PAGE.browser().complaints()).isNotEmpty().allMatch(complaint -> complaint.contains("400"));

        PAGE.open("portfolio?as_of=1990-01-01");
        assertThat(PAGE.browser()
                        .ask(
                                "return document.querySelector('[aria-labelledby=panel-delinquency] .state.empty').innerText;")
                        .asString())
                .contains("The filters leave nothing: as of 1990-01-01. Take it away");
    }

    @Test
    void aSellerIsFoundFromEveryViewByName() {
        String name = PAGE.server().json("/api/sellers/5").get("seller_name").asString();
        PAGE.open("loads");
        PAGE.browser().type("/");
        assertThat(PAGE.browser().ask("return document.activeElement.id;").asString())
                .isEqualTo("find");
        PAGE.browser().type(name.substring(0, 6).toUpperCase(Locale.ROOT));
        PAGE.browser().await("return document.querySelector('.found a') !== null;");
        assertThat(PAGE.text(".found")).contains(name);
        assertThat(PAGE.browser().barriers()).isEmpty();
        PAGE.browser().type(Keys.ARROW_DOWN);
        assertThat(PAGE.focused()).contains(name);
        PAGE.browser().type(Keys.ESCAPE);
        PAGE.browser().type("no such seller");
        PAGE.browser().await("return document.querySelector('.found').innerText.startsWith('No seller');");
        assertThat(PAGE.text(".found")).isEqualTo("No seller has “no such seller” as its id or in its name.");
        PAGE.browser().type(Keys.ESCAPE);
        PAGE.browser().type("5", Keys.ENTER);
        PAGE.browser().await("return location.hash.startsWith('#/seller/');");
        assertThat(PAGE.browser().address()).endsWith("/#/seller/5");
        assertThat(PAGE.text("h1")).isEqualTo(name + " (seller 5)");
    }

    @Test
    void anOutageIsSaidOnceAndOneRetryFillsPartsAndFiltersAgain() {
        PAGE.open("managers");
        PAGE.browser().network(false);
        try {
            PAGE.open("portfolio");
            assertThat(PAGE.browser()
                            .ask("return document.querySelectorAll('.state.error').length;")
                            .asInt())
                    .isEqualTo(1);
            assertThat(PAGE.browser()
                            .ask(
                                    "return [...document.querySelectorAll('button')].filter((one) => one.textContent === 'Retry').length;")
                            .asInt())
                    .isEqualTo(1);
            assertThat(PAGE.text(".state.error")).contains("The server does not answer", "credit serve");
        } finally {
            PAGE.browser().network(true);
        }
        assertThat(PAGE.browser().complaints())
                .isNotEmpty()
                .allMatch(complaint -> complaint.contains("ERR_INTERNET_DISCONNECTED"));
        PAGE.browser().run("document.getElementById('retry').click();");
        PAGE.browser().await("return document.querySelectorAll('.state.error').length === 0;");
        assertThat(texts(PAGE.browser()
                        .ask("return [...document.querySelectorAll('#filter-market option')].map((one) => one.text);")))
                .containsExactly("All markets", "AFRQ", "GCC", "LATAM");
        assertThat(PAGE.tiles()).isNotEmpty();
    }

    @Test
    void aPartHasOneMenuAndItsTableCanBeCopied() {
        PAGE.open("portfolio");
        String markets = "const panel = document.getElementById('panel-markets').closest('section'); ";
        PAGE.browser().run(markets + "panel.querySelector('.menu summary').click();");
        assertThat(texts(PAGE.browser()
                        .ask(markets
                                + "return [...panel.querySelectorAll('.menu li')].map((item) => item.textContent);")))
                .containsExactly(
                        "Copy table",
                        "CSV: markets",
                        "Definition: markets",
                        "CSV: approval",
                        "Definition: approval",
                        "CSV: leads",
                        "Definition: leads");
        assertThat(PAGE.browser().barriers()).isEmpty();
        PAGE.browser()
                .run("navigator.clipboard.writeText = (text) => { window.copied = text; return Promise.resolve(); }; "
                        + markets + "panel.querySelector('.copy').click();");
        PAGE.browser().await("return window.copied !== undefined;");
        List<List<String>> shown = PAGE.table("Markets side by side");
        assertThat(PAGE.browser()
                        .ask("return window.copied;")
                        .asString()
                        .lines()
                        .skip(1))
                .containsExactlyElementsOf(
                        shown.stream().map(row -> String.join("\t", row)).toList());
    }

    @Test
    void paperIsA4WithAllColumnsInTheLightThemeAndNothingToPress() {
        PAGE.browser().prefer("dark", 780); // A4 at 96 dots an inch, without its margins
        PAGE.browser().go(PAGE.server().url("/#/sellers"));
        String pdf = new String(PAGE.browser().print("sellers"), StandardCharsets.ISO_8859_1);
        assertThat(pdf).startsWith("%PDF").containsPattern("/MediaBox \\[0 0 59[45][.0-9]* 84[12]");
        assertThat(PAGE.theme()).isEqualTo("dark");
        PAGE.browser().media("print");
        try {
            assertThat(PAGE.browser()
                            .ask("return document.documentElement.scrollWidth;")
                            .asInt())
                    .isLessThanOrEqualTo(780);
            assertThat(PAGE.browser()
                            .ask(
                                    "const { clientWidth, scrollWidth } = document.querySelector('.scroll'); return scrollWidth - clientWidth;")
                            .asInt())
                    .isZero();
            assertThat(
                            PAGE.browser()
                                    .ask(
                                            "return [...document.querySelectorAll('select, .theme, summary, .find input, .print')].filter((one) => one.checkVisibility()).map((one) => one.outerHTML);"))
                    .isEmpty();
            JsonNode heads = PAGE.browser().ask("""
                            return [...document.querySelectorAll('thead th:has(.sort)')].map((head) =>
                                [head.textContent, getComputedStyle(head, '::before').content, head.querySelector('.sort').checkVisibility()].join());
                            """);
            assertThat(heads.valueStream().map(JsonNode::asString))
                    .as("a head is text, which stands on each sheet, and no button, which stands on one")
                    .contains("Health,\"Health\",false");
            assertThat(PAGE.browser().ask("""
                            return [...document.querySelectorAll('main, .columns, .panel, .panel-body')].map((one) => getComputedStyle(one).display);
                            """).valueStream().map(JsonNode::asString))
                    .as("what is no box is not cut off at the end of a sheet")
                    .isNotEmpty()
                    .containsOnly("block");
            PAGE.browser().go(PAGE.server().url("/#/quality"));
            JsonNode gaps = PAGE.browser().ask("""
                            return [...document.querySelectorAll('.panel:has(.chart):has(table)')].map((panel) =>
                                panel.querySelector('table').getBoundingClientRect().top
                                - panel.querySelector('canvas').getBoundingClientRect().bottom);
                            """);
            assertThat(gaps.valueStream().map(JsonNode::asDouble))
                    .as("room between a chart and the table beneath it")
                    .isNotEmpty()
                    .allMatch(gap -> gap >= 0);
        } finally {
            PAGE.browser().media("screen");
        }
    }
}
