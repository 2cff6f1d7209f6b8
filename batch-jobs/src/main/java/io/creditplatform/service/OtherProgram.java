package io.creditplatform.service;

import io.creditplatform.text.Visible;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/**
 * A program that is started, given something to read, and ended if it takes too long. Other threads give it that and take what it
 * prints, so that it never waits for a reader.
 *
 * @param input for its stdin
 */
record OtherProgram(ProcessBuilder builder, String input, Duration timeout) {

    private static final Duration PAUSE = Duration.ofMillis(100);
    private static final Duration GRACE = Duration.ofSeconds(10);
    private static final int MOST_OUTPUT = 1 << 16;
    private static final int MOST_SAID = 500;

    /**
     * Why it did not do what it was to.
     *
     * @param timedOut whether it was ended since it took too long
     */
    record Failure(boolean timedOut, String text) {}

    /**
     * Runs it.
     *
     * @param stopped is asked again and again; once it says so, the program is ended
     * @return why it failed; empty if it did not
     * @throws InterruptedException if it was stopped, by that or by an interrupt
     */
    Optional<Failure> run(BooleanSupplier stopped) throws InterruptedException {
        Process process;
        try {
            process = builder.redirectErrorStream(true).start();
        } catch (IOException e) {
            return Optional.of(
                    new Failure(false, "it could not be started: " + Visible.of(String.valueOf(e.getMessage()))));
        }
        try {
            Thread giver = new Thread(() -> give(process.getOutputStream()), "stdin");
            giver.setDaemon(true);
            giver.start();
            CompletableFuture<String> output = CompletableFuture.supplyAsync(() -> text(process.getInputStream()));
            boolean timedOut = await(process, stopped);
            if (!timedOut && process.exitValue() == 0) {
                return Optional.empty();
            }
            // What it has started itself may hold its output open for ever.
            String said = timedOut
                    ? output.getNow("")
                    : output.completeOnTimeout("", 1, TimeUnit.SECONDS).join();
            return Optional.of(new Failure(
                    timedOut,
                    (timedOut
                                    ? "it was ended after " + timeout.toSeconds() + " s"
                                    : "it ended with exit code " + process.exitValue())
                            + (said.isBlank() ? "" : ": " + Visible.of(end(said.strip())))));
        } finally {
            if (process.isAlive()) {
                process.destroyForcibly();
            }
        }
    }

    private static String end(String said) {
        return said.substring(Math.max(0, said.length() - MOST_SAID));
    }

    /** Waits for its end; says whether it had to be ended. */
    private boolean await(Process process, BooleanSupplier stopped) throws InterruptedException {
        long deadline = System.nanoTime() + timeout.toNanos();
        while (!process.waitFor(PAUSE.toMillis(), TimeUnit.MILLISECONDS)) {
            boolean late = System.nanoTime() - deadline > 0;
            if (late || stopped.getAsBoolean()) {
                process.destroy();
                if (!process.waitFor(GRACE.toSeconds(), TimeUnit.SECONDS)) {
                    process.destroyForcibly();
                }
                if (stopped.getAsBoolean()) {
                    throw new InterruptedException();
                }
                return true;
            }
        }
        return false;
    }

    private void give(OutputStream stdin) {
        try (stdin) {
            stdin.write(input.getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            // It does not want to know; its exit code says whether that is all right.
        }
    }

    /** Its end is what says why it failed; the rest is read so that the process does not wait for a reader. */
    private static String text(InputStream stream) {
        try (stream) {
            StringBuilder text = new StringBuilder();
            byte[] buffer = new byte[MOST_OUTPUT];
            int read = stream.read(buffer);
            while (read >= 0) {
                text.append(new String(buffer, 0, read, StandardCharsets.UTF_8));
                text.delete(0, Math.max(0, text.length() - MOST_OUTPUT));
                read = stream.read(buffer);
            }
            return text.toString();
        } catch (IOException e) {
            return ""; // it was ended
        }
    }
}
