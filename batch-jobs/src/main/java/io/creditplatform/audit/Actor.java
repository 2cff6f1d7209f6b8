package io.creditplatform.audit;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Somebody who does something to a database.
 *
 * @param name the system's name of the user, or that of a token
 * @param origin where it is done from
 */
public record Actor(String name, String origin) {

    private static final Path HOST = Path.of("/proc/sys/kernel/hostname");

    /** The user of this process, at the command line. */
    public static Actor atCommandLine() {
        return new Actor(System.getProperty("user.name", "unknown"), "command line on " + host());
    }

    /** Without a look into the network, which may take its time. */
    private static String host() {
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
