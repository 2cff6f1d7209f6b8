package io.creditplatform.analytics.page;

import static io.creditplatform.analytics.page.OpenPage.column;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.creditplatform.analytics.web.TestServer;
import io.creditplatform.cli.CreditRunner;
import io.creditplatform.database.Database;
import io.creditplatform.database.DatabaseAddress;
import io.creditplatform.testing.SampleData;
import io.creditplatform.testing.TestDatabase;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.openqa.selenium.Keys;

/** A view that is shown anew leaves the reader where they are, and all of it is of one load. */
class PagePlaceTest {

    @RegisterExtension
    static final OpenPage PAGE = new OpenPage();

    /** Other rows may take more lines, or fewer. */
    private static final double A_LINE = 24;

    @ParameterizedTest
    @CsvSource({"sort-overdue, by=overdue", "sort-credit_utilization_rate, sort=credit_utilization_rate"})
    void sortingLeavesThePlaceAndTheFocus(String head, String asked) {
        open("sellers");
        show(head);
        double top = top(head);
        PAGE.browser().type(Keys.ENTER);
        awaitFilled("document.getElementById('" + head + "')?.closest('[aria-sort]') && location.hash.includes('"
                + asked + "')");
        assertThat(top(head)).isCloseTo(top, within(A_LINE));
        assertThat(focusedId()).isEqualTo(head);

        open("sellers");
        show(head);
        PAGE.browser().click("#" + head, 0.3, 0.5);
        awaitFilled("document.getElementById('" + head + "')?.closest('[aria-sort]') && location.hash.includes('"
                + asked + "')");
        assertThat(top(head)).isCloseTo(top, within(A_LINE));
        assertThat(focusedId()).isEqualTo(head);
    }

    @ParameterizedTest
    @CsvSource({"after_owing, watch-list", "after, sellers"})
    void pagingLeavesTheFocusAndTheNewRowsInSight(String parameter, String panel) {
        open("sellers");
        String pages = "document.querySelector('#body-" + panel + " nav.pages')?.textContent";
        show("next-" + parameter);
        double top = top("next-" + parameter);
        PAGE.browser().type(Keys.ENTER);
        awaitFilled(pages + ".startsWith('51–100')");
        assertThat(focusedId()).isEqualTo("next-" + parameter);
        assertThat(top("next-" + parameter)).isCloseTo(top, within(2 * A_LINE));
        assertThat(rowsInSight(panel)).isPositive();

        PAGE.browser().click("#next-" + parameter, 0.5, 0.5);
        awaitFilled(pages + ".startsWith('101–')");
        assertThat(rowsInSight(panel)).as("of the last page").isPositive();
        assertThat(PAGE.browser()
                        .ask("return document.getElementById('body-" + panel + "').contains(document.activeElement);")
                        .asBoolean())
                .as("the focus is in the list, where there is no next page")
                .isTrue();
    }

    private static void open(String view) {
        PAGE.browser().prefer("light", 1280, 800);
        PAGE.browser().go(PAGE.withManySellers().url("/#/definitions"));
        PAGE.browser().go(PAGE.withManySellers().url("/#/" + view));
    }

    /** Moves to an element, once all that this brings near is there, and gives it the focus. */
    private static void show(String id) {
        for (int i = 0; i < 2; i++) {
            PAGE.browser()
                    .run("document.querySelectorAll('.panel-body').forEach((body) => body.scrollIntoView());"
                            + " return new Promise((done) => setTimeout(done, 100));");
        }
        PAGE.browser()
                .run(
                        "const element = document.getElementById(arguments[0]); element.scrollIntoView({ block: 'center' }); element.focus();",
                        id);
    }

    private static double top(String id) {
        return PAGE.browser()
                .ask("return document.getElementById(arguments[0]).getBoundingClientRect().top;", id)
                .asDouble();
    }

    private static String focusedId() {
        return PAGE.browser().ask("return document.activeElement.id;").asString();
    }

    private static void awaitFilled(String condition) {
        PAGE.browser().await("return Boolean(" + condition + ");");
    }

