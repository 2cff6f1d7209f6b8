package io.creditplatform.generate;

import io.creditplatform.model.ChatRole;
import io.creditplatform.model.Credit;
import io.creditplatform.model.CreditChat;
import io.creditplatform.model.CreditHistory;
import io.creditplatform.model.CreditStatus;
import io.creditplatform.model.Currency;
import io.creditplatform.model.Invoice;
import io.creditplatform.model.InvoiceItem;
import io.creditplatform.model.InvoiceItemType;
import io.creditplatform.model.Lead;
import io.creditplatform.model.LeadStatus;
import io.creditplatform.model.Money;
import io.creditplatform.model.Seller;
import io.creditplatform.model.ShippingStatus;
import io.creditplatform.model.TransactionType;
import io.creditplatform.model.WalletTransaction;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A seller with all that belongs to it, before it is written. It can still be changed, so that a rule break is a change to
 * data that were sound. Amounts are cents, positive unless they say otherwise; times are microseconds since 1970, UTC.
 */
final class SellerDraft extends Draft {

    final long id;
    final String name;
    final String market;
    final LocalDate signup;
    final long initialWallet;
    final long avgWeeklyLeads;
    final long amId;
    final long samId;
    final Currency currency;
    final List<CreditDraft> credits = new ArrayList<>();
    final List<InvoiceDraft> invoices = new ArrayList<>();
    final List<LeadDraft> leads = new ArrayList<>();
    private final RateDays rateDays;
    long creditLimit;

    SellerDraft(
            long id,
            String name,
            String market,
            LocalDate signup,
            long initialWallet,
            long avgWeeklyLeads,
            long amId,
            long samId,
            Currency currency,
            RateDays rateDays) {
        this.id = id;
        this.name = name;
        this.market = market;
        this.signup = signup;
        this.initialWallet = initialWallet;
        this.avgWeeklyLeads = avgWeeklyLeads;
        this.amId = amId;
        this.samId = samId;
        this.currency = currency;
        this.rateDays = rateDays;
    }

    /** Whether its amounts need rates. */
    boolean needsRates() {
        return currency != Currency.USD;
    }

    /** Whether an amount of that moment has all the rates that it needs, none of them an old one. */
    boolean isRated(long time) {
        return !needsRates() || rateDays.isFresh(LocalDate.ofInstant(instant(time), ZoneOffset.UTC));
    }

    Seller row() {
        return new Seller(
                id,
                name,
                market,
                signup,
                new Money(creditLimit),
                avgWeeklyLeads,
                new Money(initialWallet),
                amId,
                samId,
                currency);
    }

    /** The sum of all credits that were ever paid out. */
    long issued() {
        return credits.stream()
                .filter(credit -> CreditStatus.ISSUED.contains(credit.status))
                .mapToLong(credit -> credit.amount)
                .sum();
    }

    boolean hasOpenCredit() {
        return credits.stream().anyMatch(credit -> CreditStatus.OPEN.contains(credit.status));
    }

    static Instant instant(long micros) {
        return Instant.EPOCH.plus(micros, ChronoUnit.MICROS);
    }

    static long micros(LocalDate midnight) {
        return midnight.toEpochDay() * Marketplace.DAY;
    }

    /** A credit with its history and its chat. */
    static final class CreditDraft extends Draft {

        final long id;
        final long sellerId;
        final List<CreditHistory> history = new ArrayList<>();
        final List<CreditChat> chat = new ArrayList<>();
        long amount;

        @Nullable Long issued;

        @Nullable Long due;

        CreditStatus status = CreditStatus.NEW;

        CreditDraft(long id, long sellerId, long amount) {
            this.id = id;
            this.sellerId = sellerId;
            this.amount = amount;
        }

        /** Moves the credit to a status and notes that in its history. */
        void enter(CreditStatus newStatus, long time) {
            status = newStatus;
            history.add(new CreditHistory(id, newStatus, instant(time)));
        }

        void say(ChatRole role, long userId, long time, String message) {
            chat.add(new CreditChat(id, userId, role, instant(time), message));
        }

