package io.creditplatform.generate;

import io.creditplatform.generate.SellerDraft.CreditDraft;
import io.creditplatform.generate.SellerDraft.InvoiceDraft;
import io.creditplatform.generate.SellerDraft.LeadDraft;
import io.creditplatform.model.InvoiceItemType;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Makes sellers, their credits, invoices and leads break the rules of the data quality, each at the same share of its rows. */
final class RuleBreaker {

    private final Breaks<CreditDraft> ofCredits;
    private final Breaks<InvoiceDraft> ofInvoices;
    private final Breaks<InvoiceDraft> ofItems;
    private final Breaks<SellerDraft> ofSellers;
    private final Breaks<LeadDraft> ofLeads;

    /** @param credits how many credits there will be in all */
    RuleBreaker(BigDecimal share, long credits) {
        // As many as fit below the 1st and above the 99th percentile, so that the sound amounts stay between them.
        long outliers = 2 * Math.max(0, (credits - 2) / 100);
        ofCredits = new Breaks<>(RuleBreak.OF_CREDITS, share, 1, outliers);
        ofInvoices = new Breaks<>(RuleBreak.OF_INVOICES, share, 1, outliers);
        ofItems = new Breaks<>(RuleBreak.OF_INVOICE_ITEMS, share, InvoiceItemType.values().length, outliers);
        ofSellers = new Breaks<>(RuleBreak.OF_SELLERS, share, 1, outliers);
        ofLeads = new Breaks<>(RuleBreak.OF_LEADS, share, 1, outliers);
    }

    /** Breaks what is due; the seller comes after its credits, since they decide whether it can exceed its limit. */
    void breakRules(SellerDraft seller) {
        seller.credits.forEach(credit -> ofCredits.apply(seller, credit));
        for (InvoiceDraft invoice : seller.invoices) {
            ofInvoices.apply(seller, invoice);
            ofItems.apply(seller, invoice);
        }
        ofSellers.apply(seller, seller);
        seller.leads.forEach(lead -> ofLeads.apply(seller, lead));
    }

    /** The breaks that one kind of draft can have. */
    private static final class Breaks<D extends Draft> {

        private final Map<RuleBreak<D>, Quota> quotas = new LinkedHashMap<>();
        private final int rowsPerDraft;
        private long rows;

        Breaks(List<RuleBreak<D>> breaks, BigDecimal share, int rowsPerDraft, long outliers) {
            this.rowsPerDraft = rowsPerDraft;
            for (RuleBreak<D> each : breaks) {
                quotas.put(each, new Quota(share, each.rare() ? outliers : Long.MAX_VALUE));
            }
        }

        void apply(SellerDraft seller, D draft) {
            rows += rowsPerDraft;
            for (var entry : quotas.entrySet()) {
                RuleBreak<D> each = entry.getKey();
                Quota quota = entry.getValue();
                if (draft.brokenRule == null && quota.isDue(rows) && each.how().make(seller, draft, quota.planted())) {
                    draft.brokenRule = each.code();
                    quota.plant();
                }
            }
        }
    }
}
