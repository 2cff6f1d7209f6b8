package io.creditplatform.database.sqlite;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.sqlite.ProgressHandler;

/**
 * A SQLite connection that keeps its prepared statements, since the driver does not: preparing a statement takes longer than
 * running it. A statement that is closed waits for the next one who prepares the same text; the one that waited longest goes
 * when there are too many, and all go with the connection. It also ends statements that take too long, which the driver's own
 * time limit does not do.
 * One thread at a time uses it, not always the same one.
 */
final class KeptStatements implements InvocationHandler {

    private static final int MOST_KEPT = 64;

    /** Instructions of SQLite's machine between two looks at the clock, a few milliseconds. */
    private static final int LOOK_EVERY = 100_000;

    private final Connection connection;
    private final long limitNanos;
    private final Map<String, PreparedStatement> idle = new LinkedHashMap<>();
    private volatile long deadline;

    private KeptStatements(Connection connection, Duration limit) {
        this.connection = connection;
        this.limitNanos = limit.toNanos();
    }

    /** The connection, keeping its statements; only one thread at a time may use it. */
    static Connection on(Connection connection, Duration limit) throws SQLException {
        KeptStatements kept = new KeptStatements(connection, limit);
        kept.renewDeadline();
        ProgressHandler.setHandler(connection, LOOK_EVERY, kept.watch());
        return proxy(Connection.class, kept);
    }

    private ProgressHandler watch() {
        return new ProgressHandler() {
            @Override
            protected int progress() {
                return System.nanoTime() - deadline > 0 ? 1 : 0;
            }
        };
    }

    private void renewDeadline() {
        deadline = System.nanoTime() + limitNanos;
    }

    @Override
    public @Nullable Object invoke(Object proxy, Method method, @Nullable Object @Nullable [] arguments)
            throws Throwable {
        switch (method.getName()) {
            case "prepareStatement" -> {
                if (arguments != null && arguments.length == 1) {
                    return prepare(String.valueOf(arguments[0]));
                }
            }
            case "isReadOnly" -> {
                return true; // SQLite itself holds it to that, though the driver does not know
            }
            case "setReadOnly" -> {
                return null;
            }
            case "hashCode" -> {
                return System.identityHashCode(proxy);
            }
            case "equals" -> {
                return arguments != null && proxy == arguments[0];
            }
            case "close" -> {
                for (PreparedStatement statement : idle.values()) {
                    statement.close();
                }
                idle.clear();
            }
            default -> {}
        }
        return call(connection, method, arguments);
    }

    private PreparedStatement prepare(String sql) throws SQLException {
        PreparedStatement waiting = idle.remove(sql);
        PreparedStatement statement = waiting == null ? connection.prepareStatement(sql) : waiting;
        return proxy(PreparedStatement.class, new Kept(sql, statement));
    }

    private void keep(String sql, PreparedStatement statement) throws SQLException {
        PreparedStatement twin = idle.put(sql, statement);
        if (twin != null) {
            twin.close();
        } else if (idle.size() > MOST_KEPT) {
            String longestIdle = idle.keySet().iterator().next();
            PreparedStatement dropped = idle.remove(longestIdle);
            if (dropped != null) {
                dropped.close();
            }
        }
    }

    /** A prepared statement in use; it can be closed once, by whoever prepared it. */
    private final class Kept implements InvocationHandler {

        private final String sql;
        private final PreparedStatement statement;
        private @Nullable ResultSet results;
        private boolean closed;

        Kept(String sql, PreparedStatement statement) {
            this.sql = sql;
            this.statement = statement;
        }

        @Override
        public @Nullable Object invoke(Object proxy, Method method, @Nullable Object @Nullable [] arguments)
                throws Throwable {
            switch (method.getName()) {
                case "close" -> {
                    giveBack();
                    return null;
                }
                case "isClosed" -> {
                    return closed || statement.isClosed();
                }
                case "executeQuery" -> {
                    renewDeadline();
                    results = (ResultSet) call(statement, method, arguments);
                    return results;
                }
                default -> {
                    return call(statement, method, arguments);
                }
            }
        }

        private void giveBack() throws SQLException {
            if (closed || statement.isClosed()) {
                return;
            }
            closed = true;
            if (results != null) {
                results.close();
            }
            try {
                statement.clearParameters();
            } catch (SQLException e) {
                statement.close(); // it failed when it ran; the driver has given it up, but does not call it closed
                return;
            }
            keep(sql, statement);
        }
    }

    private static @Nullable Object call(Object target, Method method, @Nullable Object @Nullable [] arguments)
            throws Throwable {
        try {
            return method.invoke(target, arguments);
        } catch (InvocationTargetException e) {
            throw e.getCause() == null ? e : e.getCause();
        }
    }

    private static <T> T proxy(Class<T> type, InvocationHandler handler) {
        return type.cast(Proxy.newProxyInstance(KeptStatements.class.getClassLoader(), new Class<?>[] {type}, handler));
    }
}
