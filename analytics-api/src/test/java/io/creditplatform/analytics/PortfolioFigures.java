package io.creditplatform.analytics;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The figures about who owes what and how that goes on, in plain Java over {@link Figures}' rows; all in one currency. */
final class PortfolioFigures {

    private final Figures figures;
    private final @Nullable PortfolioFigures before;

    /** @param before what they were after the load before, or null if there is none */
    PortfolioFigures(Figures figures, @Nullable PortfolioFigures before) {
        this.figures = figures;
        this.before = before;
    }

    /** All answers, by the path that asks for them; of collections the items. */
    Map<String, Object> answers(LocalDate asOf) {
        Map<String, Object> answers = new LinkedHashMap<>();
        answers.put("/api/portfolio/summary?as_of=" + asOf, summary(asOf));
        return answers;
    }

    private Map<String, @Nullable Object> summary(LocalDate asOf) {
        Map<String, @Nullable Object> standingBefore = before == null ? Map.of() : before.standing(asOf);
        Map<String, @Nullable Object> summary = new LinkedHashMap<>();
        standing(asOf).forEach((name, value) -> {
            Object then = standingBefore.get(name);
            summary.put(name, Figures.object("value", value, "before", then, "change", change(value, then)));
        });
        summary.put("as_of", asOf.toString());
        return summary;
    }

    private static @Nullable Object change(@Nullable Object now, @Nullable Object then) {
        if (now == null || then == null) {
            return null;
        } else if (now instanceof BigDecimal amount) {
            return amount.subtract((BigDecimal) then);
        }
        return now instanceof Long count ? (Object) (count - (Long) then) : (Object) ((Double) now - (Double) then);
    }

    /** The summary's figures of one state. */
    private Map<String, @Nullable Object> standing(LocalDate day) {
        List<Figures.Row> all = figures.sellers.stream()
                .flatMap(seller -> seller.credits().stream())
                .toList();
        List<Figures.Row> open = open(all, day);
        BigDecimal exposure = Figures.sum(open, credit -> true);
        long leads = figures.sellers.stream()
                .mapToLong(seller -> seller.leads().size())
                .sum();
        Map<String, @Nullable Object> standing = new LinkedHashMap<>();
        standing.put("exposure", exposure);
        standing.put("overdue", Figures.sum(open, credit -> Figures.bucket(credit, day) > 0));
        standing.put(
                "over_90_days_share", share(Figures.sum(open, credit -> Figures.bucket(credit, day) == 4), exposure));
        standing.put(
                "sellers_over_limit",
                figures.sellers.stream()
                        .filter(seller -> Figures.sum(open(seller.credits(), day), credit -> true)
                                        .compareTo(seller.limit())
                                > 0)
                        .count());
        standing.put("approval_rate", share(count(all, Figures.ISSUED::contains), all.size()));
        standing.put(
                "payment_success_rate",
                share(count(all, "Paid"::equals), count(all, status -> !status.equals("Cancelled"))));
        standing.put(
                "lead_conversion_rate",
                share(
                        figures.sellers.stream()
                                .mapToLong(Figures.Seller::confirmed)
                                .sum(),
                        leads));
        return standing;
    }

    private List<Figures.Row> open(Collection<Figures.Row> credits, LocalDate day) {
        return credits.stream()
                .filter(credit -> Figures.OPEN.contains(figures.statusAt(day, credit)))
                .toList();
    }

    private static long count(List<Figures.Row> credits, Function<String, Boolean> status) {
        return credits.stream()
                .filter(credit -> status.apply(credit.text("status")))
                .count();
    }

    private static @Nullable Double share(long part, long whole) {
        return share(BigDecimal.valueOf(part), BigDecimal.valueOf(whole));
    }

    private static @Nullable Double share(BigDecimal part, BigDecimal whole) {
        return whole.signum() == 0 ? null : (Double) Figures.ratio(part, whole).doubleValue();
    }
}
