package io.creditplatform.analytics.web;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.creditplatform.console.Json;
import io.creditplatform.http.CrowdedException;
import io.creditplatform.http.NotFoundException;
import io.creditplatform.http.UnavailableException;
import io.creditplatform.setting.Setting;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.Closeable;
import java.io.IOException;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.core.MethodParameter;
import org.springframework.core.ResolvableType;
import org.springframework.dao.DataAccessException;
import org.springframework.web.context.request.NativeWebRequest;
import org.springframework.web.context.request.ServletWebRequest;
import org.springframework.web.method.support.HandlerMethodReturnValueHandler;
import org.springframework.web.method.support.ModelAndViewContainer;

/**
 * Sends answers. An answer belongs to the state of the database that it was worked out in: it is kept until there is another
 * one, one request works it out while others with the same question wait for it, and a client that has it is only told so.
 * Many threads answer at the same time; they share what is kept.
 */
final class Answers implements HandlerMethodReturnValueHandler {

    /** Sent at once. */
    private static final int MOST_STREAMS = 16;

    /** About what keeping anything takes, and what a row does that is kept as an object. */
    private static final int BYTES_BESIDES = 500;

    /** Of a question's text, which is there twice. */
    static final int BYTES_PER_CHARACTER = 4;

    /** How often an answer is looked for among the kept ones, before it is worked out in whatever state there is by then. */
    private static final int ATTEMPTS = 2;

    /** The headers by which a client says which answers it has already. */
    private static final List<String> CONDITIONS =
            List.of("If-None-Match", "If-Match", "If-Modified-Since", "If-Unmodified-Since");

    private static final String OBSTACLE = Answers.class.getName() + ".obstacle";

    private static final List<Format> OF_LISTINGS = List.of(Format.JSON, Format.CSV);
    private static final List<Format> OF_SINGLES = List.of(Format.JSON);

    private final AnalyticsDatabase database;
    private final PublishedQuery published;
    /** An eighth of what may be kept. */
    private static final long PORTION = Setting.KEPT_ANSWER_BYTES.number() / 8;

    private final OncePerQuestion<AnswerKey, Ready> bodies =
            new OncePerQuestion<>(4 * PORTION, AnswerKey::isKept, (key, ready) -> bytes(key) + ready.bytes());
    private final KnownQuestions questions = new KnownQuestions(PORTION);
    private final OncePerQuestion<AnswerKey, List<?>> collections = new OncePerQuestion<>(
            3 * PORTION, AnswerKey::isKept, (key, rows) -> bytes(key) + rows.size() * BYTES_BESIDES);
    private final Places streams = new Places(MOST_STREAMS, MOST_STREAMS / 2, 0, Duration.ZERO);
    private final Map<Class<?>, CsvColumns> columns = new ConcurrentHashMap<>();

    /** One page of a collection; as_of is there where its rows are given for a day. */
    private record Envelope<T>(
            List<T> items,
            @Nullable String next,
            @Nullable Long loadId,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable LocalDate asOf) {}

    /** An answer that is ready to be sent. */
    private record Ready(String entityTag, Body body) {

        int bytes() {
            return body instanceof Body.Whole whole ? whole.bytes().length : 0;
        }
    }

    Answers(AnalyticsDatabase database, PublishedQuery published) {
        this.database = database;
        this.published = published;
    }

