package io.creditplatform.service;

import io.creditplatform.database.Database;
import io.creditplatform.database.DatabaseException;
import io.creditplatform.http.Problem;
import io.creditplatform.http.Problems;
import io.creditplatform.jobs.DatabaseBusyException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.task.TaskRejectedException;
import org.springframework.http.HttpStatus;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.ModelAndView;

/** What may be in the way of an answer about jobs besides what may be in that of any. */
final class ServiceProblems extends Problems {

    /** The methods that there are. */
    static final String METHODS = "GET, HEAD, POST, OPTIONS";

    private static final Logger LOG = LoggerFactory.getLogger(ServiceProblems.class);

    ServiceProblems(Database database) {
        super(database, METHODS, "Accept names nothing that this endpoint answers with, expected application/json.");
    }

    /** Where a body has not come in time, the server has said so itself. */
    @Override
    public ModelAndView resolveException(
            HttpServletRequest request, HttpServletResponse response, @Nullable Object handler, Exception failure) {
        boolean tooSlow = failure instanceof ResponseStatusException refused
                && refused.getStatusCode().equals(HttpStatus.REQUEST_TIMEOUT);
        return tooSlow && response.isCommitted()
                ? new ModelAndView()
                : super.resolveException(request, response, handler, failure);
    }

    @Override
    protected Optional<Problem> own(Exception failure) {
        if (failure instanceof TaskRejectedException) {
            return Optional.of(
                    Problem.crowded("As many follow jobs as may at once. Ask again, or ask for the job itself."));
        } else if (failure instanceof DatabaseException || failure instanceof DatabaseBusyException) {
            LOG.warn("No answer: {}", failure.getMessage());
            return Optional.of(Problem.unavailable(
                    "The database cannot be used now, as while a load is published; the service's log says why."));
        }
        return Optional.empty();
    }
}
