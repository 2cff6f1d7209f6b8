package io.creditplatform.past;

import io.creditplatform.database.Database;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Queries about the state after an earlier load on a connection that goes on seeing its own, be that the present or a later past
 * state: for the length of a query the tables' names stand for what {@link PastState} has them stand for. So both states are read
 * in one transaction, and by a standby, which takes no views.
 */
public final class PastQueries {

    private static final String WITH = "WITH ";

    private final List<PastState.StandIn> standIns;

    private PastQueries(List<PastState.StandIn> standIns) {
        this.standIns = standIns;
    }

    /**
     * Prepares queries about a state.
     *
     * @throws NoSuchStateException if it cannot be told
     */
    public static PastQueries after(Connection connection, Database database, long loadId) throws SQLException {
        PastLoads.requireKept(connection, database, loadId);
        return told(connection, database, loadId);
    }

    /** The same about a state that can be told, as the caller knows. */
    static PastQueries told(Connection connection, Database database, long loadId) throws SQLException {
        return new PastQueries(PastState.standIns(connection, database, loadId));
    }

    /** The same query about that state. */
    public String of(String query) {
        List<PastState.StandIn> needed = new ArrayList<>();
        StringBuilder text = new StringBuilder(query);
        for (int i = standIns.size() - 1; i >= 0; i--) {
            PastState.StandIn each = standIns.get(i);
            if (Pattern.compile("\\b" + each.name() + "\\b").matcher(text).find()) {
                needed.add(each);
                text.append('\n').append(each.query());
            }
        }
        if (needed.isEmpty()) {
            return query;
        }
        Collections.reverse(needed);
        String head = needed.stream()
                .map(each ->
                        each.name() + " AS NOT MATERIALIZED (" + each.query().replaceAll(";\\s*$", "") + ")")
                .collect(Collectors.joining(",\n", WITH, ""));
        return query.startsWith(WITH) ? head + ",\n" + query.substring(WITH.length()) : head + "\n" + query;
    }
}