        boolean isApproved() {
            return issued != null;
        }

        Credit row(Currency currency) {
            return new Credit(
                    id,
                    sellerId,
                    new Money(amount),
                    issued == null ? null : instant(issued),
                    due == null ? null : instant(due),
                    status,
                    currency);
        }
    }

    /** An invoice with its items and its wallet transaction, which follow from it unless a rule break moves them. */
    static final class InvoiceDraft extends Draft {

        final long sellerId;
        Period period;
        final long sales;
        final long creditsDue;
        final long fromBalance;
        long fees;
        long total;
        long walletOff;
        long walletDaysLate;

        @Nullable InvoiceItemType itemOff;

        /** Code of the rule that its wallet transaction breaks, which is no thing of its own. */
        @Nullable String brokenWalletRule;

        InvoiceDraft(long sellerId, Period period, long sales, long fees, long creditsDue, long fromBalance) {
            this.sellerId = sellerId;
            this.period = period;
            this.sales = sales;
            this.fees = fees;
            this.creditsDue = creditsDue;
            this.fromBalance = fromBalance;
            this.total = sales - fees - creditsDue - Math.max(0, -fromBalance);
        }

        String id() {
            return sellerId + "_" + period.label();
        }

        Invoice row(Currency currency) {
            return new Invoice(
                    id(),
                    sellerId,
                    period.start(),
                    period.end(),
                    new Money(sales),
                    new Money(fees),
                    new Money(creditsDue),
                    new Money(fromBalance),
                    new Money(total),
                    currency);
        }

        InvoiceItem item(InvoiceItemType type, Currency currency) {
            long amount =
                    switch (type) {
                        case SALES -> sales;
                        case FEES -> -fees;
                        case CREDITS_DUE -> -creditsDue;
                        case FROM_BALANCE -> fromBalance;
                        case TOTAL -> total;
                    };
            return new InvoiceItem(id(), type, new Money(type == itemOff ? amount + 1_00 : amount), currency);
        }

        WalletTransaction walletTransaction(Currency currency) {
            long signed = total + walletOff;
            return new WalletTransaction(
                    "WT_" + id(),
                    sellerId,
                    signed > 0 ? TransactionType.DEPOSIT : TransactionType.WITHDRAWAL,
                    new Money(Math.abs(signed)),
                    period.end().plusDays(walletDaysLate).atStartOfDay().toInstant(ZoneOffset.UTC),
                    currency);
        }
    }

    /** An order. */
    static final class LeadDraft extends Draft {

        final long id;
        final long sellerId;
        final long amount;
        long created;
        LeadStatus status = LeadStatus.NEW;
        ShippingStatus shipping = ShippingStatus.PENDING;

        @Nullable String tracking;

        LeadDraft(long id, long sellerId, long created, long amount) {
            this.id = id;
            this.sellerId = sellerId;
            this.created = created;
            this.amount = amount;
        }

        /** Makes it an order that is on its way, with a tracking number that no other one has. */
        void confirm(ShippingStatus newShipping) {
            status = LeadStatus.CONFIRMED;
            shipping = newShipping;
            tracking = "TRK" + id;
        }

        /** Makes it an order that comes to nothing, at least for now. */
        void leaveAt(LeadStatus newStatus) {
            status = newStatus;
            shipping = ShippingStatus.PENDING;
            tracking = null;
        }

        Lead row(Currency currency) {
            return new Lead(id, sellerId, instant(created), new Money(amount), status, shipping, tracking, currency);
        }
    }

    /** A week of invoices. */
    record Period(LocalDate start, LocalDate end, String label) {

        /** Whether a moment lies in it. */
        boolean holds(long time) {
            return time >= micros(start) && time < micros(end.plusDays(1));
        }

        static Period of(int week) {
            LocalDate start = ExtractPlan.FIRST_DAY.plusWeeks(week);
            return new Period(start, start.plusDays(6), start.toString().replace("-", ""));
        }
    }
}
