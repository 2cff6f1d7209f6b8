package io.creditplatform.service;

import io.creditplatform.audit.Actor;
import io.creditplatform.console.Json;
import io.creditplatform.http.InvalidParameterException;
import io.creditplatform.text.Visible;
import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.server.ResponseStatusException;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectReader;

/** Reads what requests want to have done, and refuses all that cannot be read or may not be, before anything is noted. */
final class JobRequests {

    /** Of a body. */
    static final int MOST_BYTES = 64 << 10;

    /** Within which all of a body must be there; the server itself looks only at the time between two bytes. */
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    static final String KEY = "Idempotency-Key";

    /** Begins the keys of jobs that were asked for so, which are the names of their deliveries, too. */
    static final String KEYS = "http/";

    private static final String DIRECTORY = "directory";
    private static final String OPTIONS = "options";
    private static final String EXPECTED_BODY = "expected one such as {\"options\": {}}.";
    private static final ObjectReader READER = Json.MAPPER
            .reader()
            .with(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .with(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

    private final Roots roots;

    JobRequests(Roots roots) {
        this.roots = roots;
    }

    /** The job that a request wants. */
    Job.Wanted wanted(Job.Kind kind, HttpServletRequest request, Actor actor) throws IOException {
        JsonNode body = body(request);
        requireOnly(body.propertyNames(), kind == Job.Kind.IMPORT ? List.of(DIRECTORY, OPTIONS) : List.of(OPTIONS));
        Map<String, Object> wanted = new LinkedHashMap<>();
        if (kind == Job.Kind.IMPORT) {
            wanted.put(DIRECTORY, folder(body.path(DIRECTORY)));
        }
        wanted.put(OPTIONS, options(kind, body.path(OPTIONS)));
        return new Job.Wanted(
                KEYS + actor.name() + "/" + key(request.getHeader(KEY)),
                kind,
                Job.Origin.HTTP,
                actor,
                Json.MAPPER.writeValueAsString(wanted));
    }

    private static String key(@Nullable String given) {
        if (given == null) {
            return UUID.randomUUID().toString();
        } else if (!given.matches("[!-~]{1,100}")) {
            throw new InvalidParameterException(
                    KEY, "is " + Visible.quoted(given) + ", expected 1 to 100 characters of ASCII without blanks");
        }
        return given;
    }

    private String folder(JsonNode value) {
        if (!value.isString()) {
            throw new InvalidParameterException(
                    DIRECTORY, "is " + shown(value) + ", expected the name of a folder below " + roots);
        }
        return roots.folder(value.asString())
                .orElseThrow(() -> new InvalidParameterException(
                        DIRECTORY, "is " + shown(value) + ", expected a folder that is there, below " + roots))
                .toString();
    }

    private static JsonNode options(Job.Kind kind, JsonNode options) {
        List<JobOption> known = JobOption.of(kind);
        if (options.isMissingNode()) {
            return Json.MAPPER.createObjectNode();
        } else if (!options.isObject()) {
            throw new InvalidParameterException(OPTIONS, "is " + shown(options) + ", expected an object");
        }
        for (Map.Entry<String, JsonNode> given : options.properties()) {
            String name = OPTIONS + "." + given.getKey();
            JobOption option = known.stream()
                    .filter(each -> each.word().equals(given.getKey()))
                    .findFirst()
                    .orElseThrow(() -> new InvalidParameterException(
                            name,
                            "is unknown here, expected none but "
                                    + known.stream().map(JobOption::word).toList()));
            if (!option.takes(given.getValue())) {
                throw new InvalidParameterException(
                        name, "is " + shown(given.getValue()) + ", expected " + option.expected());
            }
        }
        return options;
    }

    private static String shown(JsonNode value) {
        if (value.isMissingNode()) {
            return "missing";
        }
        String text = value.isString() ? value.asString() : value.toString();
        return Visible.quoted(text.substring(0, Math.min(text.length(), 200)));
    }

    private static JsonNode body(HttpServletRequest request) throws IOException {
        String type = request.getContentType();
        if (type != null && !type.regionMatches(true, 0, MediaType.APPLICATION_JSON_VALUE, 0, 16)) {
            throw new ResponseStatusException(
                    HttpStatus.UNSUPPORTED_MEDIA_TYPE,
                    "The body is " + Visible.quoted(type) + ", expected application/json.");
        }
        byte[] bytes = bytes(request);
        if (bytes.length == 0) {
            return Json.MAPPER.createObjectNode();
        } else if (type == null) {
            throw new ResponseStatusException(
                    HttpStatus.UNSUPPORTED_MEDIA_TYPE, "The body has no Content-Type, expected application/json.");
        }
        try {
            JsonNode body = READER.readTree(bytes);
            if (body.isObject()) {
                return body;
            }
        } catch (JacksonException e) {
            throw new ResponseStatusException(
                    HttpStatus.BAD_REQUEST,
                    "The body is no JSON object, or has a name twice: line "
                            + e.getLocation().getLineNr() + ", column "
                            + e.getLocation().getColumnNr() + "; " + EXPECTED_BODY,
                    e);
        }
        throw new ResponseStatusException(HttpStatus.BAD_REQUEST, "The body is no JSON object, " + EXPECTED_BODY);
    }

    private static byte[] bytes(HttpServletRequest request) throws IOException {
        try {
            return read(request);
        } catch (IOException e) { // in whatever the server wraps that nothing has come for too long
            request.removeAttribute(RequestDispatcher.ERROR_EXCEPTION); // else it would say so in its own words
            throw tooSlow(e);
        }
    }

    private static byte[] read(HttpServletRequest request) throws IOException {
        if (request.getContentLengthLong() > MOST_BYTES) {
            throw tooLarge();
        }
        long end = System.nanoTime() + PATIENCE.toNanos();
        byte[] bytes = new byte[MOST_BYTES + 1];
        int length = 0;
        InputStream stream = request.getInputStream();
        int read = stream.read(bytes, length, bytes.length - length);
        while (read > 0) {
            length += read;
            if (length > MOST_BYTES) {
                throw tooLarge();
            } else if (System.nanoTime() - end > 0) {
                throw tooSlow(null);
            }
            read = stream.read(bytes, length, bytes.length - length);
        }
        return Arrays.copyOf(bytes, length);
    }

    private static ResponseStatusException tooSlow(@Nullable Throwable cause) {
        return new ResponseStatusException(
                HttpStatus.REQUEST_TIMEOUT,
                "The body took longer than " + PATIENCE.toSeconds() + " s. Send it at once.",
                cause);
    }

    private static ResponseStatusException tooLarge() {
        return new ResponseStatusException(
                HttpStatus.CONTENT_TOO_LARGE,
                "The body is longer than " + MOST_BYTES + " bytes, expected a few lines.");
    }

    /** Refuses parameters that an endpoint does not take. */
    static void requireOnly(HttpServletRequest request, String... known) {
        requireOnly(request.getParameterMap().keySet(), List.of(known));
    }

    /** Refuses all that would change what is done, where there is nothing to choose. */
    static void requireNothing(HttpServletRequest request) throws IOException {
        requireOnly(request);
        if (request.getContentLengthLong() != 0) { // some clients call nothing a form
            requireOnly(body(request).propertyNames(), List.of());
        }
    }

    private static void requireOnly(Collection<String> names, List<String> known) {
        names.stream().filter(name -> !known.contains(name)).findFirst().ifPresent(name -> {
            throw new InvalidParameterException(name, "is unknown here, expected none but " + known);
        });
    }

    /** A whole number that a request may give. */
    static long number(HttpServletRequest request, String name, long byDefault, long most) {
        String[] texts = request.getParameterValues(name);
        if (texts == null) {
            return byDefault;
        }
        String text = String.join(" ", texts);
        if (text.matches("[1-9][0-9]{0,17}") && Long.parseLong(text) <= most) {
            return Long.parseLong(text);
        }
        throw new InvalidParameterException(
                name, "is " + Visible.quoted(text) + ", expected a whole number from 1 to " + most);
    }
}
