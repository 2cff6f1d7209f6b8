package io.creditplatform.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class AheadTest {

    /** What is logged is known only when the arguments are read, and a logger that is there is not set up again. */
    @Test
    void nothingThatIsNeededMakesALogger() throws IOException, ClassNotFoundException {
        try (Fresh fresh = new Fresh()) {
            for (Class<?> needed : Ahead.FOR_LOADING) {
                Class.forName(needed.getName(), true, fresh);
                assertThat(fresh.hasLoaded(needed.getName())).isTrue();
                assertThat(fresh.hasLoaded("ch.qos.logback.classic.LoggerContext"))
                        .as(needed.getName())
                        .isFalse();
            }
        }
    }

    /** Loads everything anew, as a process does. */
    private static final class Fresh extends URLClassLoader {

        Fresh() throws MalformedURLException {
            super(classPath(), ClassLoader.getPlatformClassLoader());
        }

        private static URL[] classPath() throws MalformedURLException {
            List<URL> urls = new ArrayList<>();
            for (String entry : System.getProperty("java.class.path").split(File.pathSeparator, -1)) {
                urls.add(new File(entry).toURI().toURL());
            }
            return urls.toArray(URL[]::new);
        }

        boolean hasLoaded(String type) {
            return findLoadedClass(type) != null;
        }
    }
}
