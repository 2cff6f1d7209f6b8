package io.creditplatform.analytics.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.SQLException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;
import org.springframework.core.Ordered;
import org.springframework.http.HttpStatus;
import org.springframework.web.ErrorResponse;
import org.springframework.web.context.request.async.AsyncRequestNotUsableException;
import org.springframework.web.servlet.HandlerExceptionResolver;
import org.springframework.web.servlet.ModelAndView;

/** Turns every failure of an endpoint into a {@link Problem}. */
final class Problems implements HandlerExceptionResolver, Ordered {

    private static final Logger LOG = LoggerFactory.getLogger(Problems.class);

    /** Seconds after which asking again makes sense while the database cannot be used. */
    private static final String RETRY_AFTER = "5";

    @Override
    public int getOrder() {
        return HIGHEST_PRECEDENCE;
    }

    @Override
    public ModelAndView resolveException(
            HttpServletRequest request, HttpServletResponse response, @Nullable Object handler, Exception failure) {
        if (response.isCommitted()) {
            // The rest of a stream: only an end without its last chunk tells the client that something is missing.
            LOG.atLevel(isOfTheClient(failure) ? Level.INFO : Level.WARN)
                    .log(
                            "The answer to {} broke off: {}",
                            request.getRequestURI(),
                            String.valueOf(failure.getMessage()));
            throw new UncheckedIOException(new IOException("The answer broke off", failure));
        }
        Problem problem = problem(request, failure);
        if (failure instanceof ErrorResponse framework) {
            framework.getHeaders().forEach((name, values) -> values.forEach(value -> response.setHeader(name, value)));
        }
        if (problem.status() == HttpStatus.SERVICE_UNAVAILABLE.value()) {
            response.setHeader("Retry-After", RETRY_AFTER);
        }
        try {
            problem.send(response);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new ModelAndView();
    }

    /** Whether the client went away, which is no concern of who runs the server. */
    private static boolean isOfTheClient(Throwable failure) {
        return failure instanceof AsyncRequestNotUsableException
                || (failure.getCause() != null && isOfTheClient(failure.getCause()));
    }

    private static Problem problem(HttpServletRequest request, Exception failure) {
        if (failure instanceof InvalidParameterException invalid) {
            return Problem.parameter(invalid.parameter(), String.valueOf(invalid.getMessage()));
        } else if (failure instanceof org.apache.tomcat.util.http.InvalidParameterException) {
            return Problem.of(
                    HttpStatus.BAD_REQUEST,
                    "The query cannot be read, expected at most " + ServeCommand.MOST_PARAMETERS
                            + " parameters in percent-encoded UTF-8, such as market=%C3%89U.");
        } else if (failure instanceof NotFoundException) {
            return Problem.of(HttpStatus.NOT_FOUND, String.valueOf(failure.getMessage()));
        } else if (failure instanceof ErrorResponse framework) {
            return framework(request, framework);
        }
        return database(failure).orElseGet(() -> {
            log(Level.ERROR, "No answer to " + request.getRequestURI(), failure);
            return Problem.of(HttpStatus.INTERNAL_SERVER_ERROR, "The server failed to answer; its log says why.");
        });
    }

    private static Problem framework(HttpServletRequest request, ErrorResponse framework) {
        HttpStatus status = HttpStatus.valueOf(framework.getStatusCode().value());
        if (status == HttpStatus.METHOD_NOT_ALLOWED) {
            return Problem.methodNotAllowed(request.getMethod());
        }
        return Problem.of(
                status,
                switch (status) {
                    case NOT_FOUND ->
                        "There is nothing at " + request.getRequestURI() + "; /openapi.json lists what there is.";
                    case NOT_ACCEPTABLE -> Format.EXPECTED;
                    default -> String.valueOf(framework.getBody().getDetail());
                });
    }

    /** A failure of the database: what it lacks, or that it took too long, or that it is not there for the moment. */
    private static Optional<Problem> database(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof UnavailableException unusable) {
                return Optional.of(Problem.unavailable(String.valueOf(unusable.getMessage())));
            } else if (cause instanceof SQLException sql) {
                if (isTimeout(sql)) {
                    return Optional.of(Problem.unavailable(
                            "The answer took longer than the server allows. Ask for less, or later."));
                }
                log(Level.WARN, "The database did not answer", sql);
                return Optional.of(Problem.unavailable("The database did not answer; the server's log says why."));
            }
        }
        return Optional.empty();
    }

    /** Answers refer to this. Whoever reads the log on a terminal gets the sentence; log collectors get where it happened too. */
    private static void log(Level level, String sentence, Exception failure) {
        LOG.atLevel(level).log("{}: {}", sentence, failure.toString());
        LOG.info("{}", sentence, failure);
    }

    private static boolean isTimeout(SQLException failure) {
        return "57014".equals(failure.getSQLState())
                || String.valueOf(failure.getMessage()).contains("SQLITE_INTERRUPT");
    }
}
