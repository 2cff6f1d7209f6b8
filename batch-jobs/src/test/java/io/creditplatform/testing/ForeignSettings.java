package io.creditplatform.testing;

import java.util.Map;

/** What another program may have told Spring Boot on this machine, as properties of this process, until it is closed. */
public final class ForeignSettings implements AutoCloseable {

    private static final Map<String, String> ALL = Map.of(
            "server.address", "127.0.0.8",
            "server.port", "1",
            "server.servlet.context-path", "/of-another-program");

    /** Sets them. */
    public ForeignSettings() {
        ALL.forEach(System::setProperty);
    }

    /** Whether whoever reads properties of this process would find them. */
    public boolean areSet() {
        return ALL.entrySet().stream().allMatch(each -> each.getValue().equals(System.getProperty(each.getKey())));
    }

    @Override
    public void close() {
        ALL.keySet().forEach(System::clearProperty);
    }
}
