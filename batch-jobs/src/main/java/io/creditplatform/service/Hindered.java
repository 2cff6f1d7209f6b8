package io.creditplatform.service;

import io.creditplatform.database.DatabaseAddress;
import io.creditplatform.database.DatabaseException;
import io.creditplatform.file.FileFailure;
import io.creditplatform.ingest.StoppedException;
import io.creditplatform.jobs.DatabaseBusyException;
import io.creditplatform.jobs.DatabaseFailure;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Objects;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells what is in the way of some work, which is tried again, from what stops it. */
final class Hindered {

    private static final Logger LOG = LoggerFactory.getLogger(Hindered.class);

    private Hindered() {}

    /** Work that may fail of what has nothing to do with it. */
    @FunctionalInterface
    interface Work {

        /** Does it. */
        void run() throws IOException;
    }

    /**
     * Has some work done.
     *
     * @param place where files are worked with, for people
     * @throws HindranceException if something is in the way that has nothing to do with the work
     * @throws StopException if a stop was requested
     */
    static void run(DatabaseAddress address, String place, Work work) {
        try {
            work.run();
        } catch (StoppedException e) {
            throw new StopException();
        } catch (DatabaseBusyException | DatabaseException e) {
            throw new HindranceException(String.valueOf(e.getMessage()));
        } catch (UncheckedIOException e) {
            throw new HindranceException(
                    e.getMessage() + ": " + FileFailure.reason(Objects.requireNonNull(e.getCause())) + ".");
        } catch (IOException e) {
            throw new HindranceException(place + " cannot be worked with: " + FileFailure.reason(e) + ".");
        } catch (StopException | HindranceException e) {
            throw e;
        } catch (RuntimeException e) {
            LOG.error("Unexpected failure", e);
            throw new HindranceException(DatabaseFailure.explain(address, e, "the service goes on by itself")
                    .orElseGet(() -> "unexpected failure: " + DatabaseFailure.reason(e)
                            + ". --log-format json shows the details."));
        }
    }
}
