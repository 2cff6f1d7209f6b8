package io.creditplatform.measure;

import io.creditplatform.database.Vocabulary;
import io.creditplatform.feed.FeedDefinition;
import io.creditplatform.model.Credit;
import io.creditplatform.model.Feed;
import io.creditplatform.model.Lead;
import io.creditplatform.model.WalletTransaction;
import java.util.Objects;

/** A feed whose rows are added up for their sellers; each has the columns {@code seller_id} and {@code currency}. */
public enum MeasuredFeed {
    CREDITS(Credit.class, "amount_minor", "issue_date"),
    LEADS(Lead.class, "amount_minor", "created_at"),
    WALLET(WalletTransaction.class, Vocabulary.signed("wallet_transactions"), "created_at");

    private final Class<? extends Record> type;
    private final String amount;
    private final String day;

    MeasuredFeed(Class<? extends Record> type, String amount, String day) {
        this.type = type;
        this.amount = amount;
        this.day = day;
    }

    /** Whether a feed is this one. */
    public boolean is(FeedDefinition other) {
        return other.type() == type;
    }

    /** Name of the table. */
    public String table() {
        // As its record says: to find out about all feeds would take a short command longer than its question.
        return Objects.requireNonNull(type.getAnnotation(Feed.class)).value();
    }

    /** SQL for a row's amount in minor units, with its sign. */
    public String amount() {
        return amount;
    }

    /** The column with the moment whose day's rate converts the amount. It may be empty. */
    public String day() {
        return day;
    }
}
