package io.creditplatform.analytics.web;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.creditplatform.console.Json;
import io.creditplatform.http.NotFoundException;
import io.creditplatform.http.UnavailableException;
import io.creditplatform.setting.Setting;
import jakarta.servlet.http.HttpServletRequest;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.core.MethodParameter;
import org.springframework.core.ResolvableType;

/**
 * Works answers out. An answer belongs to the state of the database that it was worked out in: it is kept until there is another
 * one, and one request works it out while others with the same question wait for it. Many threads ask; they share what is kept.
 */
final class ReadyAnswers {

    /** About what keeping anything takes, and what a row does that is kept as an object. */
    private static final int BYTES_BESIDES = 500;

    /** Of a question's text, which is there twice. */
    static final int BYTES_PER_CHARACTER = 4;

    /** How often an answer is looked for among the kept ones, before it is worked out in whatever state there is by then. */
    private static final int ATTEMPTS = 2;

    /** An eighth of what may be kept. */
    private static final long PORTION = Setting.KEPT_ANSWER_BYTES.number() / 8;

    private final AnalyticsDatabase database;
    private final PublishedQuery published;
    private final OncePerQuestion<AnswerKey, Ready> bodies =
            new OncePerQuestion<>(4 * PORTION, AnswerKey::isKept, (key, ready) -> bytes(key) + ready.bytes());
    private final KnownQuestions questions = new KnownQuestions(PORTION);
    private final OncePerQuestion<AnswerKey, List<?>> collections = new OncePerQuestion<>(
            3 * PORTION, AnswerKey::isKept, (key, rows) -> bytes(key) + rows.size() * BYTES_BESIDES);
    private final Map<Class<?>, CsvColumns> columns = new ConcurrentHashMap<>();

    /** An answer that is ready to be sent. */
    record Ready(String entityTag, Body body) {

        int bytes() {
            return body instanceof Body.Whole whole ? whole.bytes().length : 0;
        }
    }

    /** One page of a collection; as_of is there where its rows are given for a day. */
    private record Envelope<T>(
            List<T> items,
            @Nullable String next,
            @Nullable Long loadId,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable LocalDate asOf) {}

    /**
     * What a request asks.
     *
     * @param type of the method that tells what answers it
     */
    record Asked(Answer<?> answer, MethodParameter type, Format format, HttpServletRequest request) {

        boolean isStream() {
            return format == Format.CSV && answer instanceof Listing;
        }

        /** The pages of a stream are all that there are, unless so many were asked for. */
        boolean isOnePage() {
            return !isStream() || request.getParameter(RequestParameter.LIMIT.name()) != null;
        }
    }

    ReadyAnswers(AnalyticsDatabase database, PublishedQuery published) {
        this.database = database;
        this.published = published;
    }

    /** About what keeping a question takes, besides its answer. */
    static int bytes(AnswerKey key) {
        return key.characters() * BYTES_PER_CHARACTER + BYTES_BESIDES;
    }

    /**
     * The answer to what was asked before word for word, if it is kept and still holds; else null.
     *
     * @param holds whether the database still is in the state that a question was answered in
     */
    @Nullable Ready kept(HttpServletRequest request, Predicate<KnownQuestions.Question> holds) {
        KnownQuestions.Question question = questions.find(request);
        Ready ready = question == null ? null : bodies.find(question.key());
        if (question == null || ready == null || !holds.test(question)) {
            return null;
        }
        question.tell(request);
        return ready;
    }

    /**
     * The answer, kept or new.
     *
     * @throws NotFoundException if there is nothing that it could be about
     */
    Ready to(Asked asked) {
        for (int attempt = 1; attempt <= ATTEMPTS; attempt++) {
            try {
                Optional<Ready> soon = database.inOneState(() -> soon(asked));
                return soon.isPresent() ? soon.get() : whenever(asked);
            } catch (OutdatedException e) {
                // Something was published just now; what is kept by then may be newer.
            } catch (RuntimeException e) {
                if (!database.isOfReplay(e)) {
                    throw e;
                }
            }
        }
        return database.inOneState(() -> whenever(asked));
    }

    /**
     * The answer in the state of the transaction around this; none if others are working it out, who are not to be waited for with
     * a connection that they may need.
     */
    private Optional<Ready> soon(Asked asked) {
        AnswerKey key = key(asked);
        return Optional.ofNullable(remembered(
                asked,
                key,
                asked.isStream() ? stream(asked, key) : bodies.askUnlessBusy(key, () -> worked(asked, key))));
    }

    /** The answer, once others who are working it out have it. */
    private Ready whenever(Asked asked) {
        AnswerKey key = key(asked);
        Ready ready = asked.isStream()
                ? inState(key, asked.answer().basis(), () -> stream(asked, key))
                : bodies.ask(key, () -> inState(key, asked.answer().basis(), () -> worked(asked, key)));
        return Objects.requireNonNull(remembered(asked, key, ready));
    }

    private AnswerKey key(Asked asked) {
        PageRequest page = Parameters.page(asked.request());
        Published newest = published.newest(asked.answer().basis());
        return new AnswerKey(
                asked.request().getRequestURI(),
                asked.isOnePage()
                        ? page
                        : new PageRequest(PageRequest.EVERYTHING.limit(), page.after(), page.question()),
                asked.format(),
                Parameters.asOf(asked.request(), newest, asked.type()),
                newest,
                database.past().orElse(null));
    }

    /** Whether a load can be asked about is looked up each time, so no such question is known by its words. */
    private @Nullable Ready remembered(Asked asked, AnswerKey key, @Nullable Ready ready) {
        if (ready != null && !asked.isStream() && Parameters.load(asked.request()) == null) {
            questions.remember(asked.request(), key, asked.answer().basis());
        }
        return ready;
    }

    private Ready worked(Asked asked, AnswerKey key) {
        return new Ready(key.entityTag(database.kind()), new Body.Whole(asked.format(), json(asked, key)));
    }

    private byte[] json(Asked asked, AnswerKey key) {
        if (asked.answer() instanceof Single<?> single) {
            return Json.MAPPER.writeValueAsBytes(
                    single.source().get().orElseThrow(() -> new NotFoundException(single.name())));
        }
        boolean bare = asked.type().hasMethodAnnotation(BareArray.class);
        Page<?> rows = page((Listing<?>) asked.answer(), key, bare ? PageRequest.EVERYTHING : key.page());
        if (bare) {
            return Json.MAPPER.writeValueAsBytes(rows.rows());
        }
        return Json.MAPPER.writeValueAsBytes(new Envelope<>(
                rows.rows(), key.page().text(rows.next()), key.published().loadId(), key.asOf()));
    }

    private Ready stream(Asked asked, AnswerKey key) {
        return new Ready(key.entityTag(database.kind()), csv((Listing<?>) asked.answer(), asked, key));
    }

    private <T> Body csv(Listing<T> listing, Asked asked, AnswerKey key) {
        CsvColumns row = columns.computeIfAbsent(
                Objects.requireNonNull(ResolvableType.forMethodParameter(asked.type())
                        .getGeneric()
                        .resolve()),
                CsvColumns::of);
        PageRequest pages = asked.isOnePage()
                ? key.page()
                : new PageRequest(PageRequest.MOST, key.page().after());
        Page<T> first = page(listing, key, pages);
        Body body = new CsvBody<>(row, first, asked.isOnePage() ? null : cursor -> behind(cursor, listing, key));
        return listing.basis().isRestless() ? Body.Whole.of(body) : body;
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
