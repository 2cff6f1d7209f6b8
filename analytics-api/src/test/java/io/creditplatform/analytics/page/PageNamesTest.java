package io.creditplatform.analytics.page;

import static io.creditplatform.analytics.page.OpenPage.texts;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.openqa.selenium.Keys;
import tools.jackson.databind.JsonNode;

/** Whatever a seller's name is, and however much it has: the page around it can be read. */
class PageNamesTest {

    /** Where the first and the last letter of a text are, from the window's left. */
    private static final String ENDS = """
            const texts = document.createTreeWalker(document.querySelector(arguments[0]), NodeFilter.SHOW_TEXT);
            while (texts.nextNode()) {
                const at = texts.currentNode.textContent.indexOf(arguments[1]);
                if (at >= 0) {
                    const end = (from) => {
                        const range = document.createRange();
                        range.setStart(texts.currentNode, from);
                        range.setEnd(texts.currentNode, from + 1);
                        return range.getBoundingClientRect().left;
                    };
                    return [end(at), end(at + arguments[1].length - 1)];
                }
            }
            """;

    /** What content has to fit without being moved sideways, as WCAG 1.4.10 has it, less a scrollbar. */
    private static final int NARROWEST = 320 - 15;

    @RegisterExtension
    static final OpenPage PAGE = new OpenPage();

    @Test
    void aNameThatTurnsRoundLeavesTheWordsBesideItAsTheyAre() {
        open("seller/" + ManySellers.TURNED, 1280);
        assertThat(PAGE.text("h1")).isEqualTo(ManySellers.TURNED_NAME + " (seller " + ManySellers.TURNED + ")");
        assertReadsForward("h1", "(seller");
        assertThat(PAGE.browser().title()).isEqualTo("Evil gnidart · Credit management");

        search("gnidart");
        assertReadsForward(".found", "GCC");
        PAGE.browser().type(Keys.ESCAPE);

        open("sellers", 1280);
        assertThat(
                        texts(
                                PAGE.browser()
                                        .ask(
                                                "return [...document.querySelectorAll('main a')].map((link) => getComputedStyle(link).unicodeBidi);")))
                .isNotEmpty()
                .containsOnly("isolate");
    }

    private static void assertReadsForward(String selector, String text) {
        JsonNode ends = PAGE.browser().ask(ENDS, selector, text);
        assertThat(ends.get(0).asDouble()).as(text).isLessThan(ends.get(1).asDouble());
    }

    @ParameterizedTest
    @ValueSource(ints = {NARROWEST, 360, 1280, 1440})
    void anAmountStaysInOnePiece(int width) {
        open("seller/" + ManySellers.RICH, width);
        assertThat(PAGE.tiles()).contains("Wallet balance: -129,558.96 USD");
        JsonNode amounts = PAGE.browser().ask("""
                const texts = document.createTreeWalker(document.querySelector('.tiles'), NodeFilter.SHOW_TEXT);
                const amounts = [];
                while (texts.nextNode()) {
                    if (/^-?[0-9,]+\\.[0-9]{2}$/.test(texts.currentNode.textContent)) {
                        const range = document.createRange();
                        range.selectNodeContents(texts.currentNode);
                        const room = texts.currentNode.parentElement.closest('.tile').getBoundingClientRect().right;
                        amounts.push([texts.currentNode.textContent, range.getClientRects().length, room - range.getBoundingClientRect().right]);
                    }
                }
                return amounts;
                """);
        assertThat(amounts).hasSize(3).allSatisfy(amount -> {
            assertThat(amount.get(1).asInt()).as(amount + " in so many pieces").isEqualTo(1);
            assertThat(amount.get(2).asDouble()).as(amount + " within its tile").isPositive();
        });
    }

    @ParameterizedTest
    @ValueSource(ints = {NARROWEST, 360})
    void noNameMakesThePageWiderThanAPhone(int width) {
        for (String view : List.of(
                "seller/" + ManySellers.UNBROKEN,
                "seller/" + ManySellers.RICH,
                "sellers",
                "portfolio",
                "managers",
                "leads",
                "quality",
                "loads/1",
                "service",
                "rows/open-credits",
                "row/sellers%2F" + ManySellers.UNBROKEN,
                "definitions")) {
            open(view, width);
            assertFits(view, width);
        }
        open("seller/" + ManySellers.UNBROKEN, width);
        assertThat(PAGE.text("h1")).startsWith(ManySellers.UNBROKEN_NAME);
        search("onerror");
        assertFits("search", width);
        PAGE.browser().type(Keys.ESCAPE);
    }

    @ParameterizedTest
    @MethodSource("io.creditplatform.analytics.page.PageTest#views")
    void everyViewFitsTheNarrowestPhone(String view) {
        PAGE.browser().prefer("light", NARROWEST);
        PAGE.browser().go(PAGE.server().url("/#/" + view));
        assertFits(view, NARROWEST);
    }

    @Test
    void aRefusalFitsTheNarrowestPhone() {
        PAGE.browser().prefer("light", NARROWEST);
        PAGE.browser().go(PAGE.server().url("/#/quality?rule=x&change=new"));
        assertFits("a refusal", NARROWEST);
        assertThat(PAGE.text(".state.error")).contains("Parameter 'rule' is 'x'");
        assertThat(PAGE.browser().complaints()).isNotEmpty().allMatch(complaint -> complaint.contains("400"));
    }

    private static void assertFits(String view, int width) {
        assertThat(texts(PAGE.browser().ask("""
                        return document.documentElement.scrollWidth <= arguments[0] ? [] : [...document.querySelectorAll('body *')]
                            .filter((one) => one.getBoundingClientRect().right > arguments[0] && one.closest('.scroll') === null)
                            .map((one) => `${one.tagName}.${one.className} to ${one.getBoundingClientRect().right}`);
                        """, width)))
                .as(view + " at " + width)
                .isEmpty();
    }

    @Test
    void whoChoseASellerIsInItsView() {
        for (CharSequence[] keys : new CharSequence[][] {{Keys.ENTER}, {Keys.ARROW_DOWN, Keys.ENTER}}) {
            open("loads", 1280);
            search("gnidart");
            for (CharSequence key : keys) {
                PAGE.browser().type(key);
            }
            PAGE.browser().await("return location.hash === '#/seller/" + ManySellers.TURNED + "';");
            assertThat(PAGE.browser().ask("return document.activeElement.id;").asString())
                    .isEqualTo("main");
        }
    }

    private static void search(String text) {
        PAGE.browser().run("document.getElementById('find').focus();");
        PAGE.browser().type(text);
        PAGE.browser()
                .await(
                        "const found = document.querySelector('.found'); return !found.hidden && found.textContent.includes('"
                                + text + "');");
    }

    private static void open(String view, int width) {
        PAGE.browser().prefer("light", width);
        PAGE.browser().go(PAGE.withManySellers().url("/#/" + view));
    }
}
