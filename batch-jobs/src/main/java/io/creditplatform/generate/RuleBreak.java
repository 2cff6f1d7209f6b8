package io.creditplatform.generate;

import io.creditplatform.generate.SellerDraft.CreditDraft;
import io.creditplatform.generate.SellerDraft.InvoiceDraft;
import io.creditplatform.generate.SellerDraft.LeadDraft;
import io.creditplatform.generate.SellerDraft.Period;
import io.creditplatform.model.ChatRole;
import io.creditplatform.model.CreditChat;
import io.creditplatform.model.CreditStatus;
import io.creditplatform.model.InvoiceItemType;
import io.creditplatform.model.LeadStatus;
import io.creditplatform.model.ShippingStatus;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * A change to a draft that makes it break one rule and no other. A draft takes one change at most.
 *
 * @param code the rule's code
 * @param how makes the change if it can be made without another rule being broken
 * @param rare whether it is an outlier only as long as few others are
 * @param <D> what it is done to
 */
record RuleBreak<D extends Draft>(String code, Change<D> how, boolean rare) {

    private RuleBreak(String code, Change<D> how) {
        this(code, how, false);
    }

    /** What a rule break does. */
    @FunctionalInterface
    interface Change<D> {

        /**
         * Changes the draft, or leaves it alone and says no.
         *
         * @param nth how often this break has been made before, for variety
         */
        boolean make(SellerDraft seller, D draft, long nth);
    }

    static final List<RuleBreak<CreditDraft>> OF_CREDITS = List.of(
            new RuleBreak<>("credit_before_signup", (seller, credit, nth) -> {
                long before = SellerDraft.micros(seller.signup) - 3 * Marketplace.DAY;
                if (!credit.isApproved() || !seller.isRated(before)) {
                    return false;
                }
                credit.issued = before;
                return true;
            }),
            new RuleBreak<>("due_before_issue", (seller, credit, nth) -> {
                if (credit.due == null || !seller.isRated(credit.due + 2 * Marketplace.DAY)) {
                    return false;
                }
                credit.issued = credit.due + 2 * Marketplace.DAY;
                return true;
            }),
            new RuleBreak<>("illegal_status_transition", (seller, credit, nth) -> {
                // Without New the first step is illegal, without InReview the one to Approved.
                int left = credit.isApproved() && nth % 2 == 0 ? 1 : 0;
                return credit.history.size() > 1 && credit.history.remove(left) != null;
            }),
            new RuleBreak<>("status_differs_from_history", (seller, credit, nth) -> {
                boolean settled = credit.status == CreditStatus.PAID || credit.status == CreditStatus.DEPOSIT;
                return settled && credit.history.remove(credit.history.size() - 1) != null;
            }),
            new RuleBreak<>("unexpected_credit_status", (seller, credit, nth) -> {
                if (!credit.isApproved()) {
                    return false;
                }
                CreditStatus wrong =
                        switch (credit.status) {
                            case PAID -> CreditStatus.DEPOSIT;
                            case DEPOSIT -> CreditStatus.PAID;
                            default -> CreditStatus.CANCELLED;
                        };
                if (credit.status != CreditStatus.APPROVED) {
                    credit.history.remove(credit.history.size() - 1);
                }
                credit.enter(wrong, Objects.requireNonNull(credit.due));
                return true;
            }),
            new RuleBreak<>("approved_despite_rejection", (seller, credit, nth) -> {
                if (!credit.isApproved()) {
                    return false;
                }
                credit.chat.replaceAll(message -> message.role() == ChatRole.SAM
                        ? new CreditChat(
                                message.creditId(), message.userId(), message.role(), message.messageTime(), "Rejected")
                        : message);
                return true;
            }),
            new RuleBreak<>(
                    "credit_amount_outlier",
                    (seller, credit, nth) -> {
                        // One that was never approved: no invoice and no limit knows of its amount.
                        boolean atAnEnd = credit.amount == Marketplace.SMALLEST_CREDIT
                                || credit.amount == Marketplace.LARGEST_CREDIT;
                        if (credit.isApproved() || atAnEnd) {
                            return false;
                        }
                        credit.amount =
                                nth % 2 == 0 ? 10 * Marketplace.LARGEST_CREDIT + nth : Marketplace.SMALLEST_CREDIT / 2;
                        return true;
                    },
                    true),
            new RuleBreak<>(
                    "amount_without_rate_credits", (seller, credit, nth) -> issueOn(RateDays.UNRATED, seller, credit)),
            new RuleBreak<>("stale_rate_credits", (seller, credit, nth) -> issueOn(RateDays.STALE, seller, credit)));

