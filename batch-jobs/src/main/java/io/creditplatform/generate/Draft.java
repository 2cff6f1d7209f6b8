package io.creditplatform.generate;

import org.jspecify.annotations.Nullable;

/** Something that may be made to break one rule. */
abstract sealed class Draft
        permits SellerDraft, SellerDraft.CreditDraft, SellerDraft.InvoiceDraft, SellerDraft.LeadDraft {

    /** Code of the rule that it breaks. */
    @Nullable String brokenRule;
}
