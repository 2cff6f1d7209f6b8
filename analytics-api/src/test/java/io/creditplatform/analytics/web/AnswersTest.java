package io.creditplatform.analytics.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.creditplatform.database.Database;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** How answers are given, whatever they are about. */
class AnswersTest {

    @ParameterizedTest
    @EnumSource
    void smoke(Database database) {
        TestServer server = TestServer.ofBaseline(database);
        for (String path : new String[] {
            "/api/sellers?limit=2",
            "/api/sellers/1",
            "/api/sellers/1x",
            "/api/sellers/99",
            "/api/nothing",
            "/api/sellers?x=1",
            "/api/sellers?format=csv&limit=2",
            "/api/sellers?limit=0",
            "/api/sellers?after=xyz",
            "/api/sellers/1?format=csv"
        }) {
            var r = server.get(path);
            System.out.println(
                    path + " -> " + r.statusCode() + " " + r.headers().map() + "\n" + r.body());
        }
        assertThat(server.json("/api/sellers").get("items")).hasSize(12);
    }
}
