package io.creditplatform.generate;

import io.creditplatform.console.Json;
import io.creditplatform.console.OutputFolder;
import io.creditplatform.console.Progress;
import io.creditplatform.generate.SellerDraft.CreditDraft;
import io.creditplatform.generate.SellerDraft.InvoiceDraft;
import io.creditplatform.generate.SellerDraft.LeadDraft;
import io.creditplatform.ingest.Manifest;
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
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
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
        List<GeneratedExtract.FeedRows> written = new ArrayList<>();
        boolean whole = folder.write(unfinished -> {
            boolean complete;
            ExtractFiles files = new ExtractFiles(unfinished, plan, unfinished.resolve(PLANTED));
            try (files) {
                complete = writeRows(files);
                written.addAll(files.written());
            }
            if (complete) {
                Json.write(files.manifest(), unfinished.resolve(Manifest.FILE));
                Files.deleteIfExists(planted); // one that is left over speaks of another extract
                if (!plan.isClean()) {
                    Files.move(unfinished.resolve(PLANTED), planted);
                }
            }
            return complete;
        });
        return whole
                ? Optional.of(new GeneratedExtract(List.copyOf(written), plan.isClean() ? null : planted))
                : Optional.empty();
    }

    private boolean writeRows(ExtractFiles files) throws IOException {
        Marketplace marketplace = new Marketplace(plan);
        FeedOutput seniors = files.of(SeniorAccountManager.class);
        for (int number = 1; number <= marketplace.seniors(); number++) {
            seniors.write(marketplace.senior(number));
        }
        FeedOutput managers = files.of(AccountManager.class);
        for (int number = 1; number <= marketplace.managers(); number++) {
            managers.write(marketplace.manager(number));
        }
        writeRates(marketplace.exchangeRates(), files);
        SellerOutput sellers = new SellerOutput(files);
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

    /** Some with one in the opposite direction that does not belong to it, so that both break the rule. */
    private void writeRates(List<ExchangeRate> rates, ExtractFiles files) throws IOException {
        String rule = "inconsistent_inverse_rate";
        Quota quota = new Quota(plan.defects());
        int rows = 0;
        for (ExchangeRate rate : rates) {
            FeedOutput output = files.of(ExchangeRate.class);
            rows++;
            if (quota.isDue(rows)) {
                output.write(rate, rule);
                output.write(RateDays.wrongOpposite(rate), rule);
                quota.plant();
            } else {
                output.write(rate);
            }
        }
    }

    /** The files of what belongs to sellers. */
    private static final class SellerOutput {

        private final FeedOutput sellers;
        private final FeedOutput credits;
        private final FeedOutput histories;
        private final FeedOutput chats;
        private final FeedOutput invoices;
        private final FeedOutput items;
        private final FeedOutput wallets;
        private final FeedOutput leads;

        SellerOutput(ExtractFiles files) throws IOException {
            sellers = files.of(Seller.class);
            credits = files.of(Credit.class);
            histories = files.of(CreditHistory.class);
            chats = files.of(CreditChat.class);
            invoices = files.of(Invoice.class);
            items = files.of(InvoiceItem.class);
            wallets = files.of(WalletTransaction.class);
            leads = files.of(Lead.class);
        }

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
                wallets.write(invoice.walletTransaction(seller.currency), invoice.brokenWalletRule);
            }
            for (LeadDraft lead : seller.leads) {
                leads.write(lead.row(seller.currency), lead.brokenRule);
            }
        }
    }
}
