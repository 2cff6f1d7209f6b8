package io.creditplatform.service;

import io.creditplatform.audit.Actor;
import io.creditplatform.http.BrowserHeaders;
import io.creditplatform.http.OwnName;
import io.creditplatform.http.Problem;
import io.creditplatform.http.Tokens;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;

/**
 * What every request passes before anything else looks at it. Without tokens, this machine may look; to have something done, one needs
 * a token for jobs.
 */
final class TokenGuard extends HttpFilter {

    private static final long serialVersionUID = 1L;

    private static final String ACTOR = TokenGuard.class.getName();

    /** What holds no data. */
    private static final Set<String> OPEN =
            Set.of("/actuator/health", "/actuator/health/liveness", "/actuator/health/readiness");

    private static final Set<String> LOOKING = Set.of("GET", "HEAD", "OPTIONS");

    private final transient @Nullable Tokens tokens;

    TokenGuard(@Nullable Tokens tokens) {
        this.tokens = tokens;
    }

    /** Whoever has something done by a request. */
    static Actor actor(HttpServletRequest request) {
        return (Actor) Objects.requireNonNull(request.getAttribute(ACTOR));
    }

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        BrowserHeaders.tell(response);
        Optional<Tokens.Token> token =
                tokens == null ? Optional.empty() : tokens.shown(request.getHeader("Authorization"));
        boolean looks = LOOKING.contains(request.getMethod());
        if (tokens == null && !OwnName.is(request.getHeader("Host"))) {
            Problem.of(
                            HttpStatus.MISDIRECTED_REQUEST,
                            "This server answers to localhost and 127.0.0.1 only. Set http.tokens to have it answer to others.")
                    .send(response);
        } else if (request.getRequestURI().indexOf(';') >= 0) {
            Problem.of(HttpStatus.BAD_REQUEST, "The path holds a ';', which no path here does.")
                    .send(response);
        } else if (looks && (tokens == null || OPEN.contains(request.getRequestURI()) || token.isPresent())) {
            chain.doFilter(request, response);
        } else if (token.isEmpty()) {
            response.setHeader("WWW-Authenticate", "Bearer");
            Problem.of(
                            HttpStatus.UNAUTHORIZED,
                            tokens == null
                                    ? "A token for jobs is needed, and there is none: `credit run --new-token NAME --tokens FILE` makes"
                                            + " one, and http.tokens names the file."
                                    : Tokens.needed(request.getHeader("Authorization")))
                    .send(response);
        } else if (token.get().use() != Tokens.Use.JOBS) {
            Problem.of(
                            HttpStatus.FORBIDDEN,
                            "This token is for reading, expected one for jobs: `credit run --new-token NAME --tokens FILE` makes one.")
                    .send(response);
        } else {
            request.setAttribute(ACTOR, Actor.overHttp(token.get().name(), request.getRemoteAddr()));
            chain.doFilter(request, response);
        }
    }
}
