package io.creditplatform.analytics.web;

import io.creditplatform.http.CrowdedException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.Closeable;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.core.MethodParameter;
import org.springframework.dao.DataAccessException;
import org.springframework.web.context.request.NativeWebRequest;
import org.springframework.web.context.request.ServletWebRequest;
import org.springframework.web.method.support.HandlerMethodReturnValueHandler;
import org.springframework.web.method.support.ModelAndViewContainer;

/** Sends answers; a client that has one already is only told so. Many threads answer at the same time. */
final class Answers implements HandlerMethodReturnValueHandler {

    /** Sent at once. */
    private static final int MOST_STREAMS = 16;

    /** The headers by which a client says which answers it has already. */
    private static final List<String> CONDITIONS =
            List.of("If-None-Match", "If-Match", "If-Modified-Since", "If-Unmodified-Since");

    private static final String OBSTACLE = Answers.class.getName() + ".obstacle";

    private static final List<Format> OF_LISTINGS = List.of(Format.JSON, Format.CSV);
    private static final List<Format> OF_SINGLES = List.of(Format.JSON);

    private final AnalyticsDatabase database;
    private final PublishedQuery published;
    private final ReadyAnswers answers;
    private final Places streams = new Places(MOST_STREAMS, MOST_STREAMS / 2, 0, Duration.ZERO);

    Answers(AnalyticsDatabase database, PublishedQuery published) {
        this.database = database;
        this.published = published;
        this.answers = new ReadyAnswers(database, published);
    }

    @Override
    public boolean supportsReturnType(MethodParameter type) {
        return Answer.class.isAssignableFrom(type.getParameterType());
    }

    @Override
    @SuppressWarnings("try") // the thread leaves the past state when the resource is closed
    public void handleReturnValue(
            @Nullable Object value, MethodParameter type, ModelAndViewContainer container, NativeWebRequest web)
            throws Exception {
        container.setRequestHandled(true);
        HttpServletRequest request = Objects.requireNonNull(web.getNativeRequest(HttpServletRequest.class));
        HttpServletResponse response = Objects.requireNonNull(web.getNativeResponse(HttpServletResponse.class));
        Answer<?> answer = (Answer<?>) Objects.requireNonNull(value);
        Format format = Format.wanted(request, answer instanceof Listing ? OF_LISTINGS : OF_SINGLES);
        database.require();
        if (request.getAttribute(OBSTACLE) instanceof DataAccessException obstacle) {
            throw obstacle; // to find it once more could take seconds
        }
        try (Closeable past = database.at(Parameters.load(request), answer.basis())) {
            send(answers.to(new ReadyAnswers.Asked(answer, type, format, request)), request, response);
        }
    }

    /**
     * Answers a request that was asked before word for word, if its answer is kept and still holds; tells whether it did. All that
     * is done for it is to look at the state of the database.
     */
    boolean sendKept(HttpServletRequest request, HttpServletResponse response) throws IOException {
        ReadyAnswers.Ready ready = answers.kept(request, question -> holds(question, request));
        if (ready == null) {
            return false;
        }
        send(ready, request, response);
        return true;
    }

    /** Whether the database still is in the state of a question's key. What is in the way of telling is in that of any answer. */
    private boolean holds(KnownQuestions.Question question, HttpServletRequest request) {
        try {
            return database.glance((connection, file) -> published.newest(question.basis(), connection, file))
                    .filter(question.key().published()::equals)
                    .isPresent();
        } catch (DataAccessException e) {
            if (!database.isOfReplay(e)) {
                request.setAttribute(OBSTACLE, e);
            }
            return false;
        }
    }

    private void send(ReadyAnswers.Ready ready, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        if (isNews(ready.entityTag(), request, response)) {
            response.setContentType(ready.body().contentType());
            if (ready.body() instanceof Body.Whole whole) {
                response.setContentLength(whole.bytes().length);
                whole.writeTo(response.getOutputStream());
            } else {
                stream(ready.body(), request.getRemoteAddr(), response);
            }
        }
    }

    /** Sends what is worked out while it is sent, which takes as long as the client does. */
    private void stream(Body body, String client, HttpServletResponse response) throws IOException {
        if (!streams.take(client)) {
            throw new CrowdedException(
                    "The server sends " + streams.most() + " collections as CSV at once, " + streams.mostOfAClient()
                            + " to one client. Ask again when one is through, or for pages, with limit.");
        }
        try {
            body.writeTo(response.getOutputStream());
        } finally {
            streams.giveBack(client);
        }
    }

    /** Labels an answer that there is; tells whether it has to be sent, since the client has not got it already. */
    private static boolean isNews(String entityTag, HttpServletRequest request, HttpServletResponse response) {
        response.setHeader("Cache-Control", "private, no-cache");
        response.addHeader("Vary", "Accept");
        if (CONDITIONS.stream().allMatch(header -> request.getHeader(header) == null)) {
            response.setHeader("ETag", entityTag);
            return true;
        }
        // Whoever has any state of it; Spring heeds that of requests alone that change something.
        if ("*".equals(request.getHeader("If-None-Match")) && request.getHeader("If-Match") == null) {
            response.setHeader("ETag", entityTag);
            response.setStatus(HttpServletResponse.SC_NOT_MODIFIED);
            return false;
        }
        return !new ServletWebRequest(request, response).checkNotModified(entityTag);
    }
}
