package io.creditplatform.analytics.page;

import static io.creditplatform.analytics.page.OpenPage.column;
import static io.creditplatform.analytics.page.OpenPage.texts;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.openqa.selenium.Keys;
import tools.jackson.databind.JsonNode;

/** Every view can be read by everybody: without eyes, without a mouse, on a phone, in the dark. */
class PageTest {

    private static final String SELLER = "5";

    @RegisterExtension
    static final OpenPage PAGE = new OpenPage();

    static Stream<String> views() {
        return Stream.of(
                "portfolio",
                "sellers",
                "seller/" + SELLER,
                "managers",
                "leads",
                "quality",
                "loads",
                "loads/2",
                "loads/3",
                "service",
                "rows/open-credits",
                "row/sellers%2F" + SELLER,
                "definitions");
    }

    @ParameterizedTest
    @MethodSource("views")
    void everyViewCanBeReadWithoutEyesOrMouseInBothThemesAtAnyWidth(String view) {
        canBeRead(PAGE.server().url("/#/" + view), view.replaceAll("/|%2F", "-"));
    }

    private void canBeRead(String address, String name) {
        PAGE.browser().prefer("light", 1440);
        PAGE.browser().go(address);
        assertThat(PAGE.browser().barriers()).as("light at 1440").isEmpty();
        fits(name + "-light", 1440);
        // Of what axe-core looks at, colours hang on the theme, and sizes on the width.
        PAGE.browser().prefer("dark", 390);
        PAGE.browser().settle();
        assertThat(PAGE.browser().barriers("color-contrast")).as("dark").isEmpty();
        assertThat(PAGE.browser().barriers("scrollable-region-focusable"))
                .as("at 390")
                .isEmpty();
        fits(name + "-dark", 390);
    }

    private static void fits(String name, int width) {
        assertThat(PAGE.browser()
                        .ask("return document.documentElement.scrollWidth;")
                        .asInt())
                .as("room that it takes at " + width)
                .isLessThanOrEqualTo(width);
        PAGE.browser().photograph(name + "-" + width);
    }

    @ParameterizedTest
    @ValueSource(strings = {"portfolio", "sellers", "seller/1", "managers", "leads"})
    void everyViewWithAmountsOffersTheCurrenciesOfTheApiAndCanBeRead(String view) {
        canBeRead(PAGE.inFourCurrencies().url("/#/" + view + "?currency=EUR"), view.replace('/', '-') + "-EUR");
        assertThat(
                        texts(
                                PAGE.browser()
                                        .ask(
                                                "return [...document.querySelectorAll('#filter-currency option')].map((one) => one.text);")))
                .containsExactly("USD", "EUR", "SAR", "AED");
        assertThat(PAGE.browser()
                        .ask("return document.getElementById('filter-currency').value;")
                        .asString())
                .isEqualTo("EUR");
    }

    @Test
    void definitionsComeFromTheDescriptionOfTheApi() {
        PAGE.open("portfolio");
        PAGE.browser()
                .run(
                        "[...document.querySelectorAll('.menu a')]"
                                + ".find((link) => link.getAttribute('aria-label').startsWith('Definition: Open amount')).click();");
        assertThat(PAGE.browser().address()).endsWith("/#/definitions?of=%2Fapi%2Fanalytics%2Fportfolio%2Fageing");
        JsonNode operation = PAGE.server().json("/openapi.json").at("/paths/~1api~1analytics~1portfolio~1ageing/get");
        assertThat(PAGE.text("section.panel").replaceAll("\\s+", " "))
                .contains(operation.get("summary").asString())
                .contains(operation.get("description").asString().strip().replaceAll("\\s+", " "));
    }

    @Test
    void everyChartHasATableACsvLinkAndADefinition() {
        for (String view : views().toList()) {
            PAGE.open(view);
            JsonNode panels = PAGE.browser().ask("""
                    return [...document.querySelectorAll('section.panel')].filter((panel) => panel.querySelector('.chart')).map((panel) => ({
                        title: panel.querySelector('h2').textContent,
                        table: panel.querySelector('button[aria-pressed]') !== null || panel.querySelector('table') !== null,
                        csv: [...panel.querySelectorAll('a[download]')].map((link) => link.href),
                        definitions: panel.querySelectorAll('a[href^="#/definitions"]').length,
                    }));
                    """);
            for (JsonNode panel : panels) {
                assertThat(panel.get("table").asBoolean())
                        .as(panel.get("title").asString())
                        .isTrue();
                assertThat(panel.get("definitions").asInt())
                        .as(panel.get("title").asString())
                        .isPositive();
                assertThat(panel.get("csv")).as(panel.get("title").asString()).isNotEmpty();
                for (JsonNode link : panel.get("csv")) {
                    if (link.asString().startsWith("http")) {
                        var answer = PAGE.server()
                                .get(link.asString()
                                        .substring(PAGE.server().url("").length()));
                        assertThat(answer.statusCode()).as(link.asString()).isEqualTo(200);
                        assertThat(answer.headers().firstValue("Content-Type")).hasValue("text/csv;charset=UTF-8");
                    }
                }
            }
        }
    }

    @Test
    void keyboardReachesTheFiguresAndSortsThem() {
        PAGE.open("managers?top=5");
        PAGE.browser().type(Keys.TAB);
        assertThat(PAGE.focused()).isEqualTo("Skip to the figures");
        PAGE.browser().type(Keys.ENTER);
        assertThat(PAGE.browser().ask("return document.activeElement.id;").asString())
                .isEqualTo("main");
        assertThat(PAGE.browser().address()).endsWith("/#/managers?top=5");
        for (int i = 0; i < 30 && !PAGE.focused().equals("Sellers"); i++) {
            PAGE.browser().type(Keys.TAB);
        }
        PAGE.browser().type(Keys.ENTER);
        List<String> ascending = column(PAGE.table("What the sellers"), 5);
        assertThat(ascending)
                .isSortedAccordingTo((one, other) -> Integer.compare(Integer.parseInt(one), Integer.parseInt(other)));
        assertThat(PAGE.browser()
                        .ask("return document.querySelector('th[aria-sort]').textContent;")
                        .asString())
                .isEqualTo("Sellers");
    }

    @Test
    void aFilterKeepsTheFocusThatItHad() {
        PAGE.open("managers");
        PAGE.browser().run("document.getElementById('filter-by').focus();");
        PAGE.choose("by", "utilization_rate");
        assertThat(PAGE.browser().ask("return document.activeElement.id;").asString())
                .isEqualTo("filter-by");
    }

    @Test
    void theThemeFollowsTheSystemUntilTheReaderChoosesOne() {
        PAGE.browser().prefer("dark", 1440);
        PAGE.browser().open(PAGE.server().url("/#/leads"));
        assertThat(PAGE.theme()).isEqualTo("dark");
        assertThat(PAGE.text(".theme")).isEqualTo("Light theme"); // what it does, not what is
        PAGE.browser().run("document.querySelector('.theme').click();");
        assertThat(PAGE.theme()).isEqualTo("light");
        PAGE.browser().reload();
        assertThat(PAGE.theme()).isEqualTo("light");
        PAGE.browser().run("localStorage.clear();");
    }
}