    static final List<RuleBreak<InvoiceDraft>> OF_INVOICES = List.of(
            new RuleBreak<>("invoice_arithmetic", (seller, invoice, nth) -> {
                // Where credits fall due, their status depends on the total.
                invoice.total += invoice.creditsDue > 0 ? 0 : nth % 2 == 0 ? 2 : -25_00;
                return invoice.creditsDue == 0;
            }),
            new RuleBreak<>("wallet_invoice_mismatch", (seller, invoice, nth) -> {
                invoice.walletOff = nth % 2 == 0 ? 2 : 0;
                invoice.walletDaysLate = nth % 2 == 0 ? 0 : 2;
                return true;
            }),
            new RuleBreak<>("fee_ratio_outlier", (seller, invoice, nth) -> {
                if (invoice.sales == 0 || invoice.creditsDue > 0) {
                    return false;
                }
                long fees = invoice.sales * (nth % 2 == 0 ? 41 : 4) / 100;
                invoice.total += invoice.fees - fees;
                invoice.fees = fees;
                return true;
            }),
            new RuleBreak<>(
                    "amount_without_rate_invoices",
                    (seller, invoice, nth) -> move(
                            invoice, RateDays.FIRST_RATED_WEEK - 1 - week(invoice), seller, "amount_without_rate")),
            new RuleBreak<>(
                    "stale_rate_invoices",
                    (seller, invoice, nth) ->
                            move(invoice, -1 - week(invoice) % RateDays.STALE_WEEKS, seller, "stale_rate")));

    static final List<RuleBreak<InvoiceDraft>> OF_INVOICE_ITEMS =
            List.of(new RuleBreak<>("invoice_item_mismatch", (seller, invoice, nth) -> {
                InvoiceItemType[] types = InvoiceItemType.values();
                invoice.itemOff = types[(int) (nth % types.length)];
                return true;
            }));

    static final List<RuleBreak<SellerDraft>> OF_SELLERS = List.of(
            new RuleBreak<>("credit_limit_exceeded", (seller, same, nth) -> {
                long issued = seller.issued();
                seller.creditLimit = issued == 0 ? seller.creditLimit : issued - 1;
                return issued > 0;
            }),
            new RuleBreak<>("active_credit_without_leads", (seller, same, nth) -> {
                if (seller.hasOpenCredit()) {
                    seller.leads.clear();
                }
                return seller.hasOpenCredit();
            }),
            new RuleBreak<>("lead_conversion_extreme", (seller, same, nth) -> {
                if (seller.leads.size() < 10) {
                    return false;
                }
                for (LeadDraft lead : seller.leads) {
                    if (nth % 2 == 0) {
                        lead.confirm(ShippingStatus.SHIPPED);
                    } else {
                        lead.leaveAt(LeadStatus.CONTACTED);
                    }
                }
                return true;
            }));

    static final List<RuleBreak<LeadDraft>> OF_LEADS = List.of(
            new RuleBreak<>("lead_before_signup", (seller, lead, nth) -> {
                long before = SellerDraft.micros(seller.signup) - 1;
                lead.created = seller.isRated(before) ? before : lead.created;
                return seller.isRated(before);
            }),
            new RuleBreak<>("duplicate_tracking_number", (seller, lead, nth) -> {
                // The other one breaks the rule too.
                Optional<LeadDraft> twin = seller.leads.stream()
                        .filter(other -> other != lead && other.tracking != null && other.brokenRule == null)
                        .findFirst();
                if (lead.tracking == null || twin.isEmpty()) {
                    return false;
                }
                lead.tracking = twin.get().tracking;
                twin.get().brokenRule = "duplicate_tracking_number";
                return true;
            }),
            new RuleBreak<>(
                    "amount_without_rate_leads", (seller, lead, nth) -> createOn(RateDays.UNRATED, seller, lead)),
            new RuleBreak<>("stale_rate_leads", (seller, lead, nth) -> createOn(RateDays.STALE, seller, lead)));

    private static boolean issueOn(LocalDate day, SellerDraft seller, CreditDraft credit) {
        boolean possible = credit.isApproved() && seller.needsRates() && !day.isBefore(seller.signup);
        credit.issued = possible ? Long.valueOf(SellerDraft.micros(day)) : credit.issued;
        return possible;
    }

    private static boolean createOn(LocalDate day, SellerDraft seller, LeadDraft lead) {
        boolean possible = seller.needsRates() && !day.isBefore(seller.signup);
        lead.created = possible ? SellerDraft.micros(day) : lead.created;
        return possible;
    }

    private static int week(InvoiceDraft invoice) {
        return (int) (ChronoUnit.DAYS.between(ExtractPlan.FIRST_DAY, invoice.period.start()) / 7);
    }

    /** Moves an invoice into another week, unless a credit falls due in its own. Its wallet transaction goes along, and breaks the rule too. */
    private static boolean move(InvoiceDraft invoice, int week, SellerDraft seller, String rule) {
        Period period = Period.of(week);
        boolean taken = seller.invoices.stream().anyMatch(other -> other.period.equals(period));
        boolean restedOn =
                seller.credits.stream().anyMatch(credit -> credit.due != null && invoice.period.holds(credit.due));
        if (!seller.needsRates() || restedOn || taken) {
            return false;
        }
        invoice.period = period;
        invoice.brokenWalletRule = rule + "_wallet_transactions";
        return true;
    }
}
