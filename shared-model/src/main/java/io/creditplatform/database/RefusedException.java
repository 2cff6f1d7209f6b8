package io.creditplatform.database;

import java.sql.SQLException;

/** What this program itself, rather than a driver, has found that keeps it from using a database. */
public final class RefusedException extends SQLException {

    private static final long serialVersionUID = 1L;

    private final transient Refusal refusal;

    public RefusedException(Refusal refusal) {
        super(refusal.reason());
        this.refusal = refusal;
    }

    Refusal refusal() {
        return refusal;
    }
}
