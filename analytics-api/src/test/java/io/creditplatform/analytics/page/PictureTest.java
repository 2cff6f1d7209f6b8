package io.creditplatform.analytics.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The pictures of the page in the documentation, made anew with {@code credit.docs.write}. */
class PictureTest {

    @RegisterExtension
    static final OpenPage PAGE = new OpenPage();

    private static final int MOST_BYTES = 120_000;

    @Test
    void thePortfolioIsPicturedInBothThemes() throws IOException {
        for (String theme : List.of("light", "dark")) {
            Path picture = Path.of("..", "docs", "page-" + theme + ".png");
            if (Boolean.getBoolean("credit.docs.write")) {
                PAGE.browser().prefer(theme, 1360, 900);
                PAGE.browser().go(PAGE.server().url("/#/portfolio"));
                PAGE.browser().await("return !document.getElementById('trust').hidden;");
                Files.write(picture, PAGE.browser().picture(1360, 900, 0.7));
            }
            assertThat(Files.readAllBytes(picture))
                    .startsWith(0x89, 'P', 'N', 'G')
                    .hasSizeLessThan(MOST_BYTES);
        }
    }
}
