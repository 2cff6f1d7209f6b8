package io.creditplatform.analytics.manager;

import io.creditplatform.model.Coded;
import java.util.Comparator;

/** What account managers are ranked by: the highest first, ties by id. */
enum AccountManagerOrder implements Coded {
    CREDIT_VOLUME("credit_volume"),
    UTILIZATION_RATE("utilization_rate");

    private final String code;

    AccountManagerOrder(String code) {
        this.code = code;
    }

    @Override
    public String code() {
        return code;
    }

    Comparator<AccountManagerFigures> comparator() {
        Comparator<AccountManagerFigures> measure =
                switch (this) {
                    case CREDIT_VOLUME -> Comparator.comparing(AccountManagerFigures::creditVolume);
                    case UTILIZATION_RATE -> Comparator.comparingDouble(AccountManagerFigures::utilizationRate);
                };
        return measure.reversed().thenComparingLong(AccountManagerFigures::amId);
    }
}
