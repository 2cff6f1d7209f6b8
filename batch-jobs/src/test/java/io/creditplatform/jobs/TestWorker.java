package io.creditplatform.jobs;

import io.creditplatform.database.DatabaseAddress;
import io.creditplatform.jobs.broker.BrokerAddress;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/** A worker on a thread of its own, and what it says. */
final class TestWorker implements AutoCloseable {

    private final List<String> said = new CopyOnWriteArrayList<>();
    private final CompletableFuture<Void> run;
    private volatile boolean stopped;

    /** @param broker where it hears of parts, whoever carries that */
    TestWorker(DatabaseAddress address, BrokerAddress broker, String name, Consumer<TestWorker> whenItSays) {
        run = CompletableFuture.runAsync(
                () -> new PartWorker(
                                address,
                                new PartWorker.Options(
                                        name,
                                        new BrokerAddress(broker.url(), false),
                                        text -> {
                                            said.add(text);
                                            whenItSays.accept(this);
                                        },
                                        Clock.systemUTC(),
                                        () -> stopped,
                                        1))
                        .run(),
                work -> new Thread(work, name).start());
    }

    static int freePort() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    CompletableFuture<Void> run() {
        return run;
    }

    List<String> said() {
        return said;
    }

    long staged() {
        return said.stream().filter(text -> text.contains(": staged part ")).count();
    }

    void stop() {
        stopped = true;
    }

    /** Waits until it has stopped, however it ended. */
    @Override
    public void close() {
        stop();
        run.exceptionally(failure -> null).join();
    }
}
