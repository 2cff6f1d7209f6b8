package io.creditplatform.analytics.seller;

import static org.assertj.core.api.Assertions.assertThat;

import io.creditplatform.measure.SellerMeasure;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What sellers are ranked by is the same list everywhere. */
class SellerOrderTest {

    /** A line of the page's list of columns: the API's word, and how it is shown. */
    private static final Pattern COLUMN = Pattern.compile("(?m)^  \\['(\\w+)', '[^']+', '(\\w+)', ");

    @Test
    void pageRanksByWhateverTheApiDoes() throws IOException {
        List<String> columns = COLUMN.matcher(page())
                .results()
                .map((MatchResult column) -> column.group(1) + " " + column.group(2))
                .toList();
        assertThat(columns)
                .containsExactlyInAnyOrderElementsOf(Arrays.stream(SellerOrder.values())
                        .filter(order -> order != SellerOrder.HEALTH_SCORE) // a column of its own, before the others
                        .map(order -> order.code() + (isRate(order) ? " percent" : " money"))
                        .toList());
        assertThat(page()).contains("sort: '" + SellerOrder.HEALTH_SCORE.code() + "'");
    }

    private static boolean isRate(SellerOrder order) {
        return order != SellerOrder.CURRENT_BALANCE && order != SellerOrder.AVG_WEEKLY_CHANGE;
    }

    private static String page() throws IOException {
        try (InputStream page = SellerOrderTest.class.getResourceAsStream("/static/page/views/sellers/sellers.js")) {
            return new String(Objects.requireNonNull(page).readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    @Test
    void whatHealthRestsOnIsCountedWhereItMayLackARate() {
        assertThat(SellerMeasure.ofHealth().stream()
                        .filter(SellerMeasure::isMoney)
                        .map(SellerMeasure::counted))
                .containsExactly(
                        SellerMeasure.ISSUED_CREDITS, SellerMeasure.OPEN_CREDITS, SellerMeasure.WALLET_TRANSACTIONS);
    }
}
