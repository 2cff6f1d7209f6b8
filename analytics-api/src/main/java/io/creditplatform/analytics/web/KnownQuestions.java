package io.creditplatform.analytics.web;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.web.filter.ServerHttpObservationFilter;
import org.springframework.web.servlet.HandlerMapping;

/**
 * What requests ask, by their words: whoever sends the same words again asks the same, and need not be understood anew. Nothing is
 * in here of what was refused, nor of the state of the database, which is looked up each time. Many threads ask.
 */
final class KnownQuestions {

    /** Whoever sends more words hardly sends them twice. */
    private static final int MOST_CHARACTERS = 2000;

    private final Cache<Words, Question> known;

    /** All of a request that an answer depends on. */
    private record Words(
            String path, @Nullable String query, @Nullable String accept) {

        static Words of(HttpServletRequest request) {
            return new Words(request.getRequestURI(), request.getQueryString(), request.getHeader("Accept"));
        }

        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof Words words
                    && path.equals(words.path)
                    && Objects.equals(query, words.query)
                    && Objects.equals(accept, words.accept);
        }

        @Override
        public int hashCode() {
            return 31 * (31 * path.hashCode() + Objects.hashCode(query)) + Objects.hashCode(accept);
        }

        int characters() {
            return path.length() + (query == null ? 0 : query.length()) + (accept == null ? 0 : accept.length());
        }
    }

    /**
     * What is asked.
     *
     * @param key with the state of the database in which it was answered last
     * @param endpoint as the metrics call it
     */
    record Question(
            AnswerKey key, Answer.Basis basis, @Nullable String endpoint) {

        /** Tells what observes the request which endpoint it is for. */
        void tell(HttpServletRequest request) {
            if (endpoint != null) {
                ServerHttpObservationFilter.findObservationContext(request)
                        .ifPresent(context -> context.setPathPattern(endpoint));
            }
        }
    }

    /** @param mostBytes how much is kept */
    KnownQuestions(long mostBytes) {
        known = Caffeine.newBuilder()
                .maximumWeight(mostBytes)
                .weigher((Words words, Question question) ->
                        words.characters() * ReadyAnswers.BYTES_PER_CHARACTER + ReadyAnswers.bytes(question.key()))
                .executor(Runnable::run)
                .build();
    }

    /** What a request asks; null if it was not asked before with these words, or only long ago. */
    @Nullable Question find(HttpServletRequest request) {
        return request.getMethod().equals("GET") ? known.getIfPresent(Words.of(request)) : null;
    }

    /** Keeps what a request asked, which was answered. */
    void remember(HttpServletRequest request, AnswerKey key, Answer.Basis basis) {
        Words words = Words.of(request);
        if (key.isKept() && words.characters() <= MOST_CHARACTERS) {
            Object endpoint = request.getAttribute(HandlerMapping.BEST_MATCHING_PATTERN_ATTRIBUTE);
            known.put(words, new Question(key, basis, endpoint == null ? null : endpoint.toString()));
        }
    }
}
