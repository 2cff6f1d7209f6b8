package io.creditplatform.measure;

import io.creditplatform.database.Database;
import io.creditplatform.database.Vocabulary;
import io.creditplatform.model.Coded;
import io.creditplatform.model.CreditStatus;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a seller's rows add up to: a column of {@code seller_metrics} each, in this order. Money is added up in each currency
 * besides, in the column of the same name of {@code seller_amounts}. Whoever adds a measure adds it here and in a change set; the
 * rest follows, and every seller is measured anew ({@link DerivedTable#definition}).
 */
public enum SellerMeasure implements Coded {
    CREDITS("credits", "credits", MeasuredFeed.CREDITS, "1 = 1", null),
    CANCELLED_CREDITS(
            "cancelled_credits",
            "cancelled credits",
            MeasuredFeed.CREDITS,
            "status = " + Vocabulary.code(CreditStatus.CANCELLED),
            null),
    PAID_CREDITS(
            "paid_credits",
            "paid credits",
            MeasuredFeed.CREDITS,
            "status = " + Vocabulary.code(CreditStatus.PAID),
            null),
    ISSUED_CREDITS("issued_credits", "issued credits", MeasuredFeed.CREDITS, Vocabulary.issued("status"), null),
    OPEN_CREDITS("open_credits", "open credits", MeasuredFeed.CREDITS, Vocabulary.open("status"), null),
    ISSUED_AMOUNT("issued_minor", "sum of issued credits", ISSUED_CREDITS),
    OPEN_AMOUNT("open_minor", "sum of open credits", OPEN_CREDITS),
    LEADS("leads", "leads", MeasuredFeed.LEADS, "1 = 1", null),
    CONFIRMED_LEADS("confirmed_leads", "confirmed leads", MeasuredFeed.LEADS, Vocabulary.confirmed("status"), null),
    CONFIRMED_AMOUNT("confirmed_minor", "sum of confirmed leads", CONFIRMED_LEADS),
    WALLET_TRANSACTIONS("wallet_transactions", "wallet transactions", MeasuredFeed.WALLET, "1 = 1", null),
    WALLET_AMOUNT("wallet_minor", "deposits less withdrawals", WALLET_TRANSACTIONS),
    WALLET_WEEKS("wallet_weeks", "ISO weeks with a wallet transaction", MeasuredFeed.WALLET, "1 = 1", null) {
        @Override
        String aggregate(Database database) {
            return "count(DISTINCT " + database.isoWeek(feed().day()) + ")";
        }
    };

    private final String column;
    private final String words;
    private final MeasuredFeed feed;
    private final String condition;
    private final @Nullable SellerMeasure counted;

    SellerMeasure(String column, String words, MeasuredFeed feed, String condition, @Nullable SellerMeasure counted) {
        this.column = column;
        this.words = words;
        this.feed = feed;
        this.condition = condition;
        this.counted = counted;
    }

    /** The sum of the amounts that another measure counts. */
    SellerMeasure(String column, String words, SellerMeasure counted) {
        this(column, words, counted.feed, counted.condition, counted);
    }

    /** The measures that are money. */
    public static List<SellerMeasure> money() {
        return Arrays.stream(values()).filter(SellerMeasure::isMoney).toList();
    }

    /** The measures that a seller's health rests on (docs/domain.md#seller-health). */
    public static List<SellerMeasure> ofHealth() {
        return List.of(
                CREDITS,
                CANCELLED_CREDITS,
                PAID_CREDITS,
                ISSUED_AMOUNT,
                OPEN_AMOUNT,
                LEADS,
                CONFIRMED_LEADS,
                WALLET_AMOUNT,
                WALLET_WEEKS);
    }

    /** The measures that a feed's rows add up to. */
    public static List<SellerMeasure> of(MeasuredFeed feed) {
        return Arrays.stream(values()).filter(measure -> measure.feed == feed).toList();
    }

    /** The column, which of money is in minor units and says so. */
    @Override
    public String code() {
        return column;
    }

    /** What it is, as people say it. */
    public String words() {
        return words;
    }

    /** The feed whose rows it adds up. */
    public MeasuredFeed feed() {
        return feed;
    }

    /** SQL for whether a row of the feed belongs to it. */
    public String condition() {
        return condition;
    }

    /** Whether it is money, in the currency of each row, and not a number. */
    public boolean isMoney() {
        return counted != null;
    }

    /**
     * The measure that counts the rows whose amounts this one adds up; {@code missing_rates} has a column of its name for those
     * that could not be converted.
     *
     * @throws IllegalStateException if this is no money
     */
    public SellerMeasure counted() {
        if (counted == null) {
            throw new IllegalStateException(column + " is no money");
        }
        return counted;
    }

    /** SQL for what one row of the feed adds to it. */
    public String ofRow() {
        return "CASE WHEN " + condition + " THEN " + (isMoney() ? feed.amount() : "1") + " ELSE 0 END";
    }

    /** SQL that works it out of a group of the feed's rows. */
    String aggregate(Database database) {
        return isMoney() ? "coalesce(sum(" + ofRow() + "), 0)" : "count(CASE WHEN " + condition + " THEN 1 END)";
    }
}
