package io.creditplatform.analytics.web;

import io.creditplatform.database.DatabaseAddress;
import java.net.InetAddress;
import java.net.URL;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;

/**
 * The beans of a server, which the build writes down as code, so that no start has to look for them. Which ones there are does not
 * depend on what a server is told when it is started.
 */
final class WrittenBeans {

    /** Spring's name for what it writes. */
    private static final String WRITTEN = WrittenBeans.class.getSimpleName() + "__ApplicationContextInitializer.class";

    private WrittenBeans() {}

    /**
     * Whether they are of the same build as the server. So they are in a jar; in a folder, an editor may have compiled endpoints
     * since of which they do not know.
     */
    static boolean areThere() {
        URL place = WrittenBeans.class.getResource(WRITTEN);
        return place != null && place.getProtocol().equals("jar");
    }

    /** What the build runs. Spring ends it before there is any bean, so nothing is opened or listened at. */
    public static void main(String[] arguments) {
        Clients nobody = new Clients(null, false, null, 0);
        ServerStart.application(new ServerSettings(
                        DatabaseAddress.of(Path.of("none.db")),
                        InetAddress.getLoopbackAddress(),
                        0,
                        nobody,
                        Clock.systemUTC(),
                        Duration.ofSeconds(1)))
                .run();
    }
}
