package io.creditplatform.generate;

import io.creditplatform.feed.Column;
import io.creditplatform.feed.FeedDefinition;
import io.creditplatform.model.Invoice;
import io.creditplatform.model.InvoiceItem;
import io.creditplatform.model.WalletTransaction;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;

/** The file of one feed. */
final class FeedOutput implements Closeable {

    /** What source systems compute with floats. */
    private static final Set<Class<? extends Record>> NOISY =
            Set.of(Invoice.class, InvoiceItem.class, WalletTransaction.class);

    final FeedDefinition feed;
    final RecordWriter writer;
    private long rows;

    FeedOutput(FeedDefinition feed, Path folder, long seed) throws IOException {
        this.feed = feed;
        this.writer = new RecordWriter(
                feed.type(),
                feed.columns().stream().map(Column::name).toList(),
                Files.newOutputStream(folder.resolve(feed.fileName())),
                NOISY.contains(feed.type()),
                seed);
    }

    void write(Record row) throws IOException {
        writer.write(row);
        rows++;
    }

    GeneratedExtract.FeedRows written() {
        return new GeneratedExtract.FeedRows(feed.name(), rows, 0);
    }

    @Override
    public void close() throws IOException {
        writer.close();
    }
}
