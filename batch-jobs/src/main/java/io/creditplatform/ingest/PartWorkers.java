package io.creditplatform.ingest;

import org.springframework.batch.core.partition.PartitionHandler;

/** Who stages the parts of a load, several at once. */
public interface PartWorkers extends AutoCloseable {

    /** Has the parts of a load staged by whoever that is; each is an execution that {@link PartStaging#step} takes. */
    PartitionHandler handler(PartStaging staging);

    /** Lets go of them. */
    @Override
    void close();
}
