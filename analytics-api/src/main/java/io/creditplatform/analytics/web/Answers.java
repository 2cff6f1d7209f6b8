package io.creditplatform.analytics.web;

import com.github.benmanes.caffeine.cache.AsyncCache;
import com.github.benmanes.caffeine.cache.Caffeine;
import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import io.creditplatform.console.Json;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.core.MethodParameter;
import org.springframework.core.ResolvableType;
import org.springframework.web.context.request.NativeWebRequest;
import org.springframework.web.method.support.HandlerMethodReturnValueHandler;
import org.springframework.web.method.support.ModelAndViewContainer;

/**
 * Sends answers. An answer belongs to what was published when it was worked out: it is kept until something newer is, one
 * request works it out while others with the same question wait for it, and a client that has it is only told so.
 */
final class Answers implements HandlerMethodReturnValueHandler {

    private static final long MOST_BYTES_KEPT = 32L * 1024 * 1024;

    /** How often an answer is begun anew because a load was published meanwhile. */
    private static final int ATTEMPTS = 3;

    private static final List<Format> OF_LISTINGS = List.of(Format.JSON, Format.CSV);
    private static final List<Format> OF_SINGLES = List.of(Format.JSON);

    private final AnalyticsDatabase database;
    private final PublishedQuery published;
    private final AsyncCache<Question, byte[]> cache = Caffeine.newBuilder()
            .maximumWeight(MOST_BYTES_KEPT)
            .weigher((Question question, byte[] answer) -> answer.length + 500)
            .executor(Runnable::run)
            .buildAsync();
    private final Map<Class<?>, CsvColumns> columns = new ConcurrentHashMap<>();

    /** What an answer depends on. */
    private record Question(
            String path,
            @Nullable String query,
            Format format,
            @Nullable Object asOf,
            Published published) {

        String entityTag() {
            StringBuilder tag = new StringBuilder("\"").append(published.loadId());
            if (published.qualityRun() != null) {
                tag.append('-').append(published.qualityRun());
            }
            if (asOf != null) {
                tag.append('-').append(asOf);
            }
            return tag.append('-').append(format.code()).append('"').toString();
        }
    }

    /** One page of a collection. */
    private record Envelope<T>(
            List<T> items, @Nullable String next, @Nullable Long loadId) {}

    Answers(AnalyticsDatabase database, PublishedQuery published) {
        this.database = database;
        this.published = published;
    }

    @Override
    public boolean supportsReturnType(MethodParameter type) {
        return Answer.class.isAssignableFrom(type.getParameterType());
    }

    @Override
    public void handleReturnValue(
            @Nullable Object value, MethodParameter type, ModelAndViewContainer container, NativeWebRequest web)
            throws Exception {
        container.setRequestHandled(true);
        HttpServletRequest request = Objects.requireNonNull(web.getNativeRequest(HttpServletRequest.class));
        HttpServletResponse response = Objects.requireNonNull(web.getNativeResponse(HttpServletResponse.class));
        Answer<?> answer = (Answer<?>) Objects.requireNonNull(value);
        Format format = Format.wanted(request, answer instanceof Listing ? OF_LISTINGS : OF_SINGLES);
        PageRequest page = Parameters.page(request);
        database.require();
        Question question = new Question(
                request.getRequestURI(),
                request.getQueryString(),
                format,
                Values.asOf(request),
                published.newest(answer.basis()));
        response.setHeader("ETag", question.entityTag());
        response.setHeader("Cache-Control", "private, no-cache");
        response.setHeader("Vary", "Accept");
        if (knows(request.getHeader("If-None-Match"), question.entityTag())) {
            response.setStatus(HttpServletResponse.SC_NOT_MODIFIED);
        } else if (format == Format.CSV && answer instanceof Listing<?> listing) {
            sendCsv(listing, type, question, page, request, response);
        } else {
            byte[] body = once(question, () -> json(answer, page, question));
            response.setContentType(format.contentType());
            response.setContentLength(body.length);
            response.getOutputStream().write(body);
        }
    }

