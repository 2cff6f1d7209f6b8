package io.creditplatform.analytics.service;

import io.creditplatform.analytics.web.Answer;
import io.creditplatform.analytics.web.OfThisMoment;
import io.creditplatform.analytics.web.Single;
import io.swagger.v3.oas.annotations.Operation;
import java.util.Optional;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;

/** How the service is. */
@Controller
final class ServiceController {

    private final ServiceQuery service;

    ServiceController(ServiceQuery service) {
        this.service = service;
    }

    @Operation(summary = "The service: its inbox, jobs, deadline and what went wrong", description = """
                    services: what each `credit run` said of itself last, one for each inbox; none if there never was one. alive_until: until when it
                    is sure to have said so again. If that has passed and stopped_at is null, it was ended without a word, or cannot write to the
                    database; a job that is RUNNING goes on at its next start. complete: extracts that wait in the inbox; arriving: those that are not
                    complete yet; both are null if it cannot be looked at, and obstacle says why. late_since: the deadline by which no load was
                    published; null if none was missed, or a load came since. jobs: what is not over; ended: the newest 20 that are. status: QUEUED,
                    RUNNING, STOPPED, SUCCEEDED or FAILED; kind: IMPORT, CHECK, EXPORT or PRUNE; origin: INBOX, SCHEDULE or HTTP.
                    events: the newest 20 things that somebody had to know, each with reasons and the next step; kind: FAILED, GATE_NOT_MET, LATE or
                    RECOVERED. It is of this moment: it takes no load, and no export holds it.
""")
    @OfThisMoment
    @GetMapping("/api/service")
    Single<ServiceOverview> service() {
        return Single.of("service", () -> Optional.of(service.overview())).restingOn(Answer.Basis.SERVICE);
    }
}
