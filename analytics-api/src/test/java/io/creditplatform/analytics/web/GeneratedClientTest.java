package io.creditplatform.analytics.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.creditplatform.analytics.web.Endpoints.Endpoint;
import io.creditplatform.database.Database;
import java.io.IOException;
import java.io.StringWriter;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.math.BigDecimal;
import java.net.URL;
import java.net.URLClassLoader;
import java.net.http.HttpRequest;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.ToolProvider;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A client that OpenAPI Generator makes of the document compiles, and reads every endpoint. It costs some seconds and a large
 * download, so the generator is there only with {@code -Pclient}; without it this is skipped.
 */
class GeneratedClientTest {

    private static final String MADE = "client";

    @TempDir
    private Path folder;

    @Test
    void compilesAndReadsEveryEndpoint() throws Exception {
        Path generator = Path.of(System.getProperty("credit.client-generator", "no generator"));
        Assumptions.assumeTrue(Files.exists(generator), "No client is generated without -Pclient");
        Path tokens = folder.resolve("tokens");
        String token = TestServer.newToken(tokens);
        TestServer open = TestServer.ofCheckedBaseline(Database.SQLITE);
        try (TestServer server = TestServer.guarded(open.address(), tokens)) {
            String document = server.get("/openapi.json", "Authorization", "Bearer " + token)
                    .body();
            Path sources = generated(generator, Files.writeString(folder.resolve("openapi.json"), document));
            try (URLClassLoader client =
                    new URLClassLoader(new URL[] {compiled(sources).toUri().toURL()})) {
                Object connection =
                        client.loadClass(MADE + ".ApiClient").getConstructor().newInstance();
                connection.getClass().getMethod("updateBaseUri", String.class).invoke(connection, server.url(""));
                Consumer<HttpRequest.Builder> shown = request -> request.header("Authorization", "Bearer " + token);
                connection
                        .getClass()
                        .getMethod("setRequestInterceptor", Consumer.class)
                        .invoke(connection, shown);
                JsonNode paths = JsonMapper.shared().readTree(document).get("paths");
                for (Endpoint endpoint : Endpoints.of(open)) {
                    JsonNode operation = paths.get(endpoint.path()).get("get");
                    Object answer = ask(client, connection, operation, endpoint);
                    compare(answer, open.json(endpoint.example()), endpoint.path());
                }
            }
        }
    }

    private Path generated(Path generator, Path document) throws IOException, InterruptedException {
        Path sources = folder.resolve("made");
        Path log = folder.resolve("generator.log");
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-jar",
                        generator.toString(),
                        "generate",
                        "-g",
                        "java",
                        "--library",
                        "native",
                        "-i",
                        document.toString(),
                        "-o",
                        sources.toString(),
                        "--global-property",
                        "apis,models,supportingFiles,apiDocs=false,modelDocs=false,apiTests=false,modelTests=false",
                        "--additional-properties",
                        "openApiNullable=false,useJakartaEe=true,hideGenerationTimestamp=true,apiPackage=" + MADE
                                + ".api,modelPackage=" + MADE + ".model,invokerPackage=" + MADE)
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        assertThat(process.waitFor(5, TimeUnit.MINUTES)).isTrue();
        assertThat(process.exitValue()).as(Files.readString(log)).isZero();
        return sources.resolve(Path.of("src", "main", "java"));
    }

    private Path compiled(Path sources) throws IOException {
        JavaCompiler compiler = Objects.requireNonNull(ToolProvider.getSystemJavaCompiler());
        Path classes = Files.createDirectories(folder.resolve("classes"));
        StringWriter said = new StringWriter();
        try (Stream<Path> files = Files.walk(sources);
                var manager = compiler.getStandardFileManager(null, null, null)) {
            List<Path> java =
                    files.filter(file -> file.toString().endsWith(".java")).toList();
            boolean done = compiler.getTask(
                            said,
                            manager,
                            null,
                            List.of(
                                    "-nowarn",
                                    "-proc:none",
                                    "-d",
                                    classes.toString(),
                                    "-cp",
                                    System.getProperty("java.class.path")),
                            null,
                            manager.getJavaFileObjectsFromPaths(java))
                    .call();
            assertThat(done).as(said.toString()).isTrue();
        }
        return classes;
    }

    /** Calls the operation's method; what need not be given is left to the server. */
    private static Object ask(ClassLoader client, Object connection, JsonNode operation, Endpoint endpoint)
            throws ReflectiveOperationException {
        String tag = operation.at("/tags/0").asString();
        Class<?> type =
                client.loadClass(MADE + ".api." + Character.toUpperCase(tag.charAt(0)) + tag.substring(1) + "Api");
        Object api = type.getConstructor(connection.getClass()).newInstance(connection);
        int parameters = operation.get("parameters").size();
        Method method = Arrays.stream(type.getMethods())
                .filter(candidate ->
                        candidate.getName().equals(operation.get("operationId").asString()))
                .filter(candidate -> candidate.getParameterCount() == parameters)
                .findFirst()
                .orElseThrow();
        Object[] arguments = new Object[parameters];
        for (int i = 0; i < endpoint.names().size(); i++) {
            String value = Endpoint.ofSample(endpoint.names().get(i));
            arguments[i] = method.getParameterTypes()[i] == Long.class ? (Object) Long.valueOf(value) : value;
        }
        return Objects.requireNonNull(method.invoke(api, arguments));
    }

    private static void compareMember(@Nullable Object member, JsonNode answered, String where)
            throws ReflectiveOperationException {
        if (answered.isNull()) {
            assertThat(member).as(where).isNull();
        } else {
            compare(Objects.requireNonNull(member, where), answered, where);
        }
    }

    /** Each member that the answer has is read by the client, as the same value. */
    private static void compare(Object read, JsonNode answered, String where) throws ReflectiveOperationException {
        if (answered.isArray()) {
            List<?> rows = (List<?>) read;
            assertThat(rows).as(where).hasSize(answered.size());
            for (int i = 0; i < rows.size(); i++) {
                compare(rows.get(i), answered.get(i), where + "[" + i + "]");
            }
        } else if (answered.isObject() && read instanceof java.util.Map<?, ?> map) {
            for (String name : answered.propertyNames()) {
                compareMember(map.get(name), answered.get(name), where + "." + name);
            }
        } else if (answered.isObject()) {
            for (String name : answered.propertyNames()) {
                compareMember(getter(read, name).invoke(read), answered.get(name), where + "." + name);
            }
        } else if (answered.isNumber()) {
            assertThat(new BigDecimal(read.toString())).as(where).isEqualByComparingTo(answered.decimalValue());
        } else if (read instanceof java.time.OffsetDateTime time) {
            assertThat(time.toInstant()).as(where).isEqualTo(java.time.Instant.parse(answered.asString()));
        } else {
            assertThat(read.toString()).as(where).isEqualTo(answered.asString());
        }
    }

    private static Method getter(Object read, String name) {
        String wanted = "get" + name.replace("_", "");
        List<Method> getters = new ArrayList<>(Arrays.asList(read.getClass().getMethods()));
        return getters.stream()
                .filter(method -> method.getParameterCount() == 0 && !Modifier.isStatic(method.getModifiers()))
                .filter(method -> method.getName().equalsIgnoreCase(wanted))
                .findFirst()
                .orElseThrow(() -> new AssertionError(read.getClass() + " has no " + wanted));
    }
}
