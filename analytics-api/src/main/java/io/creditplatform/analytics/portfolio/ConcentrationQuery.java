package io.creditplatform.analytics.portfolio;

import io.creditplatform.analytics.Ratio;
import io.creditplatform.analytics.currency.Reporting;
import io.creditplatform.database.Database;
import io.creditplatform.model.Money;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Measures on how few sellers the open amount is spread. */
final class ConcentrationQuery {

    private static final int TOP = 10;

    private final ExposureQuery exposures;

    ConcentrationQuery(Database database, JdbcClient jdbc) {
        this.exposures = new ExposureQuery(database, jdbc);
    }

    /** On whom the amounts are spread that were open at the end of a day. */
    Concentration asOf(LocalDate day, Reporting reporting) {
        SortedMap<String, List<Long>> byMarket = new TreeMap<>();
        List<SellerExposure> sellers = exposures.asOf(day, new InMarket(null), reporting);
        sellers.forEach(seller -> byMarket.computeIfAbsent(seller.market(), market -> new ArrayList<>())
                .add(seller.exposure().minor()));
        List<Long> all = byMarket.values().stream()
                .flatMap(List::stream)
                .sorted(Comparator.reverseOrder())
                .toList();
        long total = sum(all);
        return new Concentration(
                hhi(all),
                Ratio.of(sum(all.subList(0, Math.min(TOP, all.size()))), total),
                byMarket.entrySet().stream()
                        .map(market -> {
                            // The largest amounts first, so that sums of shares do not depend on the order of rows.
                            List<Long> amounts = market.getValue().stream()
                                    .sorted(Comparator.reverseOrder())
                                    .toList();
                            long outstanding = sum(amounts);
                            return new Concentration.Market(
                                    market.getKey(),
                                    new Money(outstanding),
                                    Ratio.of(outstanding, total),
                                    hhi(amounts));
                        })
                        .toList(),
                day,
                reporting.currency(),
                sellers.stream()
                        .map(SellerExposure::exposure)
                        .reduce(ConvertedCredits.NONE, ConvertedCredits::plus)
                        .missingRates());
    }

    private static long sum(List<Long> amounts) {
        return amounts.stream().mapToLong(Long::longValue).reduce(0, Math::addExact);
    }

    private static double hhi(List<Long> amounts) {
        long total = sum(amounts);
        double index = 0;
        for (long amount : amounts) {
            double share = Ratio.of(amount, total);
            index += share * share;
        }
        return index;
    }
}
