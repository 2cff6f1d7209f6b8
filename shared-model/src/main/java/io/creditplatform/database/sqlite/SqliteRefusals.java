package io.creditplatform.database.sqlite;

import io.creditplatform.database.Refusal;
import io.creditplatform.database.Refusal.Cause;
import java.sql.SQLException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

/** What SQLite's result codes mean. */
final class SqliteRefusals {

    /** The driver puts the code before its words; where it does not say it otherwise, as in a batch, it is read from there. */
    private static final Pattern CODE = Pattern.compile("\\[(SQLITE_[A-Z_]+)\\]");

    private SqliteRefusals() {}

    static Refusal refusal(SQLException failure) {
        String reason = String.valueOf(failure.getMessage());
        // An overflow has no code of its own.
        Cause cause = reason.contains("integer overflow") ? Cause.OVERFLOW : cause(code(failure));
        return cause.because(reason);
    }

    private static Cause cause(SQLiteErrorCode code) {
        return switch (code) {
            case SQLITE_IOERR_WRITE, SQLITE_IOERR_SHMSIZE -> Cause.NO_MORE_ROOM;
            default -> causeOfClass(code.code & 0xFF);
        };
    }

    /** The last byte of a code says what class it is of. */
    private static Cause causeOfClass(int code) {
        if (code == SQLiteErrorCode.SQLITE_FULL.code) {
            return Cause.FULL;
        } else if (code == SQLiteErrorCode.SQLITE_BUSY.code
                || code == SQLiteErrorCode.SQLITE_LOCKED.code
                || code == SQLiteErrorCode.SQLITE_PROTOCOL.code) {
            return Cause.BUSY;
        } else if (code == SQLiteErrorCode.SQLITE_READONLY.code) {
            return Cause.READ_ONLY;
        } else if (code == SQLiteErrorCode.SQLITE_PERM.code || code == SQLiteErrorCode.SQLITE_AUTH.code) {
            return Cause.NO_RIGHTS;
        } else if (code == SQLiteErrorCode.SQLITE_INTERRUPT.code) {
            return Cause.TIME_OUT;
        } else if (code == SQLiteErrorCode.SQLITE_IOERR.code) {
            return Cause.DISK;
        } else if (code == SQLiteErrorCode.SQLITE_CORRUPT.code) {
            return Cause.DAMAGED;
        } else if (code == SQLiteErrorCode.SQLITE_NOTADB.code) {
            return Cause.NO_DATABASE;
        } else if (code == SQLiteErrorCode.SQLITE_CANTOPEN.code) {
            return Cause.NO_FILE;
        } else if (code == SQLiteErrorCode.SQLITE_TOOBIG.code) {
            return Cause.TOO_LARGE;
        }
        return Cause.OTHER;
    }

    private static SQLiteErrorCode code(SQLException failure) {
        if (failure instanceof SQLiteException sqlite) {
            return sqlite.getResultCode();
        }
        Matcher code = CODE.matcher(String.valueOf(failure.getMessage()));
        while (code.find()) {
            for (SQLiteErrorCode known : SQLiteErrorCode.values()) {
                if (known.name().equals(code.group(1))) {
                    return known;
                }
            }
        }
        return SQLiteErrorCode.UNKNOWN_ERROR;
    }
}
