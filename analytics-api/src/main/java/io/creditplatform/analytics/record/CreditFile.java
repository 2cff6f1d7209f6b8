package io.creditplatform.analytics.record;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.creditplatform.model.Credit;
import io.creditplatform.model.CreditChat;
import io.creditplatform.model.CreditHistory;
import java.util.Comparator;
import java.util.List;

/**
 * A credit with all that is known about it.
 *
 * @param history its stations in time order; those of one moment in the order in which credits pass them
 * @param chat what was written about it, in time order
 * @param reported its amount in the currency asked for
 */
record CreditFile(
        @JsonUnwrapped Credit credit,
        List<CreditHistory> history,
        List<CreditChat> chat,
        Conversion.Converted reported) {

    static CreditFile of(
            Credit credit, List<CreditHistory> history, List<CreditChat> chat, Conversion.Converted reported) {
        return new CreditFile(credit, inOrder(history), chat, reported);
    }

    /** Stations of one credit in time order; those of one moment in the order in which credits pass them. */
    static List<CreditHistory> inOrder(List<CreditHistory> history) {
        return history.stream()
                .sorted(Comparator.comparing(CreditHistory::changedAt).thenComparing(CreditHistory::status))
                .toList();
    }
}
