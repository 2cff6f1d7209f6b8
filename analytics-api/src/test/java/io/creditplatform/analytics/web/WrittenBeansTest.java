package io.creditplatform.analytics.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.creditplatform.analytics.Start;
import io.creditplatform.analytics.web.Endpoints.Endpoint;
import io.creditplatform.database.Database;
import io.creditplatform.database.DatabaseAddress;
import io.creditplatform.testing.Program;
import io.creditplatform.testing.TestDatabase;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import tools.jackson.databind.JsonNode;

/** A server with the beans that the build has written down is the one that Spring would have put together at the start. */
class WrittenBeansTest {

    private static final String INITIALIZER = WrittenBeans.class.getName() + "__ApplicationContextInitializer";

    /** What Spring finds beans with. */
    private static final Pattern FINDS_BEANS =
            Pattern.compile("org\\.springframework\\.(context\\.annotation|boot\\.autoconfigure)"
                    + "\\.(internal|ConfigurationClassPostProcessor).*");

    @TempDir
    private Path folder;

    @Test
    void beansAreThoseThatSpringFinds() {
        DatabaseAddress address = TestDatabase.fresh(Database.SQLITE);
        try (TestServer written = TestServer.on(address, true);
                TestServer found = TestServer.on(address, false)) {
            assertThat(described(written)).containsExactlyElementsOf(described(found));
        }
    }

    @ParameterizedTest
    @EnumSource
    void answersAreTheSameToTheByte(Database database) {
        DatabaseAddress address = TestServer.ofCheckedBaseline(database).address();
        try (TestServer written = TestServer.on(address, true);
                TestServer found = TestServer.on(address, false)) {
            List<String> paths = paths(found);
            assertThat(paths).hasSizeGreaterThan(200);
            for (String path : paths) {
                assertThat(answer(written, "GET", path)).as(path).isEqualTo(answer(found, "GET", path));
            }
            for (String method : List.of("HEAD", "OPTIONS", "POST", "DELETE", "TRACE")) {
                for (String path : List.of("/", "/api/loads", "/api/sellers/1", "/openapi.json", "/actuator/health")) {
                    assertThat(answer(written, method, path))
                            .as(method + " " + path)
                            .isEqualTo(answer(found, method, path));
                }
            }
            assertThat(names(written)).isEqualTo(names(found)).hasSizeGreaterThan(100);
        }
    }

    /** In a folder there may be endpoints that were compiled after them. */
    @Test
    void looseClassesDoWithoutThem() {
        assertThat(WrittenBeans.class.getResource("/" + INITIALIZER.replace('.', '/') + ".class"))
                .as("written by the build: mvn -pl analytics-api -am process-classes")
                .isNotNull();
        assertThat(WrittenBeans.areThere()).isFalse();
    }

    /** Whatever somebody's variables tell Spring to do about it. */
    @Test
    void programInItsJarUsesThem() throws Exception {
        Program.pack(folder, Start.class);
        Path output = folder.resolve("output.txt");
        String database = TestDatabase.baseline(Database.SQLITE).jdbcUrl();
        ProcessBuilder program = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xlog:class+load:stdout",
                        "-Dspring.aot.enabled=false",
                        "-jar",
                        folder.resolve("credit.jar").toString(),
                        "serve",
                        "--dry-run",
                        "--port",
                        "0",
                        "--db",
                        database)
                .redirectErrorStream(true)
                .redirectOutput(output.toFile());
        Program.Ended ended = Program.await(program.start(), output);
        assertThat(ended.exitCode()).as(ended.output()).isZero();
        assertThat(ended.output())
                .contains("would run; /api/loads answers 200", INITIALIZER + " source")
                .doesNotContain("ConfigurationClassParser");
    }

    /** Each bean with what Spring is told of it, in its order. */
    private static List<String> described(TestServer server) {
        ConfigurableListableBeanFactory beans = server.beans();
        Map<String, String> described = new LinkedHashMap<>();
        for (String name : beans.getBeanDefinitionNames()) {
            BeanDefinition bean = beans.getMergedBeanDefinition(name);
            described.put(
                    name,
                    Stream.of(
                                    bean.isLazyInit() ? "lazy" : "eager",
                                    bean.getScope(),
                                    bean.isPrimary() ? "primary" : "",
                                    bean.isFallback() ? "fallback" : "",
                                    bean.isAutowireCandidate() ? "" : "hidden",
                                    bean.getRole(),
                                    Arrays.toString(bean.getDependsOn()))
                            .map(String::valueOf)
                            .collect(Collectors.joining(" ")));
        }
        Stream.of(beans.getSingletonNames()).sorted().forEach(name -> described.putIfAbsent(name, "given"));
        described.keySet().removeIf(FINDS_BEANS.asMatchPredicate());
        List<String> lines = new ArrayList<>();
        described.forEach((name, told) -> lines.add(
                (name + " " + told + " " + beans.getType(name, false)).replaceAll("\\$\\$Lambda\\S*", " lambda")));
        return lines;
    }

    /** Every endpoint with all that it can be asked, and what there is beside them. */
    private static List<String> paths(TestServer server) {
        List<String> paths = new ArrayList<>();
        JsonNode described = server.json("/openapi.json").get("paths");
        for (Endpoint endpoint : Endpoints.of(server)) {
            paths.addAll(AnswersAsDescribedTest.questions(server, endpoint, described.get(endpoint.path())));
        }
        paths.addAll(List.of(
                "/openapi.json",
                "/openapi.yaml",
                "/openapi.json/swagger-config",
                "/v3/api-docs",
                "/swagger-ui.html",
                "/swagger-ui/index.html",
                "/swagger-ui/swagger-initializer.js",
                "/",
                "/page/page.js",
                "/page/page.css",
                "/page/nothing.js",
                "/page/library/echarts/dist/echarts.esm.min.js",
                "/actuator",
                "/actuator/health",
                "/actuator/health/liveness",
                "/actuator/health/readiness",
                "/actuator/health/nothing",
                "/actuator/info",
                "/actuator/beans",
                "/error",
                "/nothing",
                "/api/loads/x",
                "/api/loads?limit=0",
                "/api/loads?after=nothing",
                "/%2e%2e/x"));
        return paths;
    }

    /** Status, headers and body; the server's own address is another one, and so may be the second. */
    private static String answer(TestServer server, String method, String path) {
        HttpResponse<String> response = server.send(method, path);
        Map<String, List<String>> headers = new TreeMap<>(response.headers().map());
        headers.remove("date");
        String whole = response.statusCode() + " " + headers + "\n" + response.body();
        return whole.replace(server.url(""), "http://server");
    }

    /** What Prometheus is told, without how much of it. */
    private static List<String> names(TestServer server) {
        return server.get("/actuator/prometheus")
                .body()
                .lines()
                .map(line -> line.startsWith("#") ? line : line.replaceFirst(" [^ ]*$", ""))
                .toList();
    }
}
