package io.creditplatform.generate;

import io.creditplatform.generate.SellerDraft.CreditDraft;
import io.creditplatform.generate.SellerDraft.InvoiceDraft;
import io.creditplatform.generate.SellerDraft.LeadDraft;
import io.creditplatform.model.Currency;
import io.creditplatform.model.InvoiceItemType;
import java.math.BigDecimal;
import java.util.EnumMap;
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

    /** @param credits how many credits there will be in each currency */
    RuleBreaker(BigDecimal share, Map<Currency, Long> credits) {
        // As many as fit below the 1st and above the 99th percentile, so that the sound amounts stay between them.
        Map<Currency, Long> outliers = new EnumMap<>(Currency.class);
        credits.forEach((currency, all) -> outliers.put(currency, 2 * Math.max(0, (all - 2) / 100)));
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

        private final Map<RuleBreak<D>, Quotas> quotas = new LinkedHashMap<>();
        private final int rowsPerDraft;
        private final Map<Currency, Long> rowsOfCurrency = new EnumMap<>(Currency.class);
        private long rows;

        Breaks(List<RuleBreak<D>> breaks, BigDecimal share, int rowsPerDraft, Map<Currency, Long> outliers) {
            this.rowsPerDraft = rowsPerDraft;
            for (RuleBreak<D> each : breaks) {
                quotas.put(each, each.rare() ? Quotas.ofCurrencies(share, outliers) : Quotas.ofAll(share));
            }
        }

        void apply(SellerDraft seller, D draft) {
            rows += rowsPerDraft;
            long alike = rowsOfCurrency.merge(seller.currency, (long) rowsPerDraft, Long::sum);
            for (var entry : quotas.entrySet()) {
                RuleBreak<D> each = entry.getKey();
                Quota quota = entry.getValue().of(seller.currency);
                boolean due = quota.isDue(each.rare() ? alike : rows);
                if (draft.brokenRule == null && due && each.how().make(seller, draft, quota.planted())) {
                    draft.brokenRule = each.code();
                    quota.plant();
                }
            }
        }
    }

    /** What is an outlier among few is so among those of its currency, so that each has a quota; all others share one. */
    private record Quotas(Map<Currency, Quota> ofCurrency, Quota ofAll) {

        static Quotas ofAll(BigDecimal share) {
            return new Quotas(Map.of(), new Quota(share));
        }

        static Quotas ofCurrencies(BigDecimal share, Map<Currency, Long> most) {
            Map<Currency, Quota> quotas = new EnumMap<>(Currency.class);
            most.forEach((currency, number) -> quotas.put(currency, new Quota(share, number)));
            return new Quotas(quotas, new Quota(share, 0));
        }

        Quota of(Currency currency) {
            return ofCurrency.getOrDefault(currency, ofAll);
        }
    }
}
