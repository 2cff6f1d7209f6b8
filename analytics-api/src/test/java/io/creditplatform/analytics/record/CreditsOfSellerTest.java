package io.creditplatform.analytics.record;

import static org.assertj.core.api.Assertions.assertThat;

import io.creditplatform.analytics.web.TestServer;
import io.creditplatform.database.Database;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** A seller's credits with their history in one answer. */
class CreditsOfSellerTest {

    @ParameterizedTest
    @EnumSource
    void areItsCreditsAsTheyAreOneByOneButForTheChat(Database database) {
        TestServer server = TestServer.ofBaseline(database);
        int credits = 0;
        for (int seller = 1; seller <= 12; seller++) {
            List<JsonNode> expected = new ArrayList<>();
            for (JsonNode credit :
                    server.json("/api/credits?limit=1000&seller_id=" + seller).get("items")) {
                ObjectNode file = (ObjectNode) server.json("/api/credits/" + credit.get("credit_id") + "?currency=EUR");
                file.remove("chat");
                expected.add(file);
            }
            String path = "/api/sellers/" + seller + "/credits?currency=EUR&limit=";
            assertThat(List.copyOf(items(server.json(path + 1000)))).isEqualTo(expected);
            assertThat(pages(server, path + 2)).isEqualTo(expected);
            credits += expected.size();
        }
        assertThat(credits).isEqualTo(40);
    }

    private static List<JsonNode> items(JsonNode page) {
        return StreamSupport.stream(page.get("items").spliterator(), false).toList();
    }

    private static List<JsonNode> pages(TestServer server, String path) {
        List<JsonNode> all = new ArrayList<>();
        JsonNode page = server.json(path);
        all.addAll(items(page));
        while (!page.get("next").isNull()) {
            page = server.json(path + "&after=" + page.get("next").asString());
            all.addAll(items(page));
        }
        return all;
    }

    @ParameterizedTest
    @EnumSource
    void sellerMustBeThere(Database database) {
        TestServer server = TestServer.ofBaseline(database);
        assertThat(server.get("/api/sellers/999999/credits").statusCode()).isEqualTo(404);
        assertThat(server.get("/api/sellers/999999/credits").body()).contains("There is no seller 999999.");
        assertThat(server.get("/api/sellers/999999/credits?format=csv").statusCode())
                .isEqualTo(404);
        assertThat(server.get("/api/sellers/0/credits").statusCode()).isEqualTo(400);
    }
}
