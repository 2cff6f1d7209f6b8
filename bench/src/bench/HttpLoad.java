package bench;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;

/**
 * Asks a server the same kind of question over a number of connections, as fast as it answers, and prints what that took as
 * JSON. Each connection has its thread and keeps open; requests are ready-made bytes, so that the client costs little.
 */
public final class HttpLoad {

    private record Share(long[] micros, int count, int errors) {}

    private record Answer(boolean isSuccess, boolean staysOpen) {}

    private HttpLoad() {}

    /**
     * Arguments: port, seconds, connections, highest id, paths. Each request takes one at random; {@code {id}} in it becomes an
     * id from 1 on.
     */
    public static void main(String[] arguments) throws Exception {
        int port = Integer.parseInt(arguments[0]);
        double seconds = Double.parseDouble(arguments[1]);
        int connections = Integer.parseInt(arguments[2]);
        int ids = Integer.parseInt(arguments[3]);
        byte[][] requests = Arrays.stream(arguments)
                .skip(4)
                .flatMap(path -> IntStream.rangeClosed(1, path.contains("{id}") ? ids : 1)
                        .mapToObj(id -> path.replace("{id}", String.valueOf(id))))
                .map(path -> "GET " + path + " HTTP/1.1\r\nHost: 127.0.0.1\r\nAccept: application/json\r\n\r\n")
                .map(request -> request.getBytes(StandardCharsets.US_ASCII))
                .toArray(byte[][]::new);
        ExecutorService threads = Executors.newFixedThreadPool(connections, work -> {
            Thread thread = new Thread(work);
            thread.setDaemon(true); // so that a failure ends the program
            return thread;
        });
        List<Callable<Share>> work = new ArrayList<>();
        long begin = System.nanoTime();
        long end = begin + (long) (seconds * 1e9);
        for (int i = 0; i < connections; i++) {
            SplittableRandom random = new SplittableRandom(i);
            work.add(() -> ask(port, requests, random, end));
        }
        List<Share> shares = new ArrayList<>();
        for (Future<Share> share : threads.invokeAll(work)) {
            shares.add(share.get());
        }
        double took = (System.nanoTime() - begin) / 1e9;
        long[] all = shares.stream()
                .flatMapToLong(share -> Arrays.stream(share.micros(), 0, share.count()))
                .sorted()
                .toArray();
        int errors = shares.stream().mapToInt(Share::errors).sum();
        System.out.printf(
                Locale.ROOT,
                "{\"requests\": %d, \"errors\": %d, \"seconds\": %.3f, \"p50_ms\": %.3f, \"p99_ms\": %.3f, \"max_ms\": %.3f}%n",
                all.length,
                errors,
                took,
                quantile(all, 0.5),
                quantile(all, 0.99),
                quantile(all, 1));
    }

    private static double quantile(long[] sorted, double share) {
        return sorted.length == 0 ? 0 : sorted[(int) Math.min(sorted.length - 1, (long) (sorted.length * share))] / 1e3;
    }

    private static Share ask(int port, byte[][] requests, SplittableRandom random, long end) throws IOException {
        long[] micros = new long[1 << 16];
        int count = 0;
        int errors = 0;
        while (System.nanoTime() < end) {
            try (Socket socket = new Socket("127.0.0.1", port)) {
                socket.setTcpNoDelay(true);
                socket.setSoTimeout(60_000);
                InputStream in = new BufferedInputStream(socket.getInputStream(), 1 << 16);
                OutputStream out = socket.getOutputStream();
                boolean open = true;
                while (open && System.nanoTime() < end) {
                    long sent = System.nanoTime();
                    out.write(requests[random.nextInt(requests.length)]);
                    Answer answer = answer(in);
                    errors += answer.isSuccess() ? 0 : 1;
                    open = answer.staysOpen();
                    if (count == micros.length) {
                        micros = Arrays.copyOf(micros, 2 * count);
                    }
                    micros[count++] = (System.nanoTime() - sent) / 1000;
                }
            }
        }
        return new Share(micros, count, errors);
    }

    /** Reads an answer to its end. It must say how long it is. */
    private static Answer answer(InputStream in) throws IOException {
        String status = line(in);
        int length = -1;
        boolean staysOpen = true;
        for (String header = line(in); !header.isEmpty(); header = line(in)) {
            if (header.regionMatches(true, 0, "Content-Length:", 0, 15)) {
                length = Integer.parseInt(header.substring(15).trim());
            } else if (header.equalsIgnoreCase("Connection: close")) {
                staysOpen = false;
            }
        }
        if (length < 0) {
            throw new IOException("an answer without Content-Length: " + status);
        }
        in.skipNBytes(length);
        return new Answer(status.startsWith("HTTP/1.1 200"), staysOpen);
    }

    private static String line(InputStream in) throws IOException {
        StringBuilder line = new StringBuilder(64);
        for (int c = in.read(); c != '\n'; c = in.read()) {
            if (c < 0) {
                throw new EOFException("the server closed the connection");
            }
            if (c != '\r') {
                line.append((char) c);
            }
        }
        return line.toString();
    }
}
