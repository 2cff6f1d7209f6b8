package io.creditplatform.analytics.manager;

import io.creditplatform.analytics.currency.Reporting;
import io.creditplatform.analytics.web.Listing;
import io.creditplatform.analytics.web.Top;
import io.creditplatform.model.Currency;
import io.swagger.v3.oas.annotations.Operation;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** How account managers' sellers are doing. */
@Controller
final class AccountManagerController {

    private final AccountManagerQuery managers;

    AccountManagerController(JdbcClient jdbc) {
        this.managers = new AccountManagerQuery(jdbc);
    }

    @Operation(summary = "Account managers, ranked", description = """
                    credit_volume: sum of their sellers' issued credits ({issued}). credit_limit: sum of the credit limits of
                    all their sellers. utilization_rate = credit_volume ÷ credit_limit; 0 if that is 0. The top ones by either, highest first, ties by am_id.
""")
    @GetMapping("/api/analytics/account-managers")
    Listing<AccountManagerFigures> accountManagers(
            @RequestParam(name = "by", defaultValue = "credit_volume") AccountManagerOrder by,
            @RequestParam(name = "top", defaultValue = "5") Top top,
            @RequestParam(name = "currency", defaultValue = "USD") Currency currency) {
        return Listing.whole(() -> managers.top(by, top.number(), new Reporting(currency)));
    }
}
