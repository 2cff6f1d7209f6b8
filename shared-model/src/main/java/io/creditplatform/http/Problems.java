package io.creditplatform.http;

import io.creditplatform.console.Shortage;
import io.creditplatform.database.Database;
import io.creditplatform.database.Refusal;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;
import org.springframework.core.Ordered;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.web.ErrorResponse;
import org.springframework.web.HttpRequestMethodNotSupportedException;
import org.springframework.web.context.request.async.AsyncRequestNotUsableException;
import org.springframework.web.servlet.HandlerExceptionResolver;
import org.springframework.web.servlet.ModelAndView;

/** Turns every failure of an endpoint into a {@link Problem}. */
public class Problems implements HandlerExceptionResolver, Ordered {

    private static final Logger LOG = LoggerFactory.getLogger(Problems.class);

    /** Seconds after which asking again makes sense while the database cannot be used. */
    private static final String RETRY_AFTER = "5";

    private final Database database;
    private final String methods;
    private final String acceptable;

    /**
     * Those of a server.
     *
     * @param database the kind of database that failures come from
     * @param methods those that there are on this server
     * @param acceptable a sentence for clients that accept nothing of what there is
     */
    public Problems(Database database, String methods, String acceptable) {
        this.database = database;
        this.methods = methods;
        this.acceptable = acceptable;
    }

    /** The kind of database that failures come from. */
    protected final Database database() {
        return database;
    }

    /** What a server says of failures that only it knows. */
    protected Optional<Problem> own(Exception failure) {
        return Optional.empty();
    }

    /** Why the database refused its service, if that is what happened. */
    protected Optional<Refusal> refusal(Exception failure) {
        return Refusal.of(database, failure);
    }

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
        if (problem.status() == HttpStatus.METHOD_NOT_ALLOWED.value()) {
            response.setHeader("Allow", allowed(failure)); // Spring's words and Tomcat's differ
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

    /** The methods that go with the path, as far as Spring has found out. */
    private String allowed(Exception failure) {
        Set<HttpMethod> supported = failure instanceof HttpRequestMethodNotSupportedException refused
                ? refused.getSupportedHttpMethods()
                : null;
        return supported == null
                ? methods
                : Stream.of(methods.split(", "))
                        .filter(name -> name.equals("OPTIONS")
                                || supported.contains(HttpMethod.valueOf(name.equals("HEAD") ? "GET" : name)))
                        .collect(Collectors.joining(", "));
    }

    /** Whether the client went away, which is no concern of who runs the server. */
    protected boolean isOfTheClient(Throwable failure) {
        return failure instanceof AsyncRequestNotUsableException
                || (failure.getCause() != null && isOfTheClient(failure.getCause()));
    }

    private Problem problem(HttpServletRequest request, Exception failure) {
        Optional<Problem> own = own(failure);
        if (own.isPresent()) {
            return own.get();
        } else if (failure instanceof InvalidParameterException invalid) {
            return Problem.parameter(invalid.parameter(), String.valueOf(invalid.getMessage()));
        } else if (failure instanceof org.apache.tomcat.util.http.InvalidParameterException) {
            return Problem.of(
                    HttpStatus.BAD_REQUEST,
                    "The query cannot be read, expected at most " + Containers.MOST_PARAMETERS
                            + " parameters in percent-encoded UTF-8, such as name=%C3%89U.");
        } else if (failure instanceof NotFoundException) {
            return Problem.of(HttpStatus.NOT_FOUND, String.valueOf(failure.getMessage()));
        } else if (failure instanceof CrowdedException) {
            return Problem.crowded(String.valueOf(failure.getMessage()));
        } else if (failure instanceof ErrorResponse framework) {
            return framework(request, framework);
        }
        Optional<String> shortage = Shortage.of(failure);
        if (shortage.isPresent()) {
            LOG.error("No answer to {}: {}.", request.getRequestURI(), shortage.get());
            return Problem.unavailable("The server has too little to answer with; its log says of what.");
        }
        return database(failure).orElseGet(() -> {
            log(Level.ERROR, "No answer to " + request.getRequestURI(), failure);
            return Problem.of(HttpStatus.INTERNAL_SERVER_ERROR, "The server failed to answer; its log says why.");
        });
    }

    private Problem framework(HttpServletRequest request, ErrorResponse framework) {
        HttpStatus status = HttpStatus.valueOf(framework.getStatusCode().value());
        if (status == HttpStatus.METHOD_NOT_ALLOWED) {
            return Problem.methodNotAllowed(request.getMethod(), allowed((Exception) framework));
        }
        return Problem.of(
                status,
                switch (status) {
                    case NOT_FOUND ->
                        "There is nothing at " + request.getRequestURI() + "; /openapi.json lists what there is.";
                    case NOT_ACCEPTABLE -> acceptable;
                    default -> String.valueOf(framework.getBody().getDetail());
                });
    }

    /** A failure of the database: what it lacks, or that it took too long, or that it is not there for the moment. */
    private Optional<Problem> database(Exception failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof UnavailableException unusable) {
                return Optional.of(Problem.unavailable(String.valueOf(unusable.getMessage())));
            }
        }
        return refusal(failure).map(refusal -> switch (refusal.cause()) {
            case TIME_OUT ->
                Problem.unavailable("The answer took longer than the server allows. Ask for less, or later.");
            case BUSY, CROWDED, CHANGED -> refused(failure, "The database is busy", refusal);
            case LOST, UNREACHABLE, IDLE -> refused(failure, "The database cannot be reached", refusal);
            case DISK, DAMAGED, NO_DATABASE, NO_FILE -> refused(failure, "The database cannot be read", refusal);
            case REPLAYED -> refused(failure, "The database has changed what was being read. Ask again", refusal);
            case NO_RIGHTS, READ_ONLY, STANDBY, UNSETTLED, POOLED ->
                refused(failure, "The database does not let the server read", refusal);
            case OVERFLOW -> tooLarge();
            case FULL, NO_MORE_ROOM, TOO_LARGE, ENCODING, OTHER ->
                refused(failure, "The database did not answer", refusal);
        });
    }

    private static Problem tooLarge() {
        return Problem.of(
                HttpStatus.UNPROCESSABLE_CONTENT,
                "The amounts that the answer is about add up to more than 92,233,720,368,547,758.07, which no sum can hold."
                        + " Ask about fewer of them.");
    }

    /** Clients learn what kind of thing is the matter; what the database itself said is for who runs the server. */
    private static Problem refused(Exception failure, String sentence, Refusal refusal) {
        LOG.warn("{}: {}. {}.", sentence, refusal.reason(), refusal.remedy());
        LOG.info("{}", sentence, failure);
        return Problem.unavailable(sentence + "; the server's log says why.");
    }

    /** Answers refer to this. Whoever reads the log on a terminal gets the sentence; log collectors get where it happened too. */
    private static void log(Level level, String sentence, Exception failure) {
        LOG.atLevel(level).log("{}: {}", sentence, failure.toString());
        LOG.info("{}", sentence, failure);
    }
}
