package io.creditplatform.analytics.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.creditplatform.database.Database;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** How answers are given, whatever they are about. */
class AnswersTest {

    @ParameterizedTest
    @EnumSource(names = "SQLITE")
    void smoke(Database database) {
        TestServer server = TestServer.ofBaseline(database);
        for (String path : new String[] {
            "/api/credits/5",
            "/api/invoices?limit=1",
            "/api/leads?status=Confirmed&limit=1&created_from=2025-01-01",
            "/api/wallet-transactions?limit=1&type=deposit",
            "/api/loads?limit=1",
            "/api/data-quality/scorecard",
            "/actuator/health",
            "/actuator/health/readiness",
            "/actuator/prometheus",
            "/actuator/info",
            "/x%00y",
            "/a{b",
            "/api/leads?status=x",
            "/openapi.json",
            "/swagger-ui.html"
        }) {
            try {
                var r = server.get(path);
                System.out.println(
                        path + " -> " + r.statusCode() + " " + r.headers().map() + "\n"
                                + r.body().substring(0, Math.min(900, r.body().length())));
            } catch (Exception e) {
                System.out.println(path + " EXC " + e);
            }
        }
        assertThat(server.json("/api/sellers").get("items")).hasSize(12);
    }
}
