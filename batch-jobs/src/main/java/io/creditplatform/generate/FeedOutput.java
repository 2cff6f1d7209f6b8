package io.creditplatform.generate;

import io.creditplatform.feed.Column;
import io.creditplatform.feed.FeedDefinition;
import io.creditplatform.file.OwnedFiles;
import io.creditplatform.model.Invoice;
import io.creditplatform.model.InvoiceItem;
import io.creditplatform.model.WalletTransaction;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Set;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/** The file of one feed. */
final class FeedOutput implements Closeable {

    /** What source systems compute with floats. */
    private static final Set<Class<? extends Record>> NOISY =
            Set.of(Invoice.class, InvoiceItem.class, WalletTransaction.class);

    private final FeedDefinition feed;
    private final RecordWriter writer;
    private final MessageDigest digest;
    private final @Nullable FeedDefects defects;
    private long soundRows;
    private long rows;

    /** @param planted takes down the defects, if there are to be any */
    FeedOutput(FeedDefinition feed, Path folder, ExtractPlan plan, @Nullable PlantedList planted) throws IOException {
        this.feed = plan.form(feed);
        this.digest = sha256();
        this.writer = new RecordWriter(
                feed.type(),
                this.feed.columns().stream().map(Column::name).toList(),
                new DigestOutputStream(OwnedFiles.stream(folder.resolve(feed.fileName())), digest),
                NOISY.contains(feed.type()) ? new SplittableRandom(plan.seed()) : null);
        this.defects = planted == null ? null : new FeedDefects(this.feed, writer, plan.defects(), planted);
    }

    void write(Record row) throws IOException {
        write(row, null);
    }

    /** Writes a row that may break a rule. */
    void write(Record row, @Nullable String brokenRule) throws IOException {
        soundRows++;
        if (defects == null) {
            writer.write(row);
            rows++;
        } else {
            rows += defects.write(row, brokenRule, soundRows);
        }
    }

    GeneratedExtract.FeedRows written() {
        return new GeneratedExtract.FeedRows(feed.name(), rows, defects == null ? 0 : defects.rejected());
    }

    /** SHA-256 of the file, in hexadecimal; to be asked once, when it is closed. */
    String sha256OfFile() {
        return HexFormat.of().formatHex(digest.digest());
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }

    @Override
    public void close() throws IOException {
        writer.close();
    }
}