    /** About what keeping a question takes, besides its answer. */
    static int bytes(AnswerKey key) {
        return key.characters() * BYTES_PER_CHARACTER + BYTES_BESIDES;
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
            send(ready(answer, type, format, request), request, response);
        }
    }

    /**
     * Answers a request that was asked before word for word, if its answer is kept and still holds; tells whether it did. All that
     * is done for it is to look at the state of the database.
     */
    boolean sendKept(HttpServletRequest request, HttpServletResponse response) throws IOException {
        KnownQuestions.Question question = questions.find(request);
        Ready ready = question == null ? null : bodies.find(question.key());
        if (question == null || ready == null || !holds(question, request)) {
            return false;
        }
        question.tell(request);
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

    private void send(Ready ready, HttpServletRequest request, HttpServletResponse response) throws IOException {
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

    private Ready ready(Answer<?> answer, MethodParameter type, Format format, HttpServletRequest request) {
        for (int attempt = 1; attempt <= ATTEMPTS; attempt++) {
            try {
                return ready(published.newest(answer.basis()), answer, type, format, request);
            } catch (OutdatedException e) {
                // Something was published just now; what is kept by then may be newer.
            } catch (RuntimeException e) {
                if (!database.isOfReplay(e)) {
                    throw e;
                }
            }
        }
        return database.inOneState(() -> ready(published.newest(answer.basis()), answer, type, format, request));
    }

    private Ready ready(
            Published newest, Answer<?> answer, MethodParameter type, Format format, HttpServletRequest request) {
        PageRequest page = Parameters.page(request);
        boolean isStream = format == Format.CSV && answer instanceof Listing;
        boolean onlyOnePage = !isStream || request.getParameter(RequestParameter.LIMIT.name()) != null;
        AnswerKey key = new AnswerKey(
                request.getRequestURI(),
                onlyOnePage ? page : new PageRequest(PageRequest.EVERYTHING.limit(), page.after(), page.question()),
                format,
                Parameters.asOf(request, newest, type),
                newest,
                database.past().orElse(null));
        if (isStream && answer instanceof Listing<?> listing) {
            return new Ready(key.entityTag(database.kind()), csv(listing, type, key, onlyOnePage));
        }
        boolean bare = type.hasMethodAnnotation(BareArray.class);
        Ready ready = bodies.ask(
                key,
                () -> new Ready(
                        key.entityTag(database.kind()),
                        new Body.Whole(format, inState(key, answer.basis(), () -> json(answer, bare, key)))));
        if (Parameters.load(request) == null) { // whether a load can be asked about is looked up each time
            questions.remember(request, key, answer.basis());
        }
        return ready;
    }

    /** Labels an answer that there is; tells whether it has to be sent, since the client has not got it already. */
    private static boolean isNews(String entityTag, HttpServletRequest request, HttpServletResponse response) {
        response.setHeader("Cache-Control", "private, no-cache");
        response.addHeader("Vary", "Accept");
        if (CONDITIONS.stream().allMatch(header -> request.getHeader(header) == null)) {
            response.setHeader("ETag", entityTag);
            return true;
        }
        return !new ServletWebRequest(request, response).checkNotModified(entityTag);
    }

    private byte[] json(Answer<?> answer, boolean bare, AnswerKey key) {
        if (answer instanceof Single<?> single) {
            return Json.MAPPER.writeValueAsBytes(
                    single.source().get().orElseThrow(() -> new NotFoundException(single.name())));
        }
        Page<?> rows = page((Listing<?>) answer, key, bare ? PageRequest.EVERYTHING : key.page());
        if (bare) {
            return Json.MAPPER.writeValueAsBytes(rows.rows());
        }
        return Json.MAPPER.writeValueAsBytes(new Envelope<>(
                rows.rows(), key.page().text(rows.next()), key.published().loadId(), key.asOf()));
    }

    private <T> Body csv(Listing<T> listing, MethodParameter type, AnswerKey key, boolean onlyOnePage) {
        CsvColumns row = columns.computeIfAbsent(
                Objects.requireNonNull(
                        ResolvableType.forMethodParameter(type).getGeneric().resolve()),
                CsvColumns::of);
        return inState(key, listing.basis(), () -> {
            PageRequest asked = onlyOnePage
                    ? key.page()
                    : new PageRequest(PageRequest.MOST, key.page().after());
            Page<T> first = page(listing, key, asked);
            Body body = new CsvBody<>(row, first, onlyOnePage ? null : cursor -> behind(cursor, listing, key));
            return listing.basis().isRestless() ? Body.Whole.of(body) : body;
        });
    }

    /** A later page of a stream, in a transaction of its own, since clients may take their time. */
    private <T> Page<T> behind(Cursor cursor, Listing<T> listing, AnswerKey key) {
        return inState(key, listing.basis(), () -> page(listing, key, new PageRequest(PageRequest.MOST, cursor)));
    }

    private <T> Page<T> page(Listing<T> listing, AnswerKey key, PageRequest request) {
        return listing instanceof Listing.Whole<T> whole
                ? request.pageOf(collection(whole, key))
                : listing.page(request);
    }

    /** All rows, which are worked out once for all pages and formats. */
    @SuppressWarnings("unchecked") // they are what this very listing gave for this question
    private <T> List<T> collection(Listing.Whole<T> whole, AnswerKey key) {
        return (List<T>) collections.ask(key.ofAll(), whole.rows()::get);
    }

    /**
     * Works something out in the state that an answer is for.
     *
     * @throws OutdatedException if there is another one by now
     */
    private <T> T inState(AnswerKey key, Answer.Basis basis, Supplier<T> work) {
        return database.inOneState(() -> {
            if (!published.newest(basis).equals(key.published())) {
                throw new OutdatedException();
            }
            return work.get();
        });
    }

    /** The answer would be of another state of the database than the one that was asked about. */
    private static final class OutdatedException extends UnavailableException {

        private static final long serialVersionUID = 1L;

        OutdatedException() {
            super("A load was published while the answer was worked out. Ask again.");
        }
    }
}
