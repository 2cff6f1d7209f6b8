package io.creditplatform.analytics.record;

import static org.assertj.core.api.Assertions.assertThat;

import io.creditplatform.analytics.web.TestServer;
import io.creditplatform.cli.CreditRunner;
import io.creditplatform.database.Database;
import io.creditplatform.database.DatabaseAddress;
import io.creditplatform.testing.SampleData;
import io.creditplatform.testing.TestDatabase;
import java.io.IOException;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.JsonNode;

/** Finding sellers by id or a part of the name. */
class SellerSearchTest {

    @TempDir
    private Path folder;

    @ParameterizedTest
    @EnumSource
    void findsWhoeverSpellsIt(Database database) {
        TestServer server = TestServer.ofBaseline(database);
        assertThat(found(server, "q=QUILLFEATHER")).containsExactly(1L);
        assertThat(found(server, "q=cafe%20sirocco")).containsExactly(4L); // Café Sirocco
        assertThat(found(server, "q=" + encoded("CAFÉ   SIRÓCCO "))).containsExactly(4L);
        assertThat(found(server, "q=" + encoded("عَرَبِي"))).containsExactly(4L); // with vowels
        assertThat(found(server, "q=%26")).containsExactly(8L); // Dune & Drizzle
        assertThat(found(server, "q=1")).containsExactly(1L); // no other one's id, and in no name
        assertThat(found(server, "q=12")).containsExactly(12L);
        assertThat(found(server, "q=o%25")).isEmpty(); // signs that mean something to databases
        assertThat(found(server, "q=_")).isEmpty();
        assertThat(found(server, "q=999")).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void searchesWithinFiltersAndPages(Database database) {
        TestServer server = TestServer.ofBaseline(database);
        List<Long> all = found(server, "q=o");
        assertThat(all).containsExactly(1L, 2L, 3L, 4L, 5L, 6L, 9L, 10L, 12L);
        assertThat(found(server, "q=O&market=LATAM")).containsExactly(3L, 5L, 9L, 12L);
        assertThat(found(server, "q=o&market=LATAM&sam_id=3&am_id=5")).containsExactly(5L, 12L);

        List<Long> paged = new ArrayList<>();
        JsonNode page = server.json("/api/sellers?limit=3&q=o");
        while (true) {
            page.get("items")
                    .forEach(seller -> paged.add(seller.get("seller_id").asLong()));
            if (page.get("next").isNull()) {
                break;
            }
            // The same question, however it is spelt.
            page = server.json(
                    "/api/sellers?limit=3&q=%C3%96&after=" + page.get("next").asString());
        }
        assertThat(paged).isEqualTo(all);
        assertThat(server.get("/api/sellers?q=sirocco&format=csv").body())
                .startsWith("seller_id,")
                .contains("\r\n4,Café Sirocco")
                .doesNotContain("Tamarind");
    }

    @Test
    void whatIsNothingToLookForIsRefused() {
        TestServer server = TestServer.ofBaseline(Database.SQLITE);
        for (String nothing : List.of("%CC%81", "%E2%80%8B", "x".repeat(101))) {
            HttpResponse<String> refused = server.get("/api/sellers?q=" + nothing);
            assertThat(refused.statusCode()).isEqualTo(400);
            assertThat(refused.body())
                    .contains("\"parameter\":\"q\"", "a text of 1 to 100 characters that are not all white space");
        }
    }

    @ParameterizedTest
    @EnumSource
    void asOfALoadItFindsTheNamesOfThen(Database database) throws IOException {
        DatabaseAddress address = TestDatabase.baseline(database);
        CreditRunner credit = new CreditRunner(address);
        String sellers = Files.readString(SampleData.folder("baseline").resolve("sellers.csv"));
        Files.writeString(folder.resolve("sellers.csv"), sellers.replace("Saltglass Market", "Weiß & Søn"));
        assertThat(credit.importFolder(folder).exitCode()).isZero();
        try (TestServer server = TestServer.on(address)) {
            assertThat(found(server, "q=WEISS%20%26%20son")).containsExactly(7L);
            assertThat(found(server, "q=saltglass")).isEmpty();
            assertThat(found(server, "q=saltglass&load=1")).containsExactly(7L);
            assertThat(found(server, "q=weiss&load=1")).isEmpty();
            assertThat(found(server, "q=weiss")).containsExactly(7L);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "Ångström, angstrom",
        "ŁÓDŹ, lodz",
        "Straße, strasse",
        "ﬁne, fine",
        "İzmir, izmir",
        "IĞDIR, igdir",
        "Αθήνα, αθηνα",
        "مـــقهى, مقهى",
        "Æther  &\u00a0Co, aether & co",
        "soft\u00adhyphen, softhyphen",
        "Ὀδυσσεύς, οδυσσευσ"
    })
    void foldsLetters(String text, String folded) {
        assertThat(SearchText.fold(text)).isEqualTo(folded);
        assertThat(SearchText.fold(folded)).isEqualTo(folded);
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private static List<Long> found(TestServer server, String question) {
        List<Long> ids = new ArrayList<>();
        server.json("/api/sellers?" + question)
                .get("items")
                .forEach(seller -> ids.add(seller.get("seller_id").asLong()));
        return ids;
    }
}
