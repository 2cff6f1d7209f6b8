package io.creditplatform.jobs;

import io.creditplatform.audit.Act;
import io.creditplatform.audit.Actor;
import io.creditplatform.database.DatabaseAddress;
import io.creditplatform.file.OwnedFiles;
import io.creditplatform.text.Visible;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.function.Supplier;

/** Makes tokens, each noted in the audit log of the database that those who have it may change. */
public final class AuditedTokens {

    private final DatabaseAddress address;
    private final Actor actor;

    /** @param actor makes them, as the audit log will say */
    public AuditedTokens(DatabaseAddress address, Actor actor) {
        this.address = address;
        this.actor = actor;
    }

    /**
     * Makes one, once that is noted.
     *
     * @param file that it goes into
     * @param name whose it is
     * @param maker makes it
     * @throws DatabaseBusyException if another process is loading
     */
    public String make(Path file, String name, Supplier<String> maker) {
        try {
            OwnedFiles.file(file); // better not noted than noted and not made
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot add a token to " + Visible.of(file), e);
        }
        try (LoadingSession session = LoadingSession.open(address, actor)) {
            session.change(() -> session.audit(
                    Act.TOKEN,
                    null,
                    "name=" + name + ", for jobs, file=" + file.toAbsolutePath().normalize()));
            return maker.get();
        }
    }
}