    private static int rowsInSight(String panel) {
        return PAGE.browser().ask("""
                        return [...document.querySelectorAll(`#body-${arguments[0]} tbody tr`)]
                            .map((row) => row.getBoundingClientRect()).filter(({ top, bottom }) => top > 0 && bottom < innerHeight).length;
                        """, panel).asInt();
    }

    @Test
    void anotherLoadMeanwhileIsSaidAndAllFiguresAreOfIt() {
        DatabaseAddress address = TestDatabase.baseline(Database.SQLITE);
        CreditRunner credit = new CreditRunner(address);
        try (TestServer server = TestServer.on(address)) {
            PAGE.browser().prefer("light", 1280, 800);
            PAGE.browser().open(server.url("/#/portfolio"));
            assertThat(PAGE.text("#trust")).contains("load 1,");
            assertThat(credit.importFolder(SampleData.folder("next-day")).exitCode())
                    .isZero();
            PAGE.browser().run("document.getElementById('panel-vintages').scrollIntoView({ block: 'center' });");
            awaitFilled("document.querySelector('.news')");
            String said = "Load 2 has been published meanwhile; all figures are of it now.";
            assertThat(PAGE.text(".news")).isEqualTo(said);
            assertThat(PAGE.text("#announcements")).isEqualTo("Portfolio. " + said);
            assertThat(PAGE.text("#trust")).contains("load 2,");
            assertThat(top("panel-vintages")).isBetween(0.0, 800.0);
            PAGE.browser().run("document.getElementById('panel-markets').scrollIntoView({ block: 'center' });");
            assertThat(column(PAGE.table("Markets side by side"), 1))
                    .isEqualTo(server.json("/api/dashboard/stats")
                            .valueStream()
                            .map(row -> Written.count(row.get("total_sellers")))
                            .toList());
            assertThat(PAGE.tiles())
                    .contains("Exposure: "
                            + Written.money(
                                    server.json("/api/portfolio/summary").at("/exposure/value")) + " USD");

            // What is asked for above a view counts, and keeps the focus; after an undo, the number is smaller.
            assertThat(credit.run("undo").exitCode()).isZero();
            PAGE.browser().type("/");
            PAGE.browser().type("a");
            awaitFilled("document.querySelector('.news')?.textContent.includes('taken back')");
            assertThat(PAGE.text(".news"))
                    .isEqualTo("Load 2 has been taken back meanwhile; all figures are of load 1 now.");
            assertThat(PAGE.text("#trust")).contains("load 1,");
            assertThat(focusedId()).isEqualTo("find");
        }
    }

    @Test
    void listStaysScrolledUnlessOtherRowsAreAskedFor() {
        String list = "document.querySelector('#body-vintages .scroll.high')";
        PAGE.browser().prefer("light", 1280, 800);
        PAGE.open("portfolio?table=vintages");
        PAGE.browser().run("document.getElementById('panel-vintages').scrollIntoView();");
        awaitFilled(list);
        PAGE.browser().run("const list = " + list + "; list.scrollTop = 90; list.dataset.old = true;");
        assertThat(PAGE.browser().ask("return " + list + ".scrollTop;").asInt()).isEqualTo(90);
        PAGE.browser().run("dispatchEvent(new Event('hashchange'));"); // as when another load was published
        awaitFilled(list + " && !" + list + ".dataset.old");
        assertThat(PAGE.browser().ask("return " + list + ".scrollTop;").asInt()).isEqualTo(90);

        PAGE.browser().run("const list = " + list + "; list.dataset.old = true; location.hash += '&currency=EUR';");
        awaitFilled(list + " && !" + list + ".dataset.old");
        assertThat(PAGE.browser().ask("return " + list + ".scrollTop;").asInt()).isZero();
    }

    /** The changes of a load that is not the newest are asked for as they were after it. */
    @Test
    void figuresOfAnEarlierLoadAreNoNews() {
        for (String view : List.of("loads/1", "loads/2", "seller/5", "service")) {
            PAGE.open(view);
            assertThat(PAGE.browser()
                            .ask("return document.querySelectorAll('.news').length;")
                            .asInt())
                    .as(view)
                    .isZero();
        }
    }
}
