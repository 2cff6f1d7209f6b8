package io.creditplatform.analytics.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.creditplatform.database.Database;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** What is kept of answers stays within its bounds whatever is asked. */
class OncePerQuestionTest {

    private static AnswerKey question(String path) {
        return new AnswerKey(
                path,
                new PageRequest(1, null, path),
                Format.JSON,
                null,
                new Published(1L, LocalDate.EPOCH, "state"),
                null);
    }

    @Test
    void questionsWeighAsAnswersDo() {
        OncePerQuestion<AnswerKey, byte[]> kept = new OncePerQuestion<>(
                1_000_000, AnswerKey::isKept, (key, body) -> 4 * key.characters() + 500 + body.length);
        byte[] nothing = new byte[0];
        for (int i = 0; i < 20_000; i++) {
            kept.ask(question("/" + i + "x".repeat(400)), () -> nothing);
        }
        // Each weighs more than 4 × 800 + 500.
        assertThat(kept.size()).isBetween(100L, 1_000_000L / 3_700);
    }

    @Test
    void answersToLongQuestionsAreNotKept() {
        OncePerQuestion<AnswerKey, byte[]> kept = new OncePerQuestion<>(1_000_000, AnswerKey::isKept, (key, body) -> 1);
        AtomicInteger worked = new AtomicInteger();
        for (int i = 0; i < 2; i++) {
            kept.ask(question("/" + "x".repeat(499)), () -> {
                worked.incrementAndGet();
                return new byte[0];
            });
        }
        assertThat(worked).as("1,000 characters").hasValue(1);
        for (int i = 0; i < 2; i++) {
            kept.ask(question("/" + "x".repeat(500)), () -> {
                worked.incrementAndGet();
                return new byte[0];
            });
        }
        assertThat(worked).as("1,002 characters").hasValue(3);
        assertThat(kept.size()).isOne();
    }

    @Test
    void whoMayNotWaitIsToldThatOthersAreWorkingItOut() throws Exception {
        OncePerQuestion<AnswerKey, String> kept = new OncePerQuestion<>(1_000_000, AnswerKey::isKept, (key, body) -> 1);
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch allowed = new CountDownLatch(1);
        CompletableFuture<String> others = CompletableFuture.supplyAsync(() -> kept.ask(question("/"), () -> {
            begun.countDown();
            await(allowed);
            return "theirs";
        }));
        await(begun);
        assertThat(kept.askUnlessBusy(question("/"), () -> "mine")).isNull();
        assertThat(kept.askUnlessBusy(question("/other"), () -> "mine")).isEqualTo("mine");
        allowed.countDown();
        assertThat(kept.ask(question("/"), () -> "mine")).isEqualTo("theirs");
        assertThat(others.get(10, TimeUnit.SECONDS)).isEqualTo("theirs");
        assertThat(kept.askUnlessBusy(question("/"), () -> "mine")).isEqualTo("theirs");
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(10, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void whatFailedIsAskedAgain() {
        OncePerQuestion<AnswerKey, String> kept = new OncePerQuestion<>(1_000_000, AnswerKey::isKept, (key, body) -> 1);
        try {
            kept.ask(question("/"), () -> {
                throw new IllegalStateException("not yet");
            });
        } catch (IllegalStateException e) {
            assertThat(kept.ask(question("/"), () -> "now")).isEqualTo("now");
        }
        assertThat(kept.size()).isOne();
    }

    @Test
    void manyLongDistinctQuestionsAreAnsweredOrRefusedButNotRemembered() {
        TestServer server = TestServer.ofBaseline(Database.SQLITE);
        for (int i = 0; i < 300; i++) {
            String market = URLEncoder.encode("\u00e9".repeat(27) + i, StandardCharsets.UTF_8);
            assertThat(server.get("/api/sellers?market=" + market).statusCode()).isEqualTo(200);
            assertThat(server.get("/api/sellers?market=" + market + "x".repeat(30))
                            .statusCode())
                    .isEqualTo(400);
        }
    }
}
