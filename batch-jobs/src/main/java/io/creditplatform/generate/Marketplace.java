package io.creditplatform.generate;

import io.creditplatform.generate.SellerDraft.CreditDraft;
import io.creditplatform.generate.SellerDraft.InvoiceDraft;
import io.creditplatform.generate.SellerDraft.LeadDraft;
import io.creditplatform.generate.SellerDraft.Period;
import io.creditplatform.model.AccountManager;
import io.creditplatform.model.ChatRole;
import io.creditplatform.model.CreditStatus;
import io.creditplatform.model.Currency;
import io.creditplatform.model.ExchangeRate;
import io.creditplatform.model.LeadStatus;
import io.creditplatform.model.Money;
import io.creditplatform.model.SeniorAccountManager;
import io.creditplatform.model.ShippingStatus;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * Invents managers and sellers, each seller from a random source of its own. What it invents breaks no rule: a credit is
 * approved only within the limit, collected by the invoice in whose week it falls due, and its status follows from that
 * invoice; the wallet follows the invoices.
 */
final class Marketplace {

    /** In microseconds. */
    static final long DAY = 86_400_000_000L;

    private static final long HOUR = DAY / 24;
    private static final long WEEK = 7 * DAY;

    /** What an invoice carries over of a wallet's balance lies between this and its negative. */
    private static final long MAX_CARRIED = 2_000_00;

    static final long SMALLEST_CREDIT = 200_00;
    static final long LARGEST_CREDIT = 800_00;

    private final ExtractPlan plan;
    private final List<Period> periods;
    private final long firstMicros;
    private final long endMicros;
    private final RateDays rateDays;
    private final Map<Currency, Long> credits = new EnumMap<>(Currency.class);
    private final Map<Currency, Long> creditsOfCurrency = new EnumMap<>(Currency.class);
    private long creditsSoFar;
    private long leadsSoFar;

    Marketplace(ExtractPlan plan) {
        this.plan = plan;
        this.periods = IntStream.range(0, plan.weeks()).mapToObj(Period::of).toList();
        this.firstMicros = SellerDraft.micros(ExtractPlan.FIRST_DAY);
        this.endMicros = SellerDraft.micros(plan.asOf());
        this.rateDays = new RateDays(plan.weeks());
        for (int seller = 1; seller <= plan.sellers(); seller++) {
            credits.merge(plan.currency(seller), (long) requests(random(seller)), Long::sum);
        }
    }

    /** How many credits are asked for in each currency. */
    Map<Currency, Long> credits() {
        return Collections.unmodifiableMap(credits);
    }

    int seniors() {
        return 1 + plan.sellers() / 60;
    }

    int managers() {
        return 1 + plan.sellers() / 15;
    }

    SeniorAccountManager senior(int number) {
        SplittableRandom random = random(-number);
        return new SeniorAccountManager(number, Words.person(random), "sam" + number + "@example.com");
    }

    AccountManager manager(int number) {
        SplittableRandom random = random(-seniors() - number);
        return new AccountManager(number, Words.person(random), "am" + number + "@example.org", seniorOf(number));
    }

    private int seniorOf(int manager) {
        return (manager - 1) % seniors() + 1;
    }

    /** What each currency but the dollar is worth in dollars; it moves, but for those that are tied to it. */
    List<ExchangeRate> exchangeRates() {
        List<ExchangeRate> rates = new ArrayList<>();
        for (Currency currency : plan.currencies()) {
            SplittableRandom random = random(Long.MIN_VALUE + currency.code().hashCode());
            for (LocalDate day : currency == Currency.USD ? List.<LocalDate>of() : rateDays.all()) {
                long millionths =
                        switch (currency) {
                            case USD -> 1_000_000;
                            case EUR -> 1_040_000 + random.nextInt(120_000);
                            case SAR -> 266_600 + random.nextInt(100);
                            case AED -> 272_250 + random.nextInt(100);
                        };
                rates.add(new ExchangeRate(
                        currency,
                        Currency.USD,
                        BigDecimal.valueOf(millionths, 6).stripTrailingZeros(),
                        day));
            }
        }
        return rates;
    }

