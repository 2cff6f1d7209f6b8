package io.creditplatform.audit;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Somebody who does something to a database.
 *
 * @param name the system's name of the user, that of a token, or {@code service}
 * @param origin where it is done from
 */
public record Actor(String name, String origin) {

    private static final Path HOST = Path.of("/proc/sys/kernel/hostname");

    /** The user of this process, at the command line. */
    public static Actor atCommandLine() {
        return new Actor(System.getProperty("user.name", "unknown"), "command line on " + host());
    }

    /**
     * The service itself.
     *
     * @param cause what has it act, such as its inbox
     */
    public static Actor service(String cause) {
        return new Actor("service", cause + " on " + host());
    }

    /** Whoever has shown a token. */
    public static Actor overHttp(String token, String address) {
        return new Actor(token, "HTTP from " + address);
    }

    /** What this machine is called, without a look into the network, which may take its time. */
    public static String host() {
        try {
            if (Files.isReadable(HOST)) {
                return Files.readString(HOST).strip();
            }
        } catch (IOException e) {
            // The process has no such look at its system.
        }
        return "this machine";
    }
}
