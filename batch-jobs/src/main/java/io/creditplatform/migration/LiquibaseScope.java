package io.creditplatform.migration;

import java.util.Map;
import liquibase.Scope;
import liquibase.changelog.ChangeLogHistoryServiceFactory;
import liquibase.changelog.FastCheckService;
import liquibase.lockservice.LockServiceFactory;
import liquibase.ui.LoggerUIService;

/** Where Liquibase works, which keeps what it knows and how it is set up in a scope of its thread. */
final class LiquibaseScope {

    /**
     * By default Liquibase talks to the user, and tells its makers over the network how it is used. Here it does neither. Nor does
     * it hold each change log against the schema for XML, which takes a seventh of its time: the tests have done that.
     */
    static final Map<String, Object> SETTINGS = Map.of(
            Scope.Attr.ui.name(),
            new LoggerUIService(),
            "liquibase.analytics.enabled",
            false,
            "liquibase.validateXmlChangelogFiles",
            false);

    private LiquibaseScope() {}

    /** Something that Liquibase does. */
    @FunctionalInterface
    interface Work {
        void run() throws Exception;
    }

    /** Has Liquibase do something with these settings, and with nothing that it knows from before. */
    static void run(Work work) throws Exception {
        Scope.child(SETTINGS, () -> {
            forget();
            work.run();
        });
    }

    /** Liquibase remembers what it last saw of a database, by its URL. */
    private static void forget() {
        Scope scope = Scope.getCurrentScope();
        scope.getSingleton(ChangeLogHistoryServiceFactory.class).resetAll();
        scope.getSingleton(FastCheckService.class).clearCache();
        LockServiceFactory.getInstance().resetAll();
    }
}
