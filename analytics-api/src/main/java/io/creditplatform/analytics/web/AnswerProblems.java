package io.creditplatform.analytics.web;

import io.creditplatform.database.Database;
import io.creditplatform.database.Refusal;
import io.creditplatform.http.Problem;
import io.creditplatform.http.Problems;
import io.creditplatform.past.NoSuchStateException;
import java.util.Optional;
import org.springframework.http.HttpStatus;

/** What may be in the way of an answer of the analytics besides what may be in that of any. */
final class AnswerProblems extends Problems {

    AnswerProblems(Database database) {
        super(database, "GET, HEAD, OPTIONS", Format.EXPECTED);
    }

    @Override
    protected boolean isOfTheClient(Throwable failure) {
        return failure instanceof PacedStream.SlowClientException || super.isOfTheClient(failure);
    }

    @Override
    protected Optional<Problem> own(Exception failure) {
        if (failure instanceof NoSuchStateException past) {
            return Optional.of(Problem.of(
                    past.isGone() ? HttpStatus.GONE : HttpStatus.NOT_FOUND, String.valueOf(failure.getMessage())));
        }
        return Optional.empty();
    }

    @Override
    protected Optional<Refusal> refusal(Exception failure) {
        return AnalyticsDatabase.refusal(database(), failure);
    }
}
