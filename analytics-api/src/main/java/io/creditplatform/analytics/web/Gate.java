package io.creditplatform.analytics.web;

import io.creditplatform.http.BrowserHeaders;
import io.creditplatform.http.Problem;
import io.creditplatform.http.Tokens;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;

/** What every request passes before anything else looks at it: who may ask, how often, and what browsers may do with the answer. */
final class Gate extends HttpFilter {

    private static final long serialVersionUID = 1L;

    private final transient Clients clients;
    private final transient RateLimit rateLimit;

    Gate(Clients clients, RateLimit rateLimit) {
        this.clients = clients;
        this.rateLimit = rateLimit;
    }

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        BrowserHeaders.tell(response);
        if (request.getAttribute(SparingAdapter.CROWDED) != null) {
            response.setHeader("Retry-After", "1");
            Problem.crowded("The server answers as many requests as it can. Ask again.")
                    .send(response);
            return;
        }
        boolean preflight = admitOrigin(request.getHeader("Origin"), request, response);
        if (!clients.isName(request.getHeader("Host"))) {
            Problem.of(
                            HttpStatus.MISDIRECTED_REQUEST,
                            "This server answers to localhost and 127.0.0.1 only. Start it with --tokens to have it answer to others.")
                    .send(response);
        } else if (!rateLimit.admits(request.getRemoteAddr())) {
            response.setHeader("Retry-After", "1");
            Problem.of(
                            HttpStatus.TOO_MANY_REQUESTS,
                            "More than " + clients.requestsPerSecond() + " requests a second. Send fewer.")
                    .send(response);
        } else if (request.getRequestURI().indexOf(';') >= 0) {
            // Else it would be left out silently, and /api/sellers/1;a=b be another name of seller 1.
            Problem.of(HttpStatus.BAD_REQUEST, "The path holds a ';', which no path here does.")
                    .send(response);
        } else if (preflight) {
            response.setStatus(HttpServletResponse.SC_NO_CONTENT);
        } else if (clients.isOpen(request.getRequestURI()) || clients.admit(request.getHeader("Authorization"))) {
            chain.doFilter(request, new PacedResponse(response));
        } else {
            response.setHeader("WWW-Authenticate", "Bearer");
            Problem.of(HttpStatus.UNAUTHORIZED, Tokens.needed(request.getHeader("Authorization")))
                    .send(response);
        }
    }

    /** Lets pages of the one origin that is allowed read answers; tells whether the browser only asks whether they may. */
    private boolean admitOrigin(@Nullable String origin, HttpServletRequest request, HttpServletResponse response) {
        if (clients.origin() == null || !clients.origin().equals(origin)) {
            return false;
        }
        response.setHeader("Access-Control-Allow-Origin", origin);
        response.addHeader("Vary", "Origin");
        response.setHeader("Access-Control-Expose-Headers", "ETag, Retry-After");
        boolean preflight =
                request.getMethod().equals("OPTIONS") && request.getHeader("Access-Control-Request-Method") != null;
        if (preflight) {
            response.setHeader("Access-Control-Allow-Methods", "GET, HEAD");
            response.setHeader("Access-Control-Allow-Headers", "Authorization, If-None-Match");
        }
        return preflight;
    }
}
