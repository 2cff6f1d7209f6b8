package io.creditplatform.analytics.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** Who gets a place, and who waits for one. */
class PlacesTest {

    @Test
    void oneClientDoesNotGetAll() {
        Places places = new Places(3, 2, 0, Duration.ZERO);
        assertThat(places.take("a")).isTrue();
        assertThat(places.take("a")).isTrue();
        assertThat(places.take("a")).isFalse();
        assertThat(places.take("b")).isTrue();
        assertThat(places.take("c")).isFalse();
        places.giveBack("a");
        assertThat(places.take("c")).isTrue();
        assertThat(places.taken()).isEqualTo(3);
    }

    @Test
    void whoWaitsGetsThePlaceThatIsGivenBack() {
        Places places = new Places(1, 1, 1, Duration.ofMinutes(1));
        assertThat(places.take("a")).isTrue();
        CompletableFuture<Boolean> waiting = CompletableFuture.supplyAsync(() -> places.take("b"));
        while (places.waiting() == 0) {
            Thread.onSpinWait();
        }
        assertThat(places.take("c")).as("no more than one waits").isFalse();
        places.giveBack("a");
        assertThat(waiting.join()).isTrue();
    }

    @Test
    void nobodyWaitsForEver() {
        Places places = new Places(1, 1, 1, Duration.ofMillis(1));
        assertThat(places.take("a")).isTrue();
        assertThat(places.take("b")).isFalse();
        assertThat(places.waiting()).isZero();
    }
}
