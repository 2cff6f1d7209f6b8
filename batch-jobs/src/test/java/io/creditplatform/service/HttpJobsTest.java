package io.creditplatform.service;

import static org.assertj.core.api.Assertions.assertThat;

import io.creditplatform.audit.Actor;
import io.creditplatform.database.Database;
import io.creditplatform.database.DatabaseAddress;
import io.creditplatform.http.Tokens;
import io.creditplatform.jobs.WriteSession;
import io.creditplatform.testing.SampleData;
import io.creditplatform.testing.TestDatabase;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.JsonNode;

/** Jobs over HTTP, asked for at a service that runs. */
class HttpJobsTest {

    @TempDir
    private Path home;

    private String jobs = "";
    private String reader = "";
    private String settings = "";

    @BeforeEach
    void makeTokens() throws IOException {
        home = home.toRealPath();
        Path tokens = home.resolve("tokens");
        jobs = "Bearer " + Tokens.add(tokens, "nightly", Tokens.Use.JOBS);
        reader = "Bearer " + Tokens.add(tokens, "bi", Tokens.Use.READ);
        Files.createDirectory(home.resolve("data"));
        settings = "tokens: " + tokens + ", roots: " + home.resolve("data");
    }

    private String wanted(String folder, String options) {
        return "{\"directory\": \"" + home.resolve(folder) + "\", \"options\": {" + options + "}}";
    }

    private static JsonNode problem(HttpResponse<String> response, int status) {
        assertThat(response.statusCode()).as(response.body()).isEqualTo(status);
        assertThat(response.headers().firstValue("Content-Type")).contains("application/problem+json");
        JsonNode problem = RunningService.json(response);
        assertThat(problem.path("status").asInt()).isEqualTo(status);
        return problem;
    }

    private static void refused(HttpResponse<String> response, String parameter, String detail) {
        JsonNode problem = problem(response, 400);
        assertThat(problem.path("parameter").asString()).isEqualTo(parameter);
        assertThat(problem.path("detail").asString()).contains(detail);
    }

    @ParameterizedTest
    @EnumSource
    void jobsAreDoneForWhoMayAskForThem(Database database) {
        SampleData.copy("baseline", home.resolve("data/2025-07-07"));
        DatabaseAddress address = TestDatabase.fresh(database);
        try (RunningService service = new RunningService(home, address, settings, "")) {
            String body = wanted("data/2025-07-07", "\"max_reject_rate\": \"1%\", \"as_of\": \"2025-07-07\"");
            assertThat(problem(service.send("/jobs", null), 401).path("detail").asString())
                    .isEqualTo("A token is needed: Authorization: Bearer TOKEN.");
            problem(service.send("/jobs/imports", body), 401);
            assertThat(problem(service.send("/jobs", null, "Authorization", "Bearer mistyped"), 401)
                            .path("detail")
                            .asString())
                    .isEqualTo(
                            "What was shown is no token of this server's file; it may be mistyped, or not be there any more."
                                    + " Expected Authorization: Bearer TOKEN.");
            assertThat(problem(service.send("/jobs/imports", body, "Authorization", reader), 403)
                            .path("detail")
                            .asString())
                    .startsWith("This token is for reading, expected one for jobs: ");
            HttpResponse<String> taken =
                    service.send("/jobs/imports", body, "Authorization", jobs, "Idempotency-Key", "2025-07-07");
            assertThat(taken.statusCode()).as(taken.body()).isEqualTo(202);
            assertThat(taken.headers().firstValue("Location")).contains("/jobs/1");
            HttpResponse<String> again =
                    service.send("/jobs/imports", body, "Authorization", jobs, "Idempotency-Key", "2025-07-07");
            assertThat(again.headers().firstValue("Location")).contains("/jobs/1");
            problem(
                    service.send(
                            "/jobs/imports",
                            wanted("data/2025-07-07", ""),
                            "Authorization",
                            jobs,
                            "Idempotency-Key",
                            "2025-07-07"),
                    422);

            HttpResponse<String> events = service.send("/jobs/1/events", null, "Authorization", reader);
            assertThat(events.headers().firstValue("Content-Type").orElse("")).startsWith("text/event-stream");
            assertThat(events.body()).startsWith("id: 1\nevent: job\ndata: {\"id\":1,");
            List<String> lines = events.body().lines().toList();
            assertThat(lines.get(lines.size() - 2)).contains("\"status\":\"succeeded\"");

            JsonNode job = service.over("/jobs/1", "Authorization", reader);
            assertThat(job.path("status").asString()).as(job.toString()).isEqualTo("succeeded");
            assertThat(job.path("kind").asString()).isEqualTo("import");
            assertThat(job.path("origin").asString()).isEqualTo("http");
            assertThat(job.path("requested_by").asString()).isEqualTo("nightly");
            assertThat(job.path("requested_from").asString()).isEqualTo("HTTP from 127.0.0.1");
            assertThat(job.path("load_id").asLong()).isEqualTo(1);
            assertThat(job.path("report").path("totals").path("inserted").asLong())
                    .isEqualTo(1400);

            assertThat(service.send("/jobs/checks", "{\"options\": {\"as_of\": \"2025-07-08\"}}", "Authorization", jobs)
                            .statusCode())
                    .isEqualTo(202);
            assertThat(service.over("/jobs/2", "Authorization", reader)
                            .path("result")
                            .path("check")
                            .asLong())
                    .isEqualTo(1);
            JsonNode all = RunningService.json(service.send("/jobs?limit=1", null, "Authorization", reader));
            assertThat(all.path("items").size()).isEqualTo(1);
            assertThat(all.path("next").asLong()).isEqualTo(2);
            assertThat(RunningService.json(service.send("/jobs?limit=1&before=2", null, "Authorization", reader))
                            .path("next")
                            .isNull())
                    .isTrue();
            JsonNode audit = RunningService.json(service.send("/jobs/audit", null, "Authorization", reader));
            assertThat(audit.path("items").size()).isEqualTo(1);
            JsonNode entry = audit.path("items").path(0);
            assertThat(entry.path("who").asString() + ", "
                            + entry.path("origin").asString() + ": "
                            + entry.path("act").asString())
                    .isEqualTo("nightly, HTTP from 127.0.0.1: IMPORT");
            assertThat(entry.path("details").asString()).contains("maxRejectRate=0.01", "asOf=2025-07-07");
        }
    }

