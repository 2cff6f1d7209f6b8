package io.creditplatform.analytics.web;

import io.creditplatform.http.OwnName;
import io.creditplatform.http.Tokens;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Whom the server answers.
 *
 * @param tokens the tokens that clients must show, or null where none is needed
 * @param onlyThisMachine whether requests must be addressed to this machine by one of its own names, so that a page from
 *     elsewhere, whose name was made to lead here, cannot have a browser read what only this machine may
 * @param origin the one origin whose pages may read answers in a browser, or null
 * @param requestsPerSecond how many requests a client may send, or 0 for any number
 */
record Clients(
        @Nullable Tokens tokens,
        boolean onlyThisMachine,
        @Nullable String origin,
        int requestsPerSecond) {

    /** What holds no data, so that it can be had without a token: the page that asks for one, and what watches the server. */
    private static final Set<String> OPEN =
            Set.of("/", "/actuator/health", "/actuator/health/liveness", "/actuator/health/readiness");

    /** The page's own files. Names of letters alone: nothing that a server reads as another path can hide in them. */
    private static final Pattern PAGE_FILE = Pattern.compile("/page(/[a-z]+)+(\\.[a-z]+)+");

    /** Swagger UI, whose files are anybody's. The description that it shows is not among them. */
    private static final Pattern DESCRIPTION_FILE =
            Pattern.compile("/swagger-ui(\\.html|/[a-z0-9]+(-[a-z0-9]+)*\\.(html|css|js|png))");

    /** Whether a path, as the client wrote it, may be had by everybody. All that is not listed may not. */
    boolean isOpen(String path) {
        return tokens == null
                || OPEN.contains(path)
                || PAGE_FILE.matcher(path).matches()
                || DESCRIPTION_FILE.matcher(path).matches();
    }

    /** Whether the client may have what is not open. */
    boolean admit(@Nullable String authorization) {
        return tokens == null
                || tokens.shown(authorization)
                        .filter(token -> token.use() == Tokens.Use.READ)
                        .isPresent();
    }

    /** Whether a request is addressed to a name that may be used. */
    boolean isName(@Nullable String hostHeader) {
        return !onlyThisMachine || OwnName.is(hostHeader);
    }
}
