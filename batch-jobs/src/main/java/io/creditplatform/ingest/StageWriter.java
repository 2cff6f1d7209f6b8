package io.creditplatform.ingest;

import io.creditplatform.database.StagedRows;
import io.creditplatform.load.Load;
import java.sql.Connection;
import java.sql.SQLException;
import org.springframework.batch.infrastructure.item.Chunk;
import org.springframework.batch.infrastructure.item.ItemWriter;
import org.springframework.jdbc.core.JdbcOperations;

/** Writes accepted rows to the staging table and refused ones to quarantine, in the chunk's transaction. */
final class StageWriter implements ItemWriter<RowBlock> {

    private final Load load;
    private final ExtractFile file;
    private final Stage stage;
    private final Staged staged;
    private final JdbcOperations jdbc;

    /** Records how far staging is, in the chunk's transaction. */
    @FunctionalInterface
    interface Staged {

        /**
         * Records it.
         *
         * @param read records so far
         * @param rejected records that were refused in this chunk
         * @param rounded amounts that were rounded in this chunk
         */
        void record(long read, long rejected, long rounded, KeyOrder.Seen keys);
    }

    StageWriter(Load load, ExtractFile file, Stage stage, Staged staged, JdbcOperations jdbc) {
        this.load = load;
        this.file = file;
        this.stage = stage;
        this.staged = staged;
        this.jdbc = jdbc;
    }

    @Override
    public void write(Chunk<? extends RowBlock> chunk) {
        jdbc.execute((Connection connection) -> write(chunk, connection));
    }

    private int write(Chunk<? extends RowBlock> chunk, Connection connection) throws SQLException {
        long rounded = 0;
        long read = 0;
        KeyOrder.Seen keys = new KeyOrder.Seen(false, null, null);
        try (StagedRows rows = stage.rows(connection);
                Quarantine.Writer quarantine = new Quarantine.Writer(connection, load.id(), file)) {
            for (RowBlock block : chunk) {
                for (Row row : block.rows()) {
                    if (row instanceof Row.Accepted accepted) {
                        rows.add(accepted.line(), accepted.values());
                        rounded += accepted.rounded();
                    } else if (row instanceof Row.Rejected rejected) {
                        quarantine.add(rejected);
                    }
                }
                read = block.records();
                keys = block.keys();
            }
            rows.flush();
            staged.record(read, quarantine.finish(), rounded, keys);
            return chunk.size();
        }
    }
}