    @Test
    void whatCannotBeMeantIsRefusedBeforeItIsNoted() throws IOException {
        Files.createSymbolicLink(
                home.resolve("data/elsewhere"), SampleData.folder("baseline").toRealPath());
        SampleData.copy("baseline", home.resolve("data/today"));
        DatabaseAddress address = TestDatabase.fresh(Database.SQLITE);
        try (RunningService service = new RunningService(home, address, settings, "")) {
            String below = "expected a folder that is there, below " + home.resolve("data");
            for (String outside : List.of(
                    "/etc",
                    home + "/data/../inbox",
                    home + "/data/elsewhere",
                    home + "/data",
                    home + "/data/none",
                    "data",
                    "")) {
                refused(post(service, "{\"directory\": \"" + outside + "\"}"), "directory", below);
            }
            refused(post(service, "{}"), "directory", "is missing");
            refused(post(service, "{\"directory\": 7}"), "directory", "is '7', expected the name of a folder");
            refused(
                    post(service, "{\"folder\": \"x\"}"),
                    "folder",
                    "is unknown here, expected none but [directory, options]");
            refused(post(service, wanted("data/today", "\"forced\": true")), "options.forced", "is unknown here");
            refused(
                    post(service, wanted("data/today", "\"force\": \"yes\"")),
                    "options.force",
                    "is 'yes', expected true or false");
            refused(
                    post(service, wanted("data/today", "\"max_reject_rate\": 5")),
                    "options.max_reject_rate",
                    "is '5', expected a share such as");
            refused(
                    post(service, wanted("data/today", "\"feeds\": [\"sellers\", \"seler\"]")),
                    "options.feeds",
                    "expected a list of one or more of exchange_rates");
            refused(
                    post(service, wanted("data/today", "\"as_of\": \"2025-02-30\"")),
                    "options.as_of",
                    "is '2025-02-30', expected a date");
            for (String noObject : List.of("[]", "{\"a\": 1, \"a\": 2}", "{} {}", "{'a': 1}", "nonsense")) {
                assertThat(problem(post(service, noObject), 400).path("detail").asString())
                        .startsWith("The body is no JSON object")
                        .endsWith("expected one such as {\"options\": {}}.")
                        .doesNotContain("jackson", "Feature");
            }
            assertThat(problem(post(service, "{\n  \"options\": }"), 400)
                            .path("detail")
                            .asString())
                    .isEqualTo(
                            "The body is no JSON object, or has a name twice: line 2, column 14; expected one such as"
                                    + " {\"options\": {}}.");
            refused(
                    service.send("/jobs/checks", "{}", "Authorization", jobs, "Idempotency-Key", "a b"),
                    "Idempotency-Key",
                    "is 'a b', expected 1 to 100 characters");
            refused(service.send("/jobs?limit=0", null, "Authorization", jobs), "limit", "from 1 to 500");
            refused(service.send("/jobs?status=failed", null, "Authorization", jobs), "status", "is unknown here");
            refused(service.send("/jobs/seven", null, "Authorization", jobs), "id", "expected a job's number");
            problem(service.send("/jobs/7", null, "Authorization", jobs), 404);
            problem(service.send("/jobs/7/stop", "", "Authorization", jobs), 404);
            problem(service.send("/nothing", null, "Authorization", jobs), 404);
            HttpResponse<String> method = service.send("/jobs", "{}", "Authorization", jobs);
            assertThat(problem(method, 405).path("detail").asString())
                    .isEqualTo("Method 'POST' is not allowed here, expected one of GET, HEAD, OPTIONS.");
            assertThat(method.headers().firstValue("Allow")).contains("GET, HEAD, OPTIONS");
            assertThat(service.send("/jobs/7/stop", null, "Authorization", jobs)
                            .headers()
                            .firstValue("Allow"))
                    .contains("POST, OPTIONS");
            assertThat(problem(service.send("/jobs?limit=%ff", null, "Authorization", jobs), 400)
                            .path("detail")
                            .asString())
                    .startsWith("The query cannot be read, ");
            problem(service.send("/actuator/health?a=%ff", null), 400);
            problem(service.send("/jobs/checks", "{}", "Authorization", jobs, "Content-Type", "text/plain"), 415);
            problem(post(service, "{\"directory\": \"" + "x".repeat(70_000) + "\"}"), 413);
            problem(service.send("/jobs/exports", "{}", "Authorization", jobs), 409); // the launcher has not started it
            assertThat(raw(
                            service,
                            "POST /jobs/checks HTTP/1.1\r\nHost: localhost\r\nAuthorization: " + jobs
                                    + "\r\nContent-Type: application/json\r\nContent-Length: 10\r\n\r\n{"))
                    .startsWith("HTTP/1.1 408");
            assertThat(TestDatabase.number(address, "SELECT count(*) FROM service_jobs"))
                    .isZero();
        }
    }

