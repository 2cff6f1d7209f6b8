package io.creditplatform.http;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.creditplatform.console.Json;
import io.creditplatform.text.Visible;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;

/**
 * Why a request got no answer, after RFC 9457. It never holds SQL, a path of the server or a stack trace.
 *
 * @param type a name for the kind of problem
 * @param title the kind of problem in words
 * @param detail what was wrong in this case, and what was expected
 * @param parameter the parameter at fault, left out where there is none
 */
public record Problem(
        String type,
        String title,
        int status,
        String detail,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String parameter) {

    /** What it is sent as. */
    public static final String MEDIA_TYPE = "application/problem+json";

    private static final String TYPES = "urn:credit-platform:problem:";

    /** One that its status says enough of. */
    public static Problem of(HttpStatus status, String detail) {
        String kind =
                status.getReasonPhrase().toLowerCase(java.util.Locale.ROOT).replace(' ', '-');
        return new Problem(TYPES + kind, status.getReasonPhrase(), status.value(), detail, null);
    }

    /**
     * One of a method that does not go with the path.
     *
     * @param allowed those that do, as the header {@code Allow} has them
     */
    static Problem methodNotAllowed(String method, String allowed) {
        return of(
                HttpStatus.METHOD_NOT_ALLOWED,
                "Method " + Visible.quoted(method) + " is not allowed here, expected one of " + allowed + ".");
    }

    /** One of a parameter that is not what it has to be. */
    public static Problem parameter(String name, String detail) {
        return new Problem(
                TYPES + "invalid-parameter", "Invalid parameter", HttpStatus.BAD_REQUEST.value(), detail, name);
    }

    /** The database cannot be used for now. */
    public static Problem unavailable(String detail) {
        return new Problem(
                TYPES + "database-unavailable",
                "The database cannot be used now",
                HttpStatus.SERVICE_UNAVAILABLE.value(),
                detail,
                null);
    }

    /** As much is being done as the server does at once. */
    public static Problem crowded(String detail) {
        return new Problem(TYPES + "crowded", "Too much at once", HttpStatus.SERVICE_UNAVAILABLE.value(), detail, null);
    }

    /** Sends it; what was prepared for a success is taken back. */
    public void send(HttpServletResponse response) throws IOException {
        byte[] body = Json.MAPPER.writeValueAsBytes(this);
        response.resetBuffer();
        response.setStatus(status);
        response.setHeader("ETag", null);
        response.setHeader("Cache-Control", "no-store");
        response.setContentType(MEDIA_TYPE);
        response.setContentLength(body.length);
        response.getOutputStream().write(body);
    }
}
