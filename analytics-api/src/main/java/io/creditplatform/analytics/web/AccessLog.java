package io.creditplatform.analytics.web;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Logs each request with its outcome: as one line for people, with the same as fields for log collectors. */
final class AccessLog extends HttpFilter {

    private static final long serialVersionUID = 1L;

    /** Its name is in the log's own settings too. */
    static final String NAME = "io.creditplatform.access";

    private static final Logger LOG = LoggerFactory.getLogger(NAME);

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        if (!LOG.isInfoEnabled()) {
            chain.doFilter(request, response);
            return;
        }
        long start = System.nanoTime();
        try {
            chain.doFilter(request, response);
        } finally {
            long micros = TimeUnit.NANOSECONDS.toMicros(System.nanoTime() - start);
            String query = request.getQueryString() == null ? "" : "?" + request.getQueryString();
            LOG.atInfo()
                    .addKeyValue("client", request.getRemoteAddr())
                    .addKeyValue("method", request.getMethod())
                    .addKeyValue("path", request.getRequestURI() + query)
                    .addKeyValue("status", response.getStatus())
                    .addKeyValue("micros", micros)
                    .log(
                            "{} {} {}{} {} {} µs",
                            request.getRemoteAddr(),
                            request.getMethod(),
                            request.getRequestURI(),
                            query,
                            response.getStatus(),
                            micros);
        }
    }
}
