package io.creditplatform.service;

import static org.assertj.core.api.Assertions.assertThat;

import io.creditplatform.audit.Actor;
import io.creditplatform.database.Database;
import io.creditplatform.testing.TestDatabase;
import java.time.Clock;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Which jobs belong together. */
class JobTableTest {

    private static Job ended(JobTable jobs, Job.Origin origin, Job.Kind kind, Job.Status status) {
        String key =
                origin + "/" + kind + "/" + jobs.newest(100, Long.MAX_VALUE).size();
        Job job = jobs.add(new Job.Wanted(key, kind, origin, Actor.atCommandLine(), "{}"));
        jobs.end(job, new Job.End(status, null, null, null));
        return job;
    }

    /** A schedule's import that fails is not all right again because something was delivered. */
    @ParameterizedTest
    @EnumSource
    void jobBeforeIsOfTheSameOriginAndKind(Database database) {
        JobTable jobs = new JobTable(TestDatabase.fresh(database), Clock.systemUTC());
        Job scheduled = ended(jobs, Job.Origin.SCHEDULE, Job.Kind.IMPORT, Job.Status.FAILED);
        Job delivered = ended(jobs, Job.Origin.INBOX, Job.Kind.IMPORT, Job.Status.SUCCEEDED);
        ended(jobs, Job.Origin.SCHEDULE, Job.Kind.CHECK, Job.Status.SUCCEEDED);
        Job again = ended(jobs, Job.Origin.SCHEDULE, Job.Kind.IMPORT, Job.Status.SUCCEEDED);

        assertThat(jobs.endedBefore(scheduled)).isEmpty();
        assertThat(jobs.endedBefore(delivered)).isEmpty();
        assertThat(jobs.endedBefore(again)).map(Job::id).contains(scheduled.id());
        assertThat(jobs.endedBefore(again)).map(Job::status).contains(Job.Status.FAILED);
    }
}
