package io.creditplatform.analytics.portfolio;

import io.creditplatform.analytics.currency.MissingRate;
import io.creditplatform.model.Currency;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What a seller owes at the end of a day (docs/domain.md#portfolio).
 *
 * @param open its open credits by bucket, in the reporting currency; buckets without any are left out
 * @param inPreferred all of them in the currency that its limit is in
 * @param oldestDue since when the oldest of those past due is due; null if none is
 */
record SellerExposure(
        long sellerId,
        String sellerName,
        String market,
        long amId,
        long samId,
        long creditLimitMinor,
        Currency preferred,
        Map<AgeingBucket, ConvertedCredits> open,
        ConvertedCredits inPreferred,
        @Nullable LocalDate oldestDue) {

    /** The same seller with its open credits. */
    SellerExposure owing(
            Map<AgeingBucket, ConvertedCredits> credits, ConvertedCredits asPreferred, @Nullable LocalDate oldest) {
        return new SellerExposure(
                sellerId, sellerName, market, amId, samId, creditLimitMinor, preferred, credits, asPreferred, oldest);
    }

    /** Its open credits. */
    ConvertedCredits exposure() {
        return sum(open.values().stream());
    }

    /** Those past due. */
    ConvertedCredits overdue() {
        return sum(open.entrySet().stream()
                .filter(bucket -> bucket.getKey().isOverdue())
                .map(Map.Entry::getValue));
    }

    ConvertedCredits in(AgeingBucket bucket) {
        return open.getOrDefault(bucket, ConvertedCredits.NONE);
    }

    boolean isOverLimit() {
        return inPreferred.minor() > creditLimitMinor;
    }

    /** What is left out for want of a rate, into the reporting currency or into the preferred one. */
    List<MissingRate> missingRates() {
        return missingRates(Stream.of(this));
    }

    /** The same of many sellers together: a pair of currencies stands there once, be it missing for either reason. */
    static List<MissingRate> missingRates(Stream<SellerExposure> sellers) {
        return MissingRate.sum(sellers.flatMap(SellerExposure::missing));
    }

    private Stream<MissingRate> missing() {
        Stream<MissingRate> reported = exposure().missingRates().stream();
        boolean same = exposure().missingRates().stream().anyMatch(rate -> rate.toCurrency() == preferred);
        return same ? reported : Stream.concat(reported, inPreferred.missingRates().stream());
    }

    private static ConvertedCredits sum(Stream<ConvertedCredits> credits) {
        return credits.reduce(ConvertedCredits.NONE, ConvertedCredits::plus);
    }
}