    /** A seller; to be asked for in ascending order of their numbers, since credits and leads are numbered through. */
    SellerDraft seller(int number) {
        SplittableRandom random = random(number);
        int requests = requests(random);
        int days = 7 * plan.weeks();
        LocalDate signup = ExtractPlan.FIRST_DAY.plusDays(
                random.nextInt(4) == 0 ? random.nextInt(days / 2 + 1) : -1 - random.nextInt(700));
        int manager = 1 + random.nextInt(managers());
        SellerDraft seller = new SellerDraft(
                number,
                Words.trade(random),
                Words.market(random),
                signup,
                random.nextInt(600_00) - 30_00,
                1 + random.nextInt(170),
                manager,
                seniorOf(manager),
                plan.currency(number),
                rateDays);
        seller.creditLimit = 1_500_00L * (1 + random.nextInt(3)) * ((plan.weeks() + 91) / 92);
        long activeFrom = Math.max(firstMicros, SellerDraft.micros(signup));
        addLeads(seller, activeFrom, random);
        addCredits(seller, requests, activeFrom, random);
        addInvoices(seller, random);
        seller.credits.forEach(credit -> settle(credit, seller.invoices));
        return seller;
    }

    private SplittableRandom random(long number) {
        return new SplittableRandom(
                new SplittableRandom(plan.seed()).nextLong() ^ new SplittableRandom(number).nextLong());
    }

    /** The first thing that is drawn for a seller, so that all can be counted beforehand. */
    private int requests(SplittableRandom random) {
        return random.nextInt(100 + 6 * plan.weeks()) / 100;
    }

    private static long[] times(int count, long from, long to, SplittableRandom random) {
        long[] times = new long[count];
        for (int i = 0; i < count; i++) {
            times[i] = random.nextLong(from, to);
        }
        Arrays.sort(times);
        return times;
    }

    /** About one lead every ten days, between 45 and 75 % of them confirmed. */
    private void addLeads(SellerDraft seller, long activeFrom, SplittableRandom random) {
        int days = (int) ((endMicros - activeFrom) / DAY);
        int count = 1 + days / 20 + random.nextInt(1 + days / 10);
        int toConfirm = count * (45 + random.nextInt(31)) / 100;
        long[] times = times(count, activeFrom, endMicros, random);
        for (int i = 0; i < count; i++) {
            LeadDraft lead = new LeadDraft(++leadsSoFar, seller.id, times[i], 10_00 + random.nextInt(140_01));
            if (random.nextInt(count - i) < toConfirm) {
                toConfirm--;
                int of10 = random.nextInt(10);
                lead.confirm(
                        of10 < 5
                                ? ShippingStatus.SHIPPED
                                : of10 < 8
                                        ? ShippingStatus.DELIVERED
                                        : of10 < 9 ? ShippingStatus.RETURNED : ShippingStatus.PENDING);
            } else {
                int of4 = random.nextInt(4);
                lead.leaveAt(of4 < 2 ? LeadStatus.CONTACTED : of4 < 3 ? LeadStatus.NEW : LeadStatus.CANCELLED);
            }
            seller.leads.add(lead);
        }
    }

