package io.creditplatform.jobs.broker;

import jakarta.jms.Connection;
import jakarta.jms.JMSException;
import jakarta.jms.MessageConsumer;
import jakarta.jms.MessageProducer;
import jakarta.jms.Queue;
import jakarta.jms.Session;
import jakarta.jms.TextMessage;
import java.time.Duration;
import org.apache.activemq.artemis.jms.client.ActiveMQConnectionFactory;
import org.jspecify.annotations.Nullable;

/**
 * A connection to a message broker, for one thread: what it takes is its own until it says that it is done with it. Once it
 * fails it is of no use any more; nothing here waits longer than it says.
 */
public final class Broker implements AutoCloseable {

    /** After this, a broker that does not answer counts as gone; and so does, for the broker, a worker. */
    private static final Duration PATIENCE = Duration.ofSeconds(15);

    private final ActiveMQConnectionFactory factory;
    private final Connection connection;
    private final Session session;
    private final Queue queue;
    private @Nullable MessageProducer producer;
    private @Nullable MessageConsumer consumer;

    private Broker(ActiveMQConnectionFactory factory, Connection connection, String queue) throws JMSException {
        this.factory = factory;
        this.connection = connection;
        this.session = connection.createSession(true, Session.SESSION_TRANSACTED);
        this.queue = session.createQueue(queue);
        connection.start();
    }

    /**
     * Connects.
     *
     * @param queue the queue to work with
     */
    public static Broker connect(BrokerAddress address, String queue) throws JMSException {
        ActiveMQConnectionFactory factory =
                new ActiveMQConnectionFactory(address.url(), BrokerAddress.user(), BrokerAddress.password());
        factory.setConsumerWindowSize(0); // else one worker hoards what others could do
        factory.setReconnectAttempts(0);
        factory.setInitialConnectAttempts(1);
        factory.setCallTimeout(PATIENCE.toMillis());
        factory.setConnectionTTL(PATIENCE.toMillis());
        factory.setClientFailureCheckPeriod(PATIENCE.toMillis() / 3);
        Connection connection = null;
        try {
            connection = factory.createConnection();
            return new Broker(factory, connection, queue);
        } catch (JMSException e) {
            if (connection != null) {
                connection.close();
            }
            factory.close();
            throw e;
        }
    }

    /** Sends a message; it is there once {@link #done} is called. */
    public void send(String text) throws JMSException {
        if (producer == null) {
            producer = session.createProducer(queue);
        }
        producer.send(session.createTextMessage(text));
    }

    /**
     * A message that was taken.
     *
     * @param again whether somebody has had it before, who is gone or has given it back
     */
    public record Taken(String text, boolean again) {}

    /** Takes the next message; null if there is none in time. */
    public @Nullable Taken receive(Duration patience) throws JMSException {
        if (consumer == null) {
            consumer = session.createConsumer(queue);
        }
        return consumer.receive(patience.toMillis()) instanceof TextMessage message
                ? new Taken(message.getText(), message.getJMSRedelivered())
                : null;
    }

    /** What was taken is dealt with, and what was sent is to be delivered. */
    public void done() throws JMSException {
        session.commit();
    }

    /** What was taken is for somebody else. */
    public void giveBack() throws JMSException {
        session.rollback();
    }

    @Override
    public void close() {
        try {
            connection.close();
        } catch (JMSException e) {
            // It is closed, or gone, all the same.
        } finally {
            factory.close();
        }
    }
}
