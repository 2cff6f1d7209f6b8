package io.creditplatform.console;

import java.io.File;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Locale;
import java.util.Optional;

/** What the program has too little of, because of limits that whoever runs it can raise: memory, threads, open files. */
public final class Shortage {

    private static final long MEGABYTE = 1024 * 1024;

    private static final String TOO_MANY_FILES = "too many open files";

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
            } else if ((cause instanceof IOException
                            && message.toLowerCase(Locale.ROOT).contains(TOO_MANY_FILES))
                    || (isOfJava(cause) && noFileCanBeOpened())) {
                return Optional.of(
                        "The process may have no more files open. Raise the limit: `ulimit -n 1024` where it is"
                                + " started, or LimitNOFILE= of its service");
            }
        }
        return Optional.empty();
    }

    /** Has all that {@link #end} needs loaded as long as that can be done. */
    public static void prepare() {
        of(new NoClassDefFoundError());
    }

    /** Says why Java cannot go on, and ends the process. */
    public static void end(Error failure) {
        System.err.println("credit: "
                + of(failure)
                        .orElseGet(() -> "Java cannot load all that it needs: " + failure
                                + ". Is the program whole, and its folder `lib` beside credit.jar")
                + ".");
        System.exit(ExitCode.FAILED);
    }

    /** Whether Java failed at loading a class, or at something within it, which names no cause. */
    private static boolean isOfJava(Throwable failure) {
        return failure instanceof LinkageError || failure instanceof InternalError;
    }

    private static boolean noFileCanBeOpened() {
        try (InputStream file = new FileInputStream(new File(System.getProperty("java.home"), "release"))) {
            return file.available() < 0;
        } catch (IOException e) {
            return String.valueOf(e.getMessage()).toLowerCase(Locale.ROOT).contains(TOO_MANY_FILES);
        }
    }
}