    private HttpResponse<String> post(RunningService service, String body) {
        return service.send("/jobs/imports", body, "Authorization", jobs);
    }

    /** What is answered to a request that is not sent to its end. */
    private static String raw(RunningService service, String request) throws IOException {
        URI root = URI.create(service.root());
        try (Socket socket = new Socket(root.getHost(), root.getPort())) {
            OutputStream out = socket.getOutputStream();
            out.write(request.getBytes(StandardCharsets.UTF_8));
            out.flush();
            InputStream in = socket.getInputStream();
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    /** Somebody else loads meanwhile, so that the first one has to wait, and the others for it. */
    @Test
    void jobsWaitForTheirTurnAndCanBeStopped() {
        SampleData.copy("baseline", home.resolve("data/2025-07-07"));
        SampleData.copy("next-day", home.resolve("data/2025-07-08"));
        DatabaseAddress address = TestDatabase.fresh(Database.SQLITE);
        List<Integer> positions = new ArrayList<>();
        try (RunningService service = new RunningService(home, address, settings, "")) {
            try (WriteSession other = WriteSession.open(address, Actor.atCommandLine())) {
                assertThat(other.connection()).isNotNull();
                for (String folder : List.of("2025-07-07", "2025-07-08")) {
                    post(service, wanted("data/" + folder, ""));
                }
                service.send("/jobs/checks", "{}", "Authorization", jobs);
                positions.add(RunningService.json(service.send("/jobs/3", null, "Authorization", reader))
                        .path("position")
                        .asInt());
                for (String order : List.of("stop", "resume")) {
                    String asked = "/jobs/2/" + order;
                    String words = "{\"options\": {}, \"now\": true}";
                    refused(service.send(asked, words, "Authorization", jobs), "options", "is unknown here");
                    problem(service.send(asked, "now", "Authorization", jobs), 400);
                    problem(service.send(asked, "{}", "Authorization", jobs, "Content-Type", "text/plain"), 415);
                }
                assertThat(RunningService.json(service.send("/jobs/2", null, "Authorization", reader))
                                .path("status")
                                .asString())
                        .isEqualTo("queued");
                String[] form = {"Authorization", jobs, "Content-Type", "application/x-www-form-urlencoded"};
                HttpResponse<String> stopped = service.send("/jobs/2/stop", "", form);
                assertThat(stopped.statusCode()).isEqualTo(202);
                assertThat(RunningService.json(stopped).path("status").asString())
                        .isEqualTo("stopped");
                problem(service.send("/jobs/2/stop", "", "Authorization", jobs), 409);
                problem(service.send("/jobs/3/resume", "", "Authorization", jobs), 409);
                positions.add(RunningService.json(service.send("/jobs/3", null, "Authorization", reader))
                        .path("position")
                        .asInt());
            }
            assertThat(positions).containsExactly(2, 1);
            assertThat(service.over("/jobs/3", "Authorization", reader)
                            .path("status")
                            .asString())
                    .isEqualTo("succeeded");
            assertThat(TestDatabase.number(address, "SELECT count(*) FROM loads"))
                    .isEqualTo(1);
            assertThat(service.send("/jobs/2/resume", "", "Authorization", jobs).statusCode())
                    .isEqualTo(202);
            assertThat(service.over("/jobs/2", "Authorization", reader)
                            .path("load_id")
                            .asLong())
                    .isEqualTo(2);
        }
    }

    /** What had to wait when the service ended is done by the next one, and what lies in the inbox is a job as well. */
    @Test
    void jobsOutliveTheService() throws IOException {
        SampleData.copy("baseline", home.resolve("data/2025-07-07"));
        DatabaseAddress address = TestDatabase.fresh(Database.SQLITE);
        try (WriteSession other = WriteSession.open(address, Actor.atCommandLine());
                RunningService service = new RunningService(home, address, settings, "")) {
            assertThat(other.connection()).isNotNull();
            assertThat(post(service, wanted("data/2025-07-07", "\"dry_run\": true"))
                            .statusCode())
                    .isEqualTo(202);
        }
        try (RunningService service = new RunningService(home, address, settings, "")) {
            JsonNode job = service.over("/jobs/1", "Authorization", reader);
            assertThat(job.path("status").asString()).isEqualTo("succeeded");
            assertThat(job.path("message").asString())
                    .isEqualTo("Dry run, nothing of it was kept: 1,400 read, 1,400 inserted, 0 updated, 0 rejected.");
            Path delivered = SampleData.copy("baseline", home.resolve("inbox/.today"));
            Files.createFile(delivered.resolve("_SUCCESS"));
            Files.move(delivered, home.resolve("inbox/today"));
            org.awaitility.Awaitility.await()
                    .until(() -> service.send("/jobs/2", null, "Authorization", reader)
                                    .statusCode()
                            == 200);
            JsonNode load = service.over("/jobs/2", "Authorization", reader);
            assertThat(load.path("origin").asString()).isEqualTo("inbox");
            assertThat(load.path("requested_by").asString()).isEqualTo("service");
            assertThat(load.path("request").path("directory").asString()).isEqualTo("today");
            assertThat(load.path("report").path("totals").path("read").asLong()).isEqualTo(1400);
        }
    }

    /** The machine itself may look, under its own names, and nobody have anything done. */
    @Test
    void withoutTokensNothingIsDoneForAnybody() throws IOException {
        DatabaseAddress address = TestDatabase.fresh(Database.SQLITE);
        try (RunningService service = new RunningService(home, address, "roots: " + home.resolve("data"), "")) {
            JsonNode all = RunningService.json(service.send("/jobs", null));
            assertThat(all.path("items").isEmpty()).isTrue();
            assertThat(all.path("deadline").isNull()).isTrue();
            assertThat(problem(service.send("/jobs/checks", "{}"), 401)
                            .path("detail")
                            .asString())
                    .startsWith("A token for jobs is needed, and there is none: `credit run --new-token NAME");
            assertThat(raw(service, "GET /jobs HTTP/1.1\r\nHost: evil.example.org\r\nConnection: close\r\n\r\n"))
                    .startsWith("HTTP/1.1 421");
            assertThat(raw(service, "TRACE /jobs HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"))
                    .doesNotStartWith("HTTP/1.1 200");
            JsonNode document = RunningService.json(service.send("/openapi.json", null));
            assertThat(document.path("paths").propertyNames())
                    .containsExactlyInAnyOrder(
                            "/jobs",
                            "/jobs/audit",
                            "/jobs/checks",
                            "/jobs/exports",
                            "/jobs/imports",
                            "/jobs/{id}",
                            "/jobs/{id}/events",
                            "/jobs/{id}/resume",
                            "/jobs/{id}/stop",
                            "/openapi.json");
            JsonNode job = document.path("components").path("schemas").path("JobAnswer");
            assertThat(job.path("properties")
                            .path("progress")
                            .path("anyOf")
                            .path(0)
                            .path("$ref")
                            .asString())
                    .isEqualTo("#/components/schemas/JobsProgressed");
            assertThat(job.path("required").toString())
                    .contains("\"requested_by\"")
                    .doesNotContain("load_id");
            document.findValuesAsString("$ref").forEach(ref -> assertThat(
                            document.at(ref.substring(1)).path("type").asString())
                    .as(ref)
                    .isEqualTo("object"));
        }
    }
}
