package io.creditplatform.analytics.web;

import io.creditplatform.load.Load;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Tells which loads' states can be asked for. */
final class PastLoads {

    private final JdbcClient jdbc;

    PastLoads(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    private record Asked(
            Load.Status status,
            @Nullable Long newest,
            @Nullable Long notKept) {}

    /**
     * Makes sure that the state after a load can be told.
     *
     * @return whether it is a past one, as against that of now: later loads count even where nothing of them is visible
     * @throws NotFoundException if there is no such published load
     * @throws GoneException if it was taken back, or what later loads replaced is not kept
     */
    boolean require(long loadId) {
        Asked asked = jdbc.sql("""
                        SELECT l.status,
                            (SELECT max(n.load_id) FROM loads n WHERE n.dry_run = 0) AS newest,
                            (SELECT max(n.load_id) FROM loads n JOIN published_loads_v p ON p.load_id = n.load_id
                                WHERE n.history_kept = 0 AND n.load_id > l.load_id) AS not_kept
                        FROM loads l WHERE l.load_id = ? AND l.dry_run = 0
                        """)
                .param(loadId)
                .query((row, index) -> {
                    Load.Status status = Load.Status.valueOf(row.getString("status"));
                    long newest = row.getLong("newest");
                    Long newestOrNone = row.wasNull() ? null : newest;
                    long notKept = row.getLong("not_kept");
                    return new Asked(status, newestOrNone, row.wasNull() ? null : notKept);
                })
                .optional()
                .orElseThrow(() -> new NotFoundException("load " + loadId + ", expected a published one"));
        if (asked.status() == Load.Status.UNDONE) {
            throw new GoneException("Load " + loadId + " was undone, so there is no state after it.");
        } else if (asked.status() != Load.Status.COMPLETED) {
            throw new NotFoundException(
                    "state after load " + loadId + ", which is " + asked.status() + " and not published");
        } else if (asked.notKept() != null) {
            throw new GoneException("The state after load " + loadId + " cannot be told any more: what load "
                    + asked.notKept() + " replaced is not kept.");
        }
        return asked.newest() == null || asked.newest() != loadId;
    }
}
