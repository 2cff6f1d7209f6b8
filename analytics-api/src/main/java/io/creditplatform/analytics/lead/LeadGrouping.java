package io.creditplatform.analytics.lead;

import io.creditplatform.analytics.web.Grouping;
import io.creditplatform.model.Coded;
import java.util.List;

/** How leads are told apart: by their sellers. */
@Grouping
public enum LeadGrouping implements Coded {
    MARKET("market", "s.market"),
    CREDIT_STATUS("credit_status", "CASE WHEN m.open_credits > 0 THEN 'active' ELSE 'inactive' END");

    private final String code;
    private final String sql;

    LeadGrouping(String code, String sql) {
        this.code = code;
        this.sql = sql;
    }

    @Override
    public String code() {
        return code;
    }

    /** SQL for the name of a seller's group. */
    String sql() {
        return sql;
    }

    /** The groups that there always are, with leads or without. */
    List<String> groups() {
        return switch (this) {
            case MARKET -> List.of();
            case CREDIT_STATUS -> List.of("active", "inactive");
        };
    }
}
