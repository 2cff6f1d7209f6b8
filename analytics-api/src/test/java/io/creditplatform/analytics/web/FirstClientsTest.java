package io.creditplatform.analytics.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.creditplatform.cli.CreditRunner;
import io.creditplatform.database.Database;
import io.creditplatform.database.DatabaseAddress;
import io.creditplatform.testing.SampleData;
import io.creditplatform.testing.TestDatabase;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Clients written before amounts had currencies get what they got. {@code v1/answers.json} holds the bodies of that time, by
 * address; {@code …} stands in it for what each load has of its own.
 */
class FirstClientsTest {

    private static final String ITS_OWN = "\"…\"";

    private static final JsonNode ANSWERS =
            toTheLetter(SampleData.read(Path.of("src", "test", "resources", "v1", "answers.json")));

    /** Those of the feeds that there were. */
    private static final Set<String> FILES = ANSWERS.get("/api/loads/1")
            .get("feeds")
            .valueStream()
            .map(feed -> feed.get("file").asString())
            .collect(Collectors.toSet());

    @ParameterizedTest
    @EnumSource
    void getTheSameBodiesApartFromAddedFields(Database database, @TempDir Path folder) throws Exception {
        Path extract = SampleData.copy("baseline", folder.resolve("extract"));
        for (String file : SampleData.names("baseline")) {
            if (!FILES.contains(file)) {
                Files.delete(extract.resolve(file));
            }
        }
        DatabaseAddress address = TestDatabase.fresh(database);
        assertThat(new CreditRunner(address).importFolder(extract).exitCode()).isZero();
        try (TestServer server = TestServer.on(address)) {
            List<String> differences = new ArrayList<>();
            ANSWERS.properties()
                    .forEach(answer -> compare(
                            answer.getKey(),
                            answer.getValue(),
                            toTheLetter(server.get(answer.getKey()).body()),
                            differences));
            assertThat(differences).isEmpty();
        }
        assertThat(ANSWERS.size()).isEqualTo(28);
    }

    @Test
    void whatIsMissingMovedOrChangedIsADifference() {
        assertThat(differences("{'a':1.00,'b':[{'c':null}]}", "{'a':1.00,'new':2,'b':[{'c':null,'d':3}]}"))
                .isEmpty();
        assertThat(differences("{'a':1.00}", "{'a':1.0}")).containsExactly("/x.a is 1.0, was 1.00");
        assertThat(differences("{'a':1,'b':2}", "{'b':2,'a':1}")).containsExactly("/x has [b, a], had [a, b]");
        assertThat(differences("{'a':1}", "{'b':1}")).containsExactly("/x has [], had [a]");
        assertThat(differences("[1]", "[1,2]")).containsExactly("/x is [1,2], was [1]");
        assertThat(differences("{'next':'MQ'}", "{'next':'HzWxFSjANTUuMAox'}")).isEmpty();
        assertThat(differences("{'next':'MQ'}", "{'next':null}")).containsExactly("/x.next is null, was \"MQ\"");
        assertThat(differences("{'a':{}}", "{'a':null}")).containsExactly("/x.a is null, was {}");
    }

    private static List<String> differences(String before, String now) {
        List<String> differences = new ArrayList<>();
        compare("/x", toTheLetter(before.replace('\'', '"')), toTheLetter(now.replace('\'', '"')), differences);
        return differences;
    }

    /** JSON with its numbers as they are written. */
    private static JsonNode toTheLetter(String text) {
        return JsonMapper.builder()
                .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
                .build()
                .readTree(text);
    }

    private static void compare(String where, JsonNode before, JsonNode now, List<String> differences) {
        if (before.isObject() && now.isObject()) {
            List<String> known = List.copyOf(before.propertyNames());
            List<String> kept =
                    now.propertyNames().stream().filter(known::contains).toList();
            if (!kept.equals(known)) {
                differences.add("%s has %s, had %s".formatted(where, kept, known));
                return;
            }
            known.forEach(name -> compare(where + "." + name, before.get(name), now.get(name), differences));
        } else if (before.isArray() && now.isArray() && before.size() == now.size()) {
            for (int i = 0; i < before.size(); i++) {
                compare(where + "[" + i + "]", before.get(i), now.get(i), differences);
            }
        } else if (!isItsOwn(where, before, now) && !now.toString().equals(before.toString())) {
            differences.add("%s is %s, was %s".formatted(where, now, before));
        }
    }

    /** Where a collection goes on: clients send it back as it is, and what stands in it is nobody's business. */
    private static boolean isCursor(String where, JsonNode before, JsonNode now) {
        return where.matches("[^.]*\\.next") && before.isString() && now.isString();
    }

    private static boolean isItsOwn(String where, JsonNode before, JsonNode now) {
        boolean itsTime = where.endsWith(".duration_ms") && now.isIntegralNumber();
        boolean itsText = before.toString().equals(ITS_OWN) && now.isString();
        return itsTime || itsText || isCursor(where, before, now);
    }
}
