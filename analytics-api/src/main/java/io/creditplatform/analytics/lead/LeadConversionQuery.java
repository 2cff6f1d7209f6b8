package io.creditplatform.analytics.lead;

import io.creditplatform.analytics.Ratio;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Adds up leads by groups of sellers. */
public final class LeadConversionQuery {

    private final JdbcClient jdbc;

    public LeadConversionQuery(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** All groups, by name. */
    public List<LeadConversion> by(LeadGrouping grouping) {
        Map<String, LeadConversion> conversions = new TreeMap<>();
        grouping.groups().forEach(group -> conversions.put(group, new LeadConversion(group, 0, 0, 0)));
        jdbc.sql("""
                        SELECT seller_group, sum(leads) AS leads, sum(confirmed_leads) AS confirmed
                        FROM (SELECT %s AS seller_group, m.leads, m.confirmed_leads
                              FROM sellers s JOIN seller_metrics m ON m.seller_id = s.seller_id) grouped
                        GROUP BY seller_group
                        """.formatted(grouping.sql())).query(row -> {
            String group = row.getString("seller_group");
            long leads = row.getLong("leads");
            long confirmed = row.getLong("confirmed");
            conversions.put(group, new LeadConversion(group, leads, confirmed, Ratio.of(confirmed, leads)));
        });
        return List.copyOf(conversions.values());
    }
}
