package io.creditplatform.load;

import io.creditplatform.database.Database;
import io.creditplatform.database.ManyRows;
import java.math.BigDecimal;
import java.math.MathContext;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The newest published load as whoever watches the platform sees it.
 *
 * @param qualities by entity, in the order of the alphabet, what the newest check found; none before there is one
 */
public record LoadFigures(LoadReport report, List<Quality> qualities) {

    public LoadFigures {
        qualities = List.copyOf(qualities);
    }

    /**
     * How clean the rows of an entity are.
     *
     * @param clean the share of its rows, from 0 to 1, that break no rule
     */
    public record Quality(String entity, double clean) {}

    /**
     * Reads them, all of one state of the database.
     *
     * @return empty as long as nothing is published
     */
    public static Optional<LoadFigures> read(Connection connection, Database database) throws SQLException {
        return ManyRows.<Optional<LoadFigures>, SQLException>inTransaction(connection, () -> {
            List<Load> loads = new ArrayList<>();
            ManyRows.<SQLException>read(
                    connection,
                    "SELECT * FROM loads WHERE load_id = (SELECT load_id FROM newest_load_v)",
                    List.of(),
                    row -> loads.add(Load.read(database, row)));
            if (loads.isEmpty()) {
                return Optional.empty();
            }
            List<Long> load = List.of(loads.get(0).id());
            LoadReport.Draft draft = new LoadReport.Draft(loads.get(0));
            ManyRows.<SQLException>read(connection, LoadReport.Draft.FEEDS, load, draft::addFeed);
            ManyRows.<SQLException>read(connection, LoadReport.Draft.REJECTIONS, load, draft::addRejections);
            return Optional.of(new LoadFigures(draft.report(), qualities(connection)));
        });
    }

    private static List<Quality> qualities(Connection connection) throws SQLException {
        TreeMap<String, Double> shares = new TreeMap<>();
        ManyRows.<SQLException>read(
                connection,
                """
                SELECT entity, total, clean FROM quality_scores
                WHERE scope = 'all' AND total > 0
                    AND run_id = (SELECT max(run_id) FROM quality_runs WHERE status = 'COMPLETED')
                """,
                List.of(),
                row -> shares.put(row.getString("entity"), share(row.getLong("clean"), row.getLong("total"))));
        return shares.entrySet().stream()
                .map(share -> new Quality(share.getKey(), share.getValue()))
                .toList();
    }

    private static double share(long clean, long total) {
        return BigDecimal.valueOf(clean)
                .divide(BigDecimal.valueOf(total), MathContext.DECIMAL32)
                .doubleValue();
    }
}
