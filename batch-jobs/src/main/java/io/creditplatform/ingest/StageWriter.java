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
    private final Loads loads;
    private final JdbcOperations jdbc;

    StageWriter(Load load, ExtractFile file, Stage stage, Loads loads, JdbcOperations jdbc) {
        this.load = load;
        this.file = file;
        this.stage = stage;
        this.loads = loads;
        this.jdbc = jdbc;
    }

    @Override
    public void write(Chunk<? extends RowBlock> chunk) {
        jdbc.execute((Connection connection) -> write(chunk, connection));
    }

    private int write(Chunk<? extends RowBlock> chunk, Connection connection) throws SQLException {
        long rounded = 0;
        long read = 0;
        boolean ascending = false;
        try (StagedRows staged = stage.rows(connection);
                Quarantine.Writer quarantine = new Quarantine.Writer(connection, load.id(), file)) {
            for (RowBlock block : chunk) {
                for (Row row : block.rows()) {
                    if (row instanceof Row.Accepted accepted) {
                        staged.add(accepted.line(), accepted.values());
                        rounded += accepted.rounded();
                    } else if (row instanceof Row.Rejected rejected) {
                        quarantine.add(rejected);
                    }
                }
                read = block.records();
                ascending = block.keysAscending();
            }
            staged.flush();
            loads.staged(load.id(), file.feed().name(), read, quarantine.finish(), rounded, ascending);
            return chunk.size();
        }
    }
}
