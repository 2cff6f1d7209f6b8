package io.creditplatform.load;

import io.creditplatform.database.ManyRows;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * How far several workers are with the parts of a load that is not through.
 *
 * @param waiting parts that nobody is at
 * @param running parts that a worker is at
 * @param done parts that are through
 * @param read records that were read of all of them
 * @param triedAgain parts that were tried more than once
 */
public record PartFigures(long waiting, long running, long done, long read, long triedAgain) {

    /**
     * Reads them.
     *
     * @return empty where no load is staged in parts
     */
    public static Optional<PartFigures> read(Connection connection) throws SQLException {
        List<PartFigures> found = new ArrayList<>();
        ManyRows.<SQLException>read(
                connection,
                """
                SELECT count(CASE WHEN is_done = 0 AND claim IS NULL THEN 1 END) AS waiting,
                    count(CASE WHEN is_done = 0 AND claim IS NOT NULL THEN 1 END) AS running,
                    count(CASE WHEN is_done = 1 THEN 1 END) AS done,
                    coalesce(sum("read"), 0) AS records, count(CASE WHEN tries > 1 THEN 1 END) AS again
                FROM load_parts
                """,
                List.of(),
                row -> found.add(new PartFigures(
                        row.getLong("waiting"),
                        row.getLong("running"),
                        row.getLong("done"),
                        row.getLong("records"),
                        row.getLong("again"))));
        return found.stream().findFirst().filter(parts -> parts.waiting + parts.running + parts.done > 0);
    }
}
