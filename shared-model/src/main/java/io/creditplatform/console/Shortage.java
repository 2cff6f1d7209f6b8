package io.creditplatform.console;

import java.io.IOException;
import java.util.Locale;
import java.util.Optional;

/** What the program has too little of, because of limits that whoever runs it can raise: memory, threads, open files. */
public final class Shortage {

    private static final long MEGABYTE = 1024 * 1024;

    private Shortage() {}

    /**
     * Whether that is what a failure comes from.
     *
     * @return what there is too little of, and how to allow more, in sentences without the last full stop
     */
    public static Optional<String> of(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            String message = String.valueOf(cause.getMessage());
            if (cause instanceof OutOfMemoryError) {
                return Optional.of(
                        message.contains("native thread")
                                ? "The process may have no more threads. Raise the limit: `ulimit -u`, or TasksMax= of its service"
                                : "The memory that Java may use, "
                                        + Runtime.getRuntime().maxMemory() / MEGABYTE
                                        + " MB, is not enough. Allow more, as by CREDIT_JAVA_OPTS=-Xmx1g");
            } else if (cause instanceof IOException
                    && message.toLowerCase(Locale.ROOT).contains("too many open files")) {
                return Optional.of(
                        "The process may have no more files open. Raise the limit: `ulimit -n 1024` where it is"
                                + " started, or LimitNOFILE= of its service");
            }
        }
        return Optional.empty();
    }
}