    private void addCredits(SellerDraft seller, int requests, long activeFrom, SplittableRandom random) {
        long issued = 0;
        for (long requested : times(requests, activeFrom, endMicros, random)) {
            CreditDraft credit = new CreditDraft(++creditsSoFar, seller.id, amount(seller.currency, random));
            seller.credits.add(credit);
            credit.enter(CreditStatus.NEW, requested);
            long reviewed = requested + 4 * HOUR + random.nextLong(32 * HOUR);
            long decided = reviewed + 2 * HOUR + random.nextLong(6 * DAY);
            long remarked = requested + 1 + random.nextLong(3 * HOUR);
            boolean refused = random.nextInt(12) == 0 || issued + credit.amount > seller.creditLimit;
            credit.say(
                    ChatRole.AM,
                    seller.amId,
                    requested,
                    "Requesting credit of $" + new Money(credit.amount) + " for seller " + seller.id);
            if (random.nextInt(8) == 0 && remarked < endMicros) {
                credit.say(ChatRole.AM, seller.amId, remarked, Words.remark(random));
            }
            if (reviewed < endMicros) {
                credit.enter(CreditStatus.IN_REVIEW, reviewed);
            }
            if (decided < endMicros) {
                credit.say(ChatRole.SAM, seller.samId, decided, refused ? "Rejected" : "Approved");
                credit.enter(refused ? CreditStatus.CANCELLED : CreditStatus.APPROVED, decided);
                if (!refused) {
                    issued += credit.amount;
                    credit.issued = decided;
                    long due = decided + 30 * DAY + random.nextLong(60 * DAY);
                    // On the very day of the extract a credit is neither past due nor is there an invoice for it yet.
                    credit.due = due / DAY == endMicros / DAY ? due + DAY : due;
                }
            }
        }
    }

    /**
     * The smallest and the largest amount come so often that they are the 1st and the 99th percentile themselves, in each
     * currency; up to three credits in one can have one amount only.
     */
    private long amount(Currency currency, SplittableRandom random) {
        long number = creditsOfCurrency.merge(currency, 1L, Long::sum);
        long other = SMALLEST_CREDIT + 1 + random.nextLong(LARGEST_CREDIT - SMALLEST_CREDIT - 1);
        if (credits.getOrDefault(currency, 0L) < 4) {
            return SMALLEST_CREDIT;
        } else if (number <= 4) {
            return number % 2 == 0 ? SMALLEST_CREDIT : LARGEST_CREDIT;
        } else if (number % 25 == 0) {
            return SMALLEST_CREDIT;
        }
        return number % 25 == 1 ? LARGEST_CREDIT : other;
    }

    private void addInvoices(SellerDraft seller, SplittableRandom random) {
        long[] sales = new long[plan.weeks()];
        for (LeadDraft lead : seller.leads) {
            if (lead.status == LeadStatus.CONFIRMED) {
                sales[week(lead.created)] += lead.amount;
            }
        }
        long[] creditsDue = new long[plan.weeks()];
        for (CreditDraft credit : seller.credits) {
            if (credit.due != null && credit.due < endMicros) {
                creditsDue[week(credit.due)] += credit.amount;
            }
        }
        long wallet = seller.initialWallet;
        for (int week = 0; week < plan.weeks(); week++) {
            long fees = sales[week] * (100 + random.nextInt(251)) / 1000;
            // Now and then nothing is collected, and the credits stay open past their due dates.
            long collected = creditsDue[week] > 0 && random.nextInt(20) == 0 ? 0 : creditsDue[week];
            long carried = Math.max(-MAX_CARRIED, Math.min(MAX_CARRIED, wallet));
            InvoiceDraft invoice =
                    new InvoiceDraft(seller.id, periods.get(week), sales[week], fees, collected, carried);
            seller.invoices.add(invoice);
            wallet += invoice.total;
        }
    }

    private int week(long time) {
        return (int) ((time - firstMicros) / WEEK);
    }

    private void settle(CreditDraft credit, List<InvoiceDraft> invoices) {
        if (credit.due != null && credit.due < endMicros) {
            InvoiceDraft invoice = invoices.get(week(credit.due));
            if (invoice.creditsDue > 0) {
                credit.enter(
                        invoice.fromBalance + invoice.total >= 0 ? CreditStatus.PAID : CreditStatus.DEPOSIT,
                        SellerDraft.micros(invoice.period.end()) + 20 * HOUR);
            }
        }
    }
}
