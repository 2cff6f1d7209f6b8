package io.creditplatform.analytics.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.lang.reflect.Constructor;
import java.time.LocalDate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Records that write out how they are compared are equal only if each of their components is: none must be forgotten. */
class WrittenEqualityTest {

    private static final LocalDate DAY = LocalDate.of(2025, 7, 8);

    static Stream<Arguments> records() throws ClassNotFoundException {
        return Stream.of(
                arguments(
                        AnswerKey.class,
                        values("/a", new PageRequest(1, null, "q"), Format.JSON, DAY, new Published(1L, DAY, "s"), 1L),
                        values(
                                "/b",
                                new PageRequest(1, null, "r"),
                                Format.CSV,
                                null,
                                new Published(1L, DAY, "t"),
                                null)),
                arguments(PageRequest.class, values(1, null, "q"), values(2, Cursor.behind(1), "r")),
                arguments(Published.class, values(1L, DAY, "s"), values(null, DAY.plusDays(1), "t")),
                arguments(
                        Class.forName(KnownQuestions.class.getName() + "$Words"),
                        values("/a", null, "text/csv"),
                        values("/b", "limit=1", null)));
    }

    private static @Nullable Object[] values(@Nullable Object... values) {
        return values;
    }

    @ParameterizedTest
    @MethodSource("records")
    void eachComponentCounts(Class<? extends Record> type, @Nullable Object[] ones, @Nullable Object[] others)
            throws Exception {
        Constructor<?> maker = type.getDeclaredConstructors()[0].getParameterCount() == ones.length
                ? type.getDeclaredConstructors()[0]
                : type.getDeclaredConstructors()[1];
        maker.setAccessible(true);
        Object one = maker.newInstance(ones);
        assertThat(maker.newInstance(ones)).isEqualTo(one).hasSameHashCodeAs(one);
        assertThat(ones).hasSameSizeAs(others).hasSize(type.getRecordComponents().length);
        for (int i = 0; i < ones.length; i++) {
            @Nullable Object[] changed = ones.clone();
            changed[i] = others[i];
            assertThat(maker.newInstance(changed))
                    .as(type.getRecordComponents()[i].getName())
                    .isNotEqualTo(one);
            assertThat(one).isNotEqualTo(maker.newInstance(changed));
        }
        assertThat(one).isNotEqualTo("another kind");
    }
}
