package io.creditplatform.ingest;

import io.creditplatform.load.Load;
import org.springframework.batch.core.repository.JobRepository;
import org.springframework.batch.core.step.Step;
import org.springframework.batch.core.step.builder.StepBuilder;

/** The step that has all files of a load staged in parts. The threads of its workers tell it how far they are. */
final class StageInParts {

    private static final String NAME = "stage";

    private final Extract extract;
    private final LoadParts parts;
    private final ImportSteps.Options options;
    private final PartStaging staging;
    private long bytes;

    StageInParts(Load load, Extract extract, LoadParts parts, ImportSteps.Options options) {
        this.extract = extract;
        this.parts = parts;
        this.options = options;
        this.staging = new PartStaging(
                load,
                extract.files(),
                new PartStaging.Options(
                        options.database(),
                        options.blocksPerChunk(),
                        options.clock(),
                        options.stopRequested(),
                        this::advance));
    }

    Step step(JobRepository jobRepository, PartWorkers workers) {
        return new StepBuilder(NAME, jobRepository)
                .partitioner(PartStaging.STEP, gridSize -> staging.open(parts))
                .partitionHandler(workers.handler(staging))
                .allowStartIfComplete(true)
                .build();
    }

    private synchronized void advance(long more) {
        bytes += more;
        options.progress().at(NAME, bytes, extract.bytes());
    }
}
