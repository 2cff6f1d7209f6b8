package io.creditplatform.jobs.broker;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.util.Objects;
import java.util.Set;
import org.apache.activemq.artemis.api.core.SimpleString;
import org.apache.activemq.artemis.core.config.Configuration;
import org.apache.activemq.artemis.core.config.impl.ConfigurationImpl;
import org.apache.activemq.artemis.core.security.CheckType;
import org.apache.activemq.artemis.core.security.Role;
import org.apache.activemq.artemis.core.server.embedded.EmbeddedActiveMQ;
import org.apache.activemq.artemis.core.settings.impl.AddressSettings;
import org.apache.activemq.artemis.spi.core.security.ActiveMQSecurityManager;
import org.jspecify.annotations.Nullable;

/** A message broker within this process. It keeps nothing: how far a load is, the database knows. */
public final class EmbeddedBroker implements AutoCloseable {

    /** Never used: messages are delivered until somebody deals with them. */
    private static final SimpleString NOWHERE = SimpleString.of("credit-nowhere");

    private final EmbeddedActiveMQ server = new EmbeddedActiveMQ();

    /**
     * Starts it.
     *
     * @throws IllegalStateException if that cannot be, as where its port is taken
     */
    public EmbeddedBroker(BrokerAddress address) {
        requireFreePort(address);
        Configuration configuration = new ConfigurationImpl()
                .setPersistenceEnabled(false)
                .setJMXManagementEnabled(false)
                .setSecurityEnabled(BrokerAddress.user() != null)
                .addAddressSetting(
                        "#",
                        new AddressSettings()
                                .setMaxDeliveryAttempts(-1)
                                .setDeadLetterAddress(NOWHERE)
                                .setExpiryAddress(NOWHERE));
        try {
            configuration.addAcceptorConfiguration("workers", address.url());
            if (BrokerAddress.user() != null) {
                server.setSecurityManager(new OneUser());
            }
            server.setConfiguration(configuration);
            server.start();
        } catch (Exception e) {
            close();
            throw new IllegalStateException("Cannot start a broker at " + address + ": " + e.getMessage(), e);
        }
    }

    /** Artemis itself only logs it, and goes on without. */
    private static void requireFreePort(BrokerAddress address) {
        URI uri = URI.create(address.url());
        try (ServerSocket socket = new ServerSocket()) {
            socket.bind(new InetSocketAddress(uri.getHost(), uri.getPort()));
        } catch (IOException e) {
            throw new IllegalStateException(
                    "Cannot start a broker at " + address + ": " + e.getMessage() + ". Name another port", e);
        }
    }

    /** Whoever knows the user's password may do everything. */
    private static final class OneUser implements ActiveMQSecurityManager {

        @Override
        public boolean validateUser(@Nullable String user, @Nullable String password) {
            return Objects.equals(user, BrokerAddress.user()) && Objects.equals(password, BrokerAddress.password());
        }

        @Override
        public boolean validateUserAndRole(
                @Nullable String user, @Nullable String password, Set<Role> roles, CheckType checkType) {
            return validateUser(user, password);
        }
    }

    @Override
    public void close() {
        try {
            server.stop();
        } catch (Exception e) {
            throw new IllegalStateException("Cannot stop the broker", e);
        }
    }
}
