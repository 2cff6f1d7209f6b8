package io.creditplatform.generate;

import io.creditplatform.console.OutputFolder;
import io.creditplatform.console.Progress;
import io.creditplatform.feed.FeedDefinition;
import io.creditplatform.feed.Feeds;
import io.creditplatform.generate.SellerDraft.CreditDraft;
import io.creditplatform.generate.SellerDraft.InvoiceDraft;
import io.creditplatform.generate.SellerDraft.LeadDraft;
import io.creditplatform.model.AccountManager;
import io.creditplatform.model.Credit;
import io.creditplatform.model.CreditChat;
import io.creditplatform.model.CreditHistory;
import io.creditplatform.model.ExchangeRate;
import io.creditplatform.model.Invoice;
import io.creditplatform.model.InvoiceItem;
import io.creditplatform.model.InvoiceItemType;
import io.creditplatform.model.Lead;
import io.creditplatform.model.Seller;
import io.creditplatform.model.SeniorAccountManager;
import io.creditplatform.model.WalletTransaction;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/**
 * Writes an extract seller by seller into all files at once, so that memory does not grow with it. The folder appears
 * when all of it is there, or not at all.
 */
public final class ExtractGenerator {

    private static final String PLANTED = "planted.csv";
    private static final InvoiceItemType[] ITEM_TYPES = InvoiceItemType.values();

    private final ExtractPlan plan;
    private final Progress progress;
    private final BooleanSupplier stopRequested;
    private final Map<Class<? extends Record>, FeedOutput> outputs = new LinkedHashMap<>();
    private final List<Closeable> open = new ArrayList<>();

    /**
     * @param progress is told how many sellers have been written
     * @param stopRequested whether to give up after the current seller
     */
    public ExtractGenerator(ExtractPlan plan, Progress progress, BooleanSupplier stopRequested) {
        this.plan = plan;
        this.progress = progress;
        this.stopRequested = stopRequested;
    }

    /**
     * Writes the extract into a folder that must not be there, or be empty. An older list beside it goes.
     *
     * @return nothing if it was stopped
     * @throws IOException if it could not be written; what had been written is removed
     */
    public Optional<GeneratedExtract> write(Path target) throws IOException {
        OutputFolder folder = OutputFolder.at(target);
        Path planted = folder.beside(PLANTED);
        boolean written = folder.write(unfinished -> {
            boolean complete = writeFiles(unfinished);
            if (complete) {
                Files.deleteIfExists(planted); // one that is left over speaks of another extract
                if (!plan.isClean()) {
                    Files.move(unfinished.resolve(PLANTED), planted);
                }
            }
            return complete;
        });
        return written
                ? Optional.of(new GeneratedExtract(
                        outputs.values().stream().map(FeedOutput::written).toList(), plan.isClean() ? null : planted))
                : Optional.empty();
    }

    private boolean writeFiles(Path folder) throws IOException {
        try {
            PlantedList planted = null;
            if (!plan.isClean()) {
                planted = new PlantedList(Files.newOutputStream(folder.resolve(PLANTED)));
                open.add(planted);
            }
            for (FeedDefinition feed : Feeds.all()) {
                if (feed.type() == ExchangeRate.class && plan.currencies().isEmpty()) {
                    continue;
                }
                FeedOutput output = new FeedOutput(feed, folder, plan, planted);
                open.add(output);
                outputs.put(feed.type(), output);
            }
            return writeRows();
        } finally {
            close();
        }
    }

    /** Closes all, also when the disk is full and each of them fails. */
    private void close() throws IOException {
        IOException failure = null;
        for (Closeable each : open) {
            try {
                each.close();
            } catch (IOException e) {
                failure = failure == null ? e : failure;
            }
        }
        if (failure != null) {
            throw failure;
        }
    }

    private boolean writeRows() throws IOException {
        Marketplace marketplace = new Marketplace(plan);
        FeedOutput seniors = output(SeniorAccountManager.class);
        for (int number = 1; number <= marketplace.seniors(); number++) {
            seniors.write(marketplace.senior(number));
        }
        FeedOutput managers = output(AccountManager.class);
        for (int number = 1; number <= marketplace.managers(); number++) {
            managers.write(marketplace.manager(number));
        }
        for (ExchangeRate rate : marketplace.exchangeRates()) {
            output(ExchangeRate.class).write(rate);
        }
        SellerOutput sellers = new SellerOutput();
        RuleBreaker breaker = new RuleBreaker(plan.defects(), marketplace.credits());
        for (int number = 1; number <= plan.sellers(); number++) {
            if (stopRequested.getAsBoolean()) {
                return false;
            }
            SellerDraft seller = marketplace.seller(number);
            breaker.breakRules(seller);
            sellers.write(seller);
            progress.at("", number, plan.sellers());
        }
        return true;
    }

    private FeedOutput output(Class<? extends Record> feed) {
        return Objects.requireNonNull(outputs.get(feed));
    }

    /** The files of what belongs to sellers. */
    private final class SellerOutput {

        private final FeedOutput sellers = output(Seller.class);
        private final FeedOutput credits = output(Credit.class);
        private final FeedOutput histories = output(CreditHistory.class);
        private final FeedOutput chats = output(CreditChat.class);
        private final FeedOutput invoices = output(Invoice.class);
        private final FeedOutput items = output(InvoiceItem.class);
        private final FeedOutput wallets = output(WalletTransaction.class);
        private final FeedOutput leads = output(Lead.class);

        void write(SellerDraft seller) throws IOException {
            sellers.write(seller.row(), seller.brokenRule);
            for (CreditDraft credit : seller.credits) {
                credits.write(credit.row(seller.currency), credit.brokenRule);
                for (CreditHistory entry : credit.history) {
                    histories.write(entry);
                }
                for (CreditChat message : credit.chat) {
                    chats.write(message);
                }
            }
            for (InvoiceDraft invoice : seller.invoices) {
                invoices.write(invoice.row(seller.currency), invoice.itemOff == null ? invoice.brokenRule : null);
                for (InvoiceItemType type : ITEM_TYPES) {
                    items.write(
                            invoice.item(type, seller.currency), type == invoice.itemOff ? invoice.brokenRule : null);
                }
                wallets.write(invoice.walletTransaction(seller.currency));
            }
            for (LeadDraft lead : seller.leads) {
                leads.write(lead.row(seller.currency), lead.brokenRule);
            }
        }
    }
}
