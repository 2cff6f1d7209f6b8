package io.creditplatform.ingest;

import io.creditplatform.database.Database;
import io.creditplatform.derived.Derivation;
import io.creditplatform.derived.SumTooLargeException;
import io.creditplatform.feed.Column;
import io.creditplatform.feed.FeedDefinition;
import io.creditplatform.load.Load;
import io.creditplatform.measure.MeasuredFeed;
import io.creditplatform.model.ExchangeRate;
import io.creditplatform.model.Seller;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import org.springframework.jdbc.core.JdbcOperations;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Tells what a load changes to those who keep what is worked out from the feeds' rows in step with it. */
final class DerivedTables implements MergeFollower {

    private static final String SELLER = "seller_id";

    private final Derivation derivation;
    private final JdbcClient jdbc;

    DerivedTables(Load load, Database database, JdbcOperations operations) {
        this.derivation = Derivation.ofLoad(load.id(), database, operations);
        this.jdbc = JdbcClient.create(operations);
    }

    /** Sellers may lose rows to others. */
    @Override
    public void beforeMerge(Stage stage, List<Column> delivered) {
        if (isMeasured(stage.feed())) {
            stage.movedFrom(SELLER).ifPresent(derivation::touch);
        }
    }

    @Override
    public void afterMerge(Stage stage, List<Column> delivered, long changed) {
        FeedDefinition feed = stage.feed();
        if (changed > 0 && feed.type() == ExchangeRate.class) {
            derivation.ratesChanged();
        } else if (changed > 0 && (feed.type() == Seller.class || isMeasured(feed))) {
            derivation.touch(stage.arrived(SELLER));
            if (delivered.stream().filter(Column::isOptional).anyMatch(column -> isUnusual(column, stage))) {
                derivation.otherCurrencyCame();
            }
        }
    }

    /** What belongs to the rows goes first. */
    @Override
    public void beforeRemoval(FeedDefinition feed, String condition) {
        String going = " FROM " + feed.name() + " WHERE " + condition;
        if (feed.type() == ExchangeRate.class) {
            derivation.ratesChanged();
        } else if (isMeasured(feed)) {
            derivation.touch("SELECT " + SELLER + going);
        }
        if (feed.key().size() == 1) {
            String key = feed.key().get(0).tableName();
            derivation.leaving(key, "SELECT " + key + going);
        }
    }

    private static boolean isMeasured(FeedDefinition feed) {
        return Arrays.stream(MeasuredFeed.values()).anyMatch(measured -> measured.is(feed));
    }

    private boolean isUnusual(Column column, Stage stage) {
        return jdbc.sql("SELECT 1 FROM " + stage.name() + " WHERE " + column.tableName() + " <> '" + column.whenAbsent()
                        + "' LIMIT 1")
                .query(Integer.class)
                .optional()
                .isPresent();
    }

    @Override
    public void finish(LocalDate day) {
        try {
            derivation.update(day);
        } catch (SumTooLargeException e) {
            throw ExtractException.unfit(String.valueOf(e.getMessage()));
        }
    }
}
