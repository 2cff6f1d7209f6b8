package io.creditplatform.analytics.web;

import io.creditplatform.testing.RandomSource;
import java.time.LocalDate;
import java.util.Random;

/** Days around those that random extracts speak of. */
final class RandomDays {

    private RandomDays() {}

    static LocalDate any(Random random) {
        return RandomSource.BASE.plusDays(random.nextInt(150) - 60L);
    }
}
