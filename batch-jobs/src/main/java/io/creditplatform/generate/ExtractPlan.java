package io.creditplatform.generate;

import io.creditplatform.feed.FeedDefinition;
import io.creditplatform.model.Currency;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;

/**
 * What an extract is to be like; the same plan makes the same bytes on every machine and every day.
 *
 * @param sellers how many sellers, from 1 to {@value #MAX_SELLERS}
 * @param weeks how many weeks of invoices each of them has, from 1 to {@value #MAX_WEEKS}
 * @param seed another one gives other data of the same kind
 * @param defects share of a feed's rows for each kind of defect, from 0 to {@value #MAX_DEFECTS}
 * @param currencies what sellers take turns to deal in; if there are none, nothing in the extract speaks of currencies
 */
public record ExtractPlan(int sellers, int weeks, long seed, BigDecimal defects, List<Currency> currencies) {

    public static final int MAX_SELLERS = 1_000_000;
    public static final int MAX_WEEKS = 1_000;
    public static final String MAX_DEFECTS = "0.1";

    /** A Monday, on which the first period of every plan begins. */
    static final LocalDate FIRST_DAY = LocalDate.of(2024, 1, 1);

    /** The day on which the extract is taken: the one after the last period. */
    public LocalDate asOf() {
        return FIRST_DAY.plusWeeks(weeks);
    }

    /** The currency that a seller, by its number, deals in. */
    Currency currency(int seller) {
        return currencies.isEmpty() ? Currency.USD : currencies.get((seller - 1) % currencies.size());
    }

    /** A feed in the form in which this extract has it. */
    FeedDefinition form(FeedDefinition feed) {
        return currencies.isEmpty() ? feed.withoutOptionalColumns() : feed;
    }

    boolean isClean() {
        return defects.signum() == 0;
    }
}
