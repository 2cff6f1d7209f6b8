package io.creditplatform.analytics.portfolio;

import io.creditplatform.analytics.currency.MissingRate;
import io.creditplatform.model.Coded;
import io.creditplatform.model.Currency;
import io.creditplatform.model.Key;
import io.creditplatform.model.Money;
import java.util.List;

/**
 * The sellers that use so much of their limits (docs/domain.md#portfolio).
 *
 * @param exposure what they owe together
 */
record LimitUse(@Key Part part, long sellers, Money exposure, Currency currency, List<MissingRate> missingRates) {

    /** How much of a limit is used, in percent. */
    enum Part implements Coded {
        NOTHING("0", 0),
        UP_TO_50("0-50", 50),
        UP_TO_70("50-70", 70),
        UP_TO_90("70-90", 90),
        UP_TO_100("90-100", 100),
        OVER_LIMIT("100+", Integer.MAX_VALUE);

        private final String code;
        private final int mostPercent;

        Part(String code, int mostPercent) {
            this.code = code;
            this.mostPercent = mostPercent;
        }

        @Override
        public String code() {
            return code;
        }

        /** What a seller uses; anything is too much where there is no limit. */
        static Part of(SellerExposure seller) {
            if (seller.isOverLimit()) {
                return OVER_LIMIT;
            }
            for (Part part : values()) {
                // No more than the limit, so that a hundred of it is a number.
                if (seller.inPreferred().minor() * 100 <= seller.creditLimitMinor() * part.mostPercent) {
                    return part;
                }
            }
            return UP_TO_100;
        }
    }
}
