package io.creditplatform.testing;

import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.util.Objects;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * A pool between clients and a PostgreSQL server that has a single session and lends it for a transaction, as PgBouncer does with
 * pool_mode = transaction, or hands each client a session of its own, as it does with pool_mode = session.
 */
public final class SharedSession implements Closeable {

    private static final int SSL = 80_877_103;
    private static final int GSS = 80_877_104;

    private final ServerSocket listener;
    private final int server;
    private final boolean ofOwn;
    private final ReentrantLock lent = new ReentrantLock();
    private byte @Nullable [] welcome;
    private @Nullable Socket session;
    private int clients;

    private SharedSession(int server, boolean ofOwn) throws IOException {
        this.server = server;
        this.ofOwn = ofOwn;
        this.listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        start(() -> {
            while (true) {
                Socket client = listener.accept();
                client.setTcpNoDelay(true); // else each message in pieces waits for the other side's word
                start(() -> serve(client));
            }
        });
    }

    /**
     * Starts one.
     *
     * @param server the port that the server listens at
     * @param ofOwn whether each client gets a session of its own
     */
    public static SharedSession of(int server, boolean ofOwn) throws IOException {
        return new SharedSession(server, ofOwn);
    }

    /** The port that it listens at. */
    public int port() {
        return listener.getLocalPort();
    }

    private interface Work {
        void run() throws IOException;
    }

    private static void start(Work work) {
        Thread thread = new Thread(() -> {
            try {
                work.run();
            } catch (IOException e) {
                // The other side has left, or the test is over.
            }
        });
        thread.setDaemon(true);
        thread.start();
    }

    private void serve(Socket client) throws IOException {
        DataInputStream in = new DataInputStream(client.getInputStream());
        DataOutputStream out = new DataOutputStream(client.getOutputStream());
        byte[] startup = startup(in, out);
        Socket backend = enter(startup, out);
        DataInputStream fromServer = new DataInputStream(backend.getInputStream());
        DataOutputStream toServer = new DataOutputStream(backend.getOutputStream());
        try {
            while (true) {
                int type = in.read();
                if (type < 0 || type == 'X') {
                    return;
                }
                if (!ofOwn && !lent.isHeldByCurrentThread()) {
                    lent.lock();
                }
                copy(type, in, toServer);
                if ("QScf".indexOf(type) >= 0) { // or the end of a COPY, whose rows are not answered
                    if (answer(fromServer, out) == 'I' && !ofOwn) {
                        lent.unlock();
                    }
                }
            }
        } finally {
            if (lent.isHeldByCurrentThread()) {
                lent.unlock();
            }
            client.close();
            if (ofOwn) {
                backend.close();
            }
        }
    }

    /** What the client says first, once it knows that nothing is encrypted here. */
    private static byte[] startup(DataInputStream in, DataOutputStream out) throws IOException {
        while (true) {
            byte[] body = new byte[in.readInt() - 4];
            in.readFully(body);
            int code = ByteBuffer.wrap(body).getInt();
            if (code != SSL && code != GSS) {
                return body;
            }
            out.write('N');
        }
    }

    /** Lets a client in, under a number of its own, as pools do. */
    private synchronized Socket enter(byte[] startup, DataOutputStream out) throws IOException {
        Socket backend = session;
        if (backend == null || ofOwn) {
            backend = new Socket(InetAddress.getLoopbackAddress(), server);
            backend.setTcpNoDelay(true);
            DataOutputStream toServer = new DataOutputStream(backend.getOutputStream());
            toServer.writeInt(startup.length + 4);
            toServer.write(startup);
            ByteArrayOutputStream answer = new ByteArrayOutputStream();
            answer(new DataInputStream(backend.getInputStream()), new DataOutputStream(answer));
            welcome = answer.toByteArray();
            session = backend;
        }
        byte[] words = Objects.requireNonNull(welcome).clone();
        for (int i = 0; i < words.length; ) {
            int length = ByteBuffer.wrap(words).getInt(i + 1);
            if (words[i] == 'K') {
                words[i + 5] = 0x40; // no system numbers processes that high
                words[i + 8] = (byte) ++clients;
            }
            i += 1 + length;
        }
        out.write(words);
        return backend;
    }

    /** Passes on what the server says until it is ready, or ready for rows to copy; returns what state its transaction is in. */
    private static int answer(DataInputStream in, DataOutputStream out) throws IOException {
        while (true) {
            int type = in.read();
            if (type < 0) {
                throw new EOFException();
            }
            byte[] body = copy(type, in, out);
            if (type == 'Z') {
                return body[0];
            } else if (type == 'G') {
                return 'T';
            }
        }
    }

    private static byte[] copy(int type, DataInputStream in, DataOutputStream out) throws IOException {
        int length = in.readInt();
        byte[] body = new byte[length - 4];
        in.readFully(body);
        ByteArrayOutputStream message = new ByteArrayOutputStream();
        DataOutputStream whole = new DataOutputStream(message);
        whole.write(type);
        whole.writeInt(length);
        whole.write(body);
        out.write(message.toByteArray());
        return body;
    }

    @Override
    public void close() throws IOException {
        listener.close();
        Socket shared = session;
        if (shared != null) {
            shared.close();
        }
    }
}
