package io.creditplatform.analytics.web;

import java.time.Duration;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.apache.coyote.Adapter;
import org.apache.coyote.Processor;
import org.apache.coyote.Request;
import org.apache.coyote.http11.Http11NioProtocol;
import org.apache.tomcat.util.net.NioChannel;
import org.apache.tomcat.util.net.SocketWrapperBase;
import org.jspecify.annotations.Nullable;

/**
 * HTTP for clients that may mean no good: none holds a thread by being slow for long, and those that do it for a while leave
 * threads to others. Tomcat makes it by its name (docs/adr/0073-slow-clients-hold-no-threads.md).
 */
public final class SparingProtocol extends Http11NioProtocol {

    /** Threads that answer. More than places for answers and those waiting for one, so that health has some always. */
    static final int THREADS = 160;

    /** Answered at once; each holds a thread until the client has read its answer. */
    private static final int MOST_ANSWERED = 64;

    private static final int MOST_WAITING = 64;

    /** As long as a statement may take. */
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    /** Within which all of a request's header must be there. Tomcat itself only looks at the time between two bytes. */
    private static final long HEADER_NANOS = TimeUnit.SECONDS.toNanos(10);

    private @Nullable ScheduledFuture<?> looks;

    @Override
    public void setAdapter(Adapter next) {
        super.setAdapter(
                new SparingAdapter(next, new Places(MOST_ANSWERED, MOST_ANSWERED / 2, MOST_WAITING, PATIENCE)));
    }

    @Override
    public void start() throws Exception {
        super.start();
        looks = getUtilityExecutor().scheduleWithFixedDelay(this::endSlowHeaders, 1, 1, TimeUnit.SECONDS);
    }

    @Override
    public void stop() throws Exception {
        ScheduledFuture<?> ending = looks;
        if (ending != null) {
            ending.cancel(false);
        }
        super.stop();
    }

    private void endSlowHeaders() {
        getEndpoint().getConnections().forEach(this::endSlowHeader);
    }

    /** A connection that no thread works for, and that has a request all the same, waits for the rest of its header. */
    private void endSlowHeader(SocketWrapperBase<NioChannel> connection) {
        if (connection.getLock().tryLock()) {
            try {
                if (connection.getCurrentProcessor() instanceof Processor waiting && isSlow(waiting)) {
                    connection.close();
                }
            } finally {
                connection.getLock().unlock();
            }
        }
    }

    private static boolean isSlow(Processor waiting) {
        Request request = waiting.getRequest();
        long start = request == null ? -1 : request.getStartTimeNanos();
        return start >= 0 && System.nanoTime() - start > HEADER_NANOS;
    }
}