    private static boolean knows(@Nullable String ifNoneMatch, String entityTag) {
        return ifNoneMatch != null
                && Arrays.stream(ifNoneMatch.split(","))
                        .map(tag -> tag.strip().replaceFirst("^W/", ""))
                        .anyMatch(tag -> tag.equals("*") || tag.equals(entityTag));
    }

    /** The kept answer to a question, or the one that is being worked out, or else a new one. */
    private byte[] once(Question question, Supplier<byte[]> work) {
        CompletableFuture<byte[]> mine = new CompletableFuture<>();
        CompletableFuture<byte[]> others = cache.asMap().putIfAbsent(question, mine);
        if (others != null) {
            try {
                return others.join();
            } catch (CancellationException e) {
                return work.get();
            }
        }
        try {
            byte[] answer = work.get();
            mine.complete(answer);
            return answer;
        } catch (RuntimeException | Error e) {
            mine.cancel(false); // and is forgotten thereby
            throw e;
        }
    }

    private byte[] json(Answer<?> answer, PageRequest page, Question question) {
        if (answer instanceof Single<?> single) {
            Object object = settled(question, single.source()).orElseThrow(() -> new NotFoundException(single.name()));
            return Json.MAPPER.writeValueAsBytes(object);
        }
        Listing<?> listing = (Listing<?>) answer;
        Page<?> rows = settled(question, () -> listing.source()
                .apply(listing.bare() ? new PageRequest(Integer.MAX_VALUE - 1, null) : page));
        if (listing.bare()) {
            return Json.MAPPER.writeValueAsBytes(rows.rows());
        }
        String next = rows.next() == null ? null : rows.next().toString();
        return Json.MAPPER.writeValueAsBytes(
                new Envelope<>(rows.rows(), next, question.published().loadId()));
    }

    /**
     * Works something out such that it belongs to one state of the database, without holding a transaction open: if something
     * was published in between, it is done anew.
     */
    private <T> T settled(Question question, Supplier<T> work) {
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            T result = work.get();
            if (isStill(question.published())) {
                return result;
            }
        }
        throw new UnavailableException(PUBLISHED_MEANWHILE);
    }

    private static final String PUBLISHED_MEANWHILE =
            "A load was published while the answer was worked out. Ask again.";

    private boolean isStill(Published before) {
        return published
                .newest(before.qualityRun() == null ? Answer.Basis.LOADS : Answer.Basis.QUALITY)
                .equals(before);
    }

    /** Streams the rows, a page at a time, so that no read transaction stays open; they all belong to one state or it breaks off. */
    private <T> void sendCsv(
            Listing<T> listing,
            MethodParameter type,
            Question question,
            PageRequest asked,
            HttpServletRequest request,
            HttpServletResponse response)
            throws IOException {
        boolean onlyOnePage = request.getParameter(Parameters.LIMIT) != null;
        PageRequest next = onlyOnePage ? asked : new PageRequest(PageRequest.MOST, asked.after());
        CsvColumns row = columns.computeIfAbsent(
                Objects.requireNonNull(
                        ResolvableType.forMethodParameter(type).getGeneric().resolve()),
                CsvColumns::of);
        Page<T> page = listing.source().apply(next); // before the first byte, so that a refusal can still be told
        response.setContentType(Format.CSV.contentType());
        Writer text = new OutputStreamWriter(response.getOutputStream(), StandardCharsets.UTF_8);
        CsvWriter csv = CsvWriter.builder().lineDelimiter(LineDelimiter.CRLF).build(text);
        csv.writeRecord(row.header());
        while (true) {
            if (!isStill(question.published())) {
                throw new UnavailableException(PUBLISHED_MEANWHILE);
            }
            page.rows().forEach(record -> csv.writeRecord(row.cells(Objects.requireNonNull(record))));
            if (page.next() == null || onlyOnePage) {
                break;
            }
            page = listing.source().apply(new PageRequest(PageRequest.MOST, page.next()));
        }
        csv.flush();
    }
}
