package io.creditplatform.http;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** This machine's names for itself. */
public final class OwnName {

    /** No name server can have a foreign name say so: its last part would be a number. */
    private static final Pattern NAMES =
            Pattern.compile("localhost|127(\\.[0-9]{1,3}){1,3}|\\[::1]|\\[0:0:0:0:0:0:0:1]", Pattern.CASE_INSENSITIVE);

    private OwnName() {}

    /**
     * Whether a request is addressed to one of them, so that no page from elsewhere, whose name was made to lead here, has a browser
     * ask what only this machine may.
     *
     * @param hostHeader the header {@code Host}
     */
    public static boolean is(@Nullable String hostHeader) {
        return hostHeader != null
                && NAMES.matcher(hostHeader.replaceFirst(":[0-9]+$", "")).matches();
    }
}
