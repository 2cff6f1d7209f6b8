package io.creditplatform.analytics.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.creditplatform.testing.PlainPortfolio;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;

/** What a server answers about the portfolio at a day, as {@link PlainPortfolio} writes it. */
final class PortfolioAtDay {

    private static final String PATH = "/api/analytics/portfolio/";

    private final TestServer server;
    private final String parameters;

    private PortfolioAtDay(TestServer server, String parameters) {
        this.server = server;
        this.parameters = parameters;
    }

    /** Makes sure that all figures of a day are what a model says, as of a load. */
    static void require(
            TestServer server, PlainPortfolio expected, LocalDate day, String currency, long load, String as) {
        PortfolioAtDay answers =
                new PortfolioAtDay(server, "?limit=1000&as_of=" + day + "&currency=" + currency + "&load=" + load);
        String on = "%s in %s %s".formatted(day, currency, as);
        assertThat(answers.rows("ageing", "bucket", "credits", "outstanding"))
                .as("ageing %s", on)
                .isEqualTo(expected.ageing(day));
        assertThat(answers.rows("roll-rates", "from_bucket", "to_bucket", "credits", "outstanding", "share"))
                .as("roll rates %s", on)
                .isEqualTo(expected.rollRates(day));
        assertThat(answers.rows(
                        "vintages",
                        "issue_month",
                        "months_on_book",
                        "credits",
                        "amount",
                        "paid_credits",
                        "paid_amount"))
                .as("vintages %s", on)
                .isEqualTo(expected.vintages(day));
        JsonNode concentration = answers.ask("concentration");
        List<String> rows = new ArrayList<>(List.of(text(concentration, "hhi", "top_10_share")));
        concentration
                .get("by_market")
                .forEach(market -> rows.add(text(market, "market", "outstanding", "share", "hhi")));
        assertThat(rows).as("concentration %s", on).isEqualTo(expected.concentration(day));
    }

    private JsonNode ask(String figure) {
        return server.json(
                PATH + figure + parameters.replace("limit=1000&", figure.equals("concentration") ? "" : "limit=1000&"));
    }

    private List<String> rows(String figure, String... members) {
        return ask(figure)
                .get("items")
                .valueStream()
                .map(row -> text(row, members))
                .toList();
    }

    private static String text(JsonNode row, String... members) {
        List<String> cells = new ArrayList<>();
        for (String member : members) {
            JsonNode cell = row.get(member);
            boolean isShare = member.equals("share") || member.equals("hhi") || member.equals("top_10_share");
            boolean isMoney = cell.isNumber() && !cell.isIntegralNumber() && !isShare;
            cells.add(
                    isShare
                            ? PlainPortfolio.share(cell.doubleValue())
                            : isMoney ? cell.decimalValue().setScale(2).toPlainString() : cell.asString());
        }
        return String.join(" ", cells);
    }
}
