package io.creditplatform.ingest;

import io.creditplatform.database.Database;
import io.creditplatform.database.Vocabulary;
import io.creditplatform.feed.Column;
import io.creditplatform.feed.FeedDefinition;
import io.creditplatform.load.Load;
import io.creditplatform.model.Credit;
import io.creditplatform.model.CreditStatus;
import io.creditplatform.model.Lead;
import io.creditplatform.model.Seller;
import io.creditplatform.model.WalletTransaction;
import java.util.List;
import java.util.Set;
import org.springframework.jdbc.core.JdbcOperations;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Keeps {@code seller_metrics}, what each seller's credits, leads and wallet add up to, in step with the rows that a load
 * merges. The sellers whose rows the load touches are marked with its number on the way, then measured anew, all at once.
 */
final class SellerMetrics implements MergeFollower {

    /** The feeds that are measured; all of them have the seller's number. */
    private static final Set<Class<? extends Record>> MEASURED =
            Set.of(Seller.class, Credit.class, Lead.class, WalletTransaction.class);

    private final long loadId;
    private final Database database;
    private final JdbcClient jdbc;

    SellerMetrics(Load load, Database database, JdbcOperations operations) {
        this.loadId = load.id();
        this.database = database;
        this.jdbc = JdbcClient.create(operations);
    }

    /** Marks the sellers that are about to lose rows to others. */
    @Override
    public void beforeMerge(Stage stage, List<Column> delivered) {
        if (isMeasured(stage.feed()) && stage.feed().type() != Seller.class) {
            stage.movedFrom("seller_id").ifPresent(losers -> {
                String theirs = "seller_id IN (" + losers + ")";
                Versions.keep("seller_metrics", theirs, loadId, jdbc);
                jdbc.sql("UPDATE seller_metrics SET load_id = ? WHERE " + theirs)
                        .param(loadId)
                        .update();
            });
        }
    }

    /** Marks the sellers of a feed's rows, if any of them changed. */
    @Override
    public void afterMerge(Stage stage, List<Column> delivered, long changed) {
        if (changed > 0 && isMeasured(stage.feed()) && (stage.feed().type() == Seller.class || anyUnmarked())) {
            Versions.keep("seller_metrics", "seller_id IN (SELECT seller_id FROM " + stage.name() + ")", loadId, jdbc);
            jdbc.sql(
                            "INSERT INTO seller_metrics (seller_id, load_id) SELECT DISTINCT seller_id, CAST(? AS BIGINT) FROM "
                                    + stage.name()
                                    + " WHERE true ON CONFLICT (seller_id) DO UPDATE SET load_id = excluded.load_id")
                    .param(loadId)
                    .update();
        }
    }

    /** Marks the sellers of rows that go; a seller that goes itself takes its measures along. */
    @Override
    public void beforeRemoval(FeedDefinition feed, String condition) {
        if (isMeasured(feed)) {
            String theirs = "seller_id IN (SELECT seller_id FROM " + feed.name() + " WHERE " + condition + ")";
            Versions.keep("seller_metrics", theirs, loadId, jdbc);
            jdbc.sql(
                            feed.type() == Seller.class
                                    ? "DELETE FROM seller_metrics WHERE " + theirs
                                    : "UPDATE seller_metrics SET load_id = " + loadId + " WHERE " + theirs)
                    .update();
        }
    }

    private static boolean isMeasured(FeedDefinition feed) {
        return MEASURED.contains(feed.type());
    }

    private boolean anyUnmarked() {
        return jdbc.sql("SELECT 1 FROM seller_metrics WHERE load_id <> ? LIMIT 1")
                .param(loadId)
                .query(Integer.class)
                .optional()
                .isPresent();
    }

    /** Measures the marked sellers, each through the indexes by seller (docs/domain.md#measures). */
    @Override
    public void finish() {
        jdbc.sql("""
                UPDATE seller_metrics SET
                    (credits, cancelled_credits, paid_credits, issued_credits, open_credits, issued_minor, open_minor) = (
                        SELECT count(*),
                            count(CASE WHEN status = %2$s THEN 1 END),
                            count(CASE WHEN status = %3$s THEN 1 END),
                            count(CASE WHEN %4$s THEN 1 END),
                            count(CASE WHEN %5$s THEN 1 END),
                            coalesce(sum(CASE WHEN %4$s THEN amount_minor END), 0),
                            coalesce(sum(CASE WHEN %5$s THEN amount_minor END), 0)
                        FROM credits WHERE credits.seller_id = seller_metrics.seller_id),
                    (leads, confirmed_leads, confirmed_minor) = (
                        SELECT count(*),
                            count(CASE WHEN %6$s THEN 1 END),
                            coalesce(sum(CASE WHEN %6$s THEN amount_minor END), 0)
                        FROM leads WHERE leads.seller_id = seller_metrics.seller_id),
                    (wallet_transactions, wallet_minor, wallet_weeks) = (
                        SELECT count(*),
                            coalesce(sum(%7$s), 0),
                            count(DISTINCT %1$s)
                        FROM wallet_transactions WHERE wallet_transactions.seller_id = seller_metrics.seller_id)
                WHERE load_id = ?
                """.formatted(
                                database.isoWeek("created_at"),
                                Vocabulary.code(CreditStatus.CANCELLED),
                                Vocabulary.code(CreditStatus.PAID),
                                Vocabulary.issued("status"),
                                Vocabulary.open("status"),
                                Vocabulary.confirmed("status"),
                                Vocabulary.signed("wallet_transactions")))
                .param(loadId)
                .update();
    }
}
