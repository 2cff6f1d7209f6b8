package io.creditplatform.ingest;

import io.creditplatform.database.StagedRows;
import io.creditplatform.load.Load;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.BitSet;
import java.util.List;
import java.util.function.Consumer;
import org.springframework.batch.infrastructure.item.Chunk;
import org.springframework.batch.infrastructure.item.ItemWriter;
import org.springframework.jdbc.core.JdbcOperations;

/** Writes accepted rows to the staging table and refused ones to quarantine, in the chunk's transaction. */
final class StageWriter implements ItemWriter<RowBlock> {

    private final Load load;
    private final ExtractFile file;
    private final Stage stage;
    private final Consumer<Progress> staged;
    private final KnownRows known;
    private final JdbcOperations jdbc;

    /**
     * How far staging is after a chunk.
     *
     * @param read records so far
     * @param known rows of this chunk that were not staged, since they are in the table already
     * @param rejected records that were refused in this chunk
     * @param rounded amounts that were rounded in this chunk
     * @param keys what was seen of the keys of all rows so far
     */
    record Progress(long read, long known, long rejected, long rounded, KeyOrder.Seen keys) {}

    /** @param staged records how far staging is, in the chunk's transaction */
    StageWriter(
            Load load, ExtractFile file, Stage stage, Consumer<Progress> staged, KnownRows known, JdbcOperations jdbc) {
        this.load = load;
        this.file = file;
        this.stage = stage;
        this.staged = staged;
        this.known = known;
        this.jdbc = jdbc;
    }

    @Override
    public void write(Chunk<? extends RowBlock> chunk) {
        jdbc.execute((Connection connection) -> write(chunk, connection));
    }

    private int write(Chunk<? extends RowBlock> chunk, Connection connection) throws SQLException {
        List<RowBlock> blocks = List.copyOf(chunk.getItems());
        List<BitSet> unstaged = known.among(blocks, connection);
        long rounded = 0;
        try (StagedRows rows = stage.rows(connection)) {
            for (int i = 0; i < blocks.size(); i++) {
                rounded += stage(blocks.get(i), unstaged.get(i), rows);
            }
            rows.flush();
        }
        long rejected = reject(blocks, connection);
        if (!blocks.isEmpty()) {
            RowBlock last = blocks.get(blocks.size() - 1);
            long among = unstaged.stream().mapToLong(BitSet::cardinality).sum();
            staged.accept(new Progress(last.records(), among, rejected, rounded, last.keys()));
        }
        return blocks.size();
    }

    /** Returns how many amounts were rounded. */
    private static long stage(RowBlock block, BitSet unstaged, StagedRows rows) throws SQLException {
        long rounded = 0;
        for (int i = 0; i < block.rows().size(); i++) {
            if (block.rows().get(i) instanceof Row.Accepted accepted) {
                if (!unstaged.get(i)) {
                    rows.add(accepted.line(), accepted.values());
                }
                rounded += accepted.rounded();
            }
        }
        return rounded;
    }

    /** Returns how many rows were refused. */
    private long reject(List<RowBlock> blocks, Connection connection) throws SQLException {
        try (Quarantine.Writer quarantine = new Quarantine.Writer(connection, load.id(), file)) {
            for (RowBlock block : blocks) {
                for (Row row : block.rows()) {
                    if (row instanceof Row.Rejected rejected) {
                        quarantine.add(rejected);
                    }
                }
            }
            return quarantine.finish();
        }
    }
}
