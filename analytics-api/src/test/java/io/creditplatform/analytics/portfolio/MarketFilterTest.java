package io.creditplatform.analytics.portfolio;

import static org.assertj.core.api.Assertions.assertThat;

import io.creditplatform.analytics.web.TestServer;
import io.creditplatform.database.Database;
import java.math.BigDecimal;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.JsonNode;

/** Figures of one market are a part of those of all, and the parts make up the whole. */
class MarketFilterTest {

    private static final List<String> MARKETS = List.of("AFRQ", "GCC", "LATAM");

    @ParameterizedTest
    @EnumSource
    void marketsMakeUpTheWhole(Database database) {
        TestServer server = TestServer.ofBaseline(database);
        for (String figure : List.of(
                "ageing?as_of=2025-08-31", "roll-rates?as_of=2025-08-31", "vintages?as_of=2025-08-31&limit=1000")) {
            BigDecimal all = credits(server, figure);
            BigDecimal ofMarkets = BigDecimal.ZERO;
            for (String market : MARKETS) {
                BigDecimal part = credits(server, figure + "&market=" + market);
                assertThat(part).as(figure + " of " + market).isPositive().isLessThan(all);
                ofMarkets = ofMarkets.add(part);
            }
            assertThat(ofMarkets).as(figure).isEqualByComparingTo(all);
            assertThat(credits(server, figure + "&market=NOWHERE")).isZero();
        }
    }

    @ParameterizedTest
    @EnumSource
    void aMarketsAgeingAddsUpToItsOpenAmount(Database database) {
        TestServer server = TestServer.ofBaseline(database);
        for (JsonNode market :
                server.json("/api/analytics/portfolio/concentration").get("by_market")) {
            assertThat(sum(server, "ageing?market=" + market.get("market").asString(), "outstanding"))
                    .isEqualByComparingTo(market.get("outstanding").decimalValue());
        }
    }

    private static BigDecimal credits(TestServer server, String figure) {
        return sum(server, figure, "credits");
    }

    private static BigDecimal sum(TestServer server, String figure, String key) {
        return server.json("/api/analytics/portfolio/" + figure)
                .get("items")
                .valueStream()
                .map(row -> row.get(key).decimalValue())
                .reduce(BigDecimal.ZERO, BigDecimal::add);
    }
}
