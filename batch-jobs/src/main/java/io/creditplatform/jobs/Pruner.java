package io.creditplatform.jobs;

import io.creditplatform.audit.Act;
import io.creditplatform.audit.Actor;
import io.creditplatform.database.DatabaseAddress;
import io.creditplatform.retention.Pruning;
import io.creditplatform.retention.Pruning.Pruned;
import io.creditplatform.retention.Retention;
import java.util.List;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Removes from a database what was kept for long enough, while nobody loads. */
public final class Pruner {

    private final DatabaseAddress address;
    private final Actor actor;

    /** @param actor prunes, as the audit log will say */
    public Pruner(DatabaseAddress address, Actor actor) {
        this.address = address;
        this.actor = actor;
    }

    /**
     * Does it.
     *
     * @param dryRun whether only to tell what would be removed
     * @return what was removed, or would be, of each kind
     * @throws DatabaseBusyException if another process is loading
     */
    public List<Pruned> run(Retention retention, boolean dryRun) {
        try (LoadingSession session = LoadingSession.open(address, actor)) {
            Pruning pruning =
                    new Pruning(address.database(), JdbcClient.create(session.jdbc()), retention, session::change);
            List<Pruned> plan = pruning.plan();
            if (!dryRun && plan.stream().anyMatch(pruned -> pruned.rows() > 0)) {
                // Before it happens, since it happens bit by bit.
                session.change(() -> session.audit(Act.PRUNE, null, told(retention, plan)));
                pruning.run();
                session.tidyUp();
            }
            return plan;
        }
    }

    private static String told(Retention retention, List<Pruned> plan) {
        return plan.stream()
                .filter(pruned -> pruned.rows() > 0)
                .map(pruned -> pruned.kept().counted(pruned.rows()) + " up to load " + pruned.upTo())
                .collect(Collectors.joining("; ", "", "; kept: " + retention));
    }
}
