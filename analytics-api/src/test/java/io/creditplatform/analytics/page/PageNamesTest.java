package io.creditplatform.analytics.page;

import static io.creditplatform.analytics.page.OpenPage.texts;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.openqa.selenium.Keys;
import tools.jackson.databind.JsonNode;

/** Whatever a seller's name is, and however much it has: the page around it can be read. */
class PageNamesTest {

    /** Where the ends of a text are, of the element that has all of it, as shares of the window's width. */
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
