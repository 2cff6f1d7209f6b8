package io.creditplatform.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.creditplatform.analytics.web.TestServer;
import io.creditplatform.console.ExitCode;
import io.creditplatform.database.Database;
import io.creditplatform.database.DatabaseAddress;
import io.creditplatform.feed.FeedDefinition;
import io.creditplatform.feed.Feeds;
import io.creditplatform.ingest.RejectionCode;
import io.creditplatform.setting.Setting;
import io.creditplatform.testing.SampleData;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What docs/compatibility.md promises is there: whatever was listed once, command by command and member by member. */
class CompatibilityTest {

    private static final Path PROMISES = Path.of("src/test/resources/io/creditplatform/promises.txt");

    @Test
    void whatWasPromisedIsThere() throws Exception {
        Set<String> there = there();
        Set<String> promised = new TreeSet<>(SampleData.lines(PROMISES));
        if ("add".equals(System.getProperty("credit.promises"))) {
            promised.addAll(there);
            SampleData.write(PROMISES, String.join("\n", promised) + "\n");
        }
        assertThat(promised).hasSizeGreaterThan(500);
        assertThat(there)
                .as("what is listed in " + PROMISES + " and was taken away, or is called otherwise now")
                .containsAll(promised);
    }

    private static Set<String> there() throws Exception {
        Set<String> there = new TreeSet<>();
        addCommands(there, ReferenceTest.wholeProgram(), "credit");
        for (Field code : ExitCode.class.getDeclaredFields()) {
            if (Modifier.isPublic(code.getModifiers())) {
                there.add("exit code " + code.getName() + " = " + code.getInt(null));
            }
        }
        for (Setting setting : Setting.values()) {
            there.add("setting " + setting.key());
        }
        Pattern.compile("(?m)^\\| `([A-Za-z.-]+)` \\|")
                .matcher(SampleData.read(Path.of("..", "docs", "service.md")))
                .results()
                .forEach(setting -> there.add("credit.yaml " + setting.group(1)));
        for (RejectionCode code : RejectionCode.values()) {
            there.add("rejection code " + code.code());
        }
        TestServer server = TestServer.ofBaseline(Database.SQLITE);
        addEndpoints(
                there, JsonMapper.shared().readTree(server.get("/openapi.json").body()));
        addColumns(there, server.address());
        return there;
    }

    /** Each with its options, and whether they take a value. */
    private static void addCommands(Set<String> there, CommandLine command, String name) {
        there.add("command " + name);
        command.getCommandSpec().options().forEach(option -> {
            for (String each : option.names()) {
                there.add("command " + name + " " + each + (option.arity().max() > 0 ? " VALUE" : ""));
            }
        });
        command.getSubcommands().forEach((sub, line) -> addCommands(there, line, name + " " + sub));
    }

    private static void addEndpoints(Set<String> there, JsonNode document) {
        for (Map.Entry<String, JsonNode> path : document.get("paths").properties()) {
            JsonNode get = path.getValue().path("get");
            for (JsonNode parameter : get.path("parameters")) {
                there.add("GET " + path.getKey() + " parameter "
                        + parameter.path("name").asString());
            }
            for (Map.Entry<String, JsonNode> answer : get.path("responses").properties()) {
                there.add("GET " + path.getKey() + " answer " + answer.getKey());
            }
        }
        for (Map.Entry<String, JsonNode> schema :
                document.path("components").path("schemas").properties()) {
            for (Map.Entry<String, JsonNode> member :
                    schema.getValue().path("properties").properties()) {
                there.add("member " + schema.getKey() + "." + member.getKey() + " "
                        + member.getValue().path("type"));
            }
        }
    }

    /** Of the feeds' tables and views. */
    private static void addColumns(Set<String> there, DatabaseAddress address) throws Exception {
        try (Connection connection = Database.open(address, Database.Access.READ)) {
            for (FeedDefinition feed : Feeds.all()) {
                for (String table : Set.of(feed.name(), feed.name() + "_v")) {
                    try (ResultSet columns = connection.getMetaData().getColumns(null, null, table, null)) {
                        while (columns.next()) {
                            there.add("column " + table + "." + columns.getString("COLUMN_NAME"));
                        }
                    }
                }
            }
        }
    }
}
