package io.creditplatform.analytics.seller;

import static org.assertj.core.api.Assertions.assertThat;

import io.creditplatform.measure.SellerMeasure;
import io.creditplatform.model.Currency;
import io.creditplatform.model.Money;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A seller's health at the edges of each of its parts, worked out by hand. */
class SellerFiguresTest {

    private static SellerHealth health(
            long limit, long issued, long judged, long paid, long leads, long confirmed, long wallet) {
        Map<SellerMeasure, Long> sums = Map.of(
                SellerMeasure.CREDITS, judged + 2,
                SellerMeasure.CANCELLED_CREDITS, 2L,
                SellerMeasure.PAID_CREDITS, paid,
                SellerMeasure.ISSUED_AMOUNT, issued,
                SellerMeasure.OPEN_AMOUNT, issued / 2,
                SellerMeasure.LEADS, leads,
                SellerMeasure.CONFIRMED_LEADS, confirmed,
                SellerMeasure.WALLET_AMOUNT, wallet,
                SellerMeasure.WALLET_WEEKS, 3L);
        SellerSums own = new SellerSums(
                Currency.USD,
                limit,
                500,
                SellerSums.MEASURES.stream().mapToLong(sums::get).toArray());
        return new SellerFigures(7, "Seven", "GCC", own, own, Instant.EPOCH, List.of()).health();
    }

    @ParameterizedTest
    @CsvSource({
        // limit, issued, judged, paid, leads, confirmed, wallet, score
        "1000, 0, 1, 1, 1, 1, 1, 100", // 40 + 30 + 20 + 10
        "1000, 0, 1, 1, 1, 1, 0, 90", // what stands still does not improve
        "1000, 0, 1, 0, 1, 0, -1, 20",
        "1000, 1000, 1, 1, 1, 0, 0, 40", // nothing is free
        "1000, 2000, 1, 1, 1, 0, 0, 40", // not less than nothing
        "0, 0, 0, 0, 0, 0, 0, 20", // without a limit all of it counts as free
        "0, 500, 0, 0, 0, 0, 0, 20",
        "1000, 500, 4, 1, 3, 1, 1, 40", // 10 + 10 + 10 + 10
        "1000, 975, 0, 0, 0, 0, 0, 1", // 0.5 is rounded up
        "1000, 976, 0, 0, 0, 0, 0, 0", // 0.48
        "1000, 925, 8, 1, 0, 0, 0, 7", // 5 + 1.5
        "3, 1, 3, 1, 3, 1, 0, 37", // 13.33 + 10 + 13.33 = 36.67
        "10000000000000000, 0, 1000000000, 1000000000, 1000000000, 1000000000, 1, 100",
    })
    void scoreIsTheSumOfItsParts(
            long limit, long issued, long judged, long paid, long leads, long confirmed, long wallet, int score) {
        assertThat(health(limit, issued, judged, paid, leads, confirmed, wallet).healthScore())
                .isEqualTo(score);
    }

    @ParameterizedTest
    @CsvSource({
        "1000, 700, 10, 7, LOW",
        "1000, 701, 10, 7, MEDIUM",
        "1000, 900, 10, 7, MEDIUM",
        "1000, 901, 10, 7, HIGH",
        "1000, 0, 100, 70, LOW",
        "1000, 0, 100, 69, MEDIUM",
        "1000, 0, 100, 50, MEDIUM",
        "1000, 0, 100, 49, HIGH",
        "1000, 0, 0, 0, LOW", // not judged by its reliability
        "0, 500, 10, 10, LOW", // a limit of 0 is not exceeded
    })
    void riskIsJudgedByUtilizationAndReliability(long limit, long issued, long judged, long paid, RiskLevel risk) {
        assertThat(health(limit, issued, judged, paid, 0, 0, 0).riskLevel()).isEqualTo(risk);
    }

    @Test
    void metricsAreRatios() {
        SellerHealth health = health(1000, 500, 4, 3, 8, 1, 100);
        assertThat(health.metrics())
                .isEqualTo(new SellerHealth.Metrics(
                        0.5,
                        0.25,
                        0.75,
                        0.125,
                        new SellerHealth.WalletHealth(new Money(600), new Money(33), Trend.IMPROVING)));
        assertThat(health(1000, 500, 4, 3, 8, 1, 0).metrics().walletHealth().trend())
                .isEqualTo(Trend.DECLINING);
        assertThat(health.sellerId()).isEqualTo(7);
        assertThat(RiskLevel.HIGH.code() + RiskLevel.MEDIUM.code() + RiskLevel.LOW.code())
                .isEqualTo("highmediumlow");
        assertThat(Trend.IMPROVING.code() + Trend.DECLINING.code()).isEqualTo("improvingdeclining");
    }
}
