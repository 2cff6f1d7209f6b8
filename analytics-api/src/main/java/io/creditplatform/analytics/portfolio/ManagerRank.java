package io.creditplatform.analytics.portfolio;

import io.creditplatform.analytics.web.Grouping;
import io.creditplatform.model.Coded;

/** Whose sellers are added up. */
@Grouping
enum ManagerRank implements Coded {
    ACCOUNT_MANAGER("account_manager", "account_managers", "am"),
    SENIOR("senior", "senior_account_managers", "sam");

    private final String code;
    private final String table;
    private final String prefix;

    ManagerRank(String code, String table, String prefix) {
        this.code = code;
        this.table = table;
        this.prefix = prefix;
    }

    @Override
    public String code() {
        return code;
    }

    /** SQL for all of them: manager_id, manager_name, manager_email. */
    String all() {
        return "SELECT %1$s_id AS manager_id, %1$s_name AS manager_name, %1$s_email AS manager_email FROM %2$s"
                .formatted(prefix, table);
    }

    /** The column of sellers that names whose they are. */
    String ofSeller() {
        return prefix + "_id";
    }

    long of(SellerExposure seller) {
        return this == SENIOR ? seller.samId() : seller.amId();
    }
}
