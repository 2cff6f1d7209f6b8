package io.creditplatform.analytics.portfolio;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Which credits count: those of a market's sellers, or all.
 *
 * @param market the market, or null for all
 */
record InMarket(@Nullable String market) {

    /** SQL for the condition on {@code seller_id}, behind the word that joins it; nothing if all count. */
    String condition(String joinedBy) {
        return market == null ? "" : joinedBy + " seller_id IN (SELECT seller_id FROM sellers WHERE market = :market)";
    }

    /** The condition on sellers as s, behind its WHERE; nothing if all count. */
    String ofSeller() {
        return market == null ? "" : "WHERE s.market = :market";
    }

    /** Whether a market's sellers count. */
    boolean includes(String other) {
        return market == null || market.equals(other);
    }

    /** The values of the condition's parameters. */
    Map<String, Object> values() {
        return market == null ? Map.of() : Map.of("market", market);
    }
}
