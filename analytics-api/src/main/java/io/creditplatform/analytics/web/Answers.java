package io.creditplatform.analytics.web;

import com.fasterxml.jackson.annotation.JsonInclude;
import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import io.creditplatform.console.Json;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
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

    /** Unless the system property credit.kept-answer-bytes says otherwise, as benchmarks do. */
    private static final long MOST_BYTES_KEPT = Long.getLong("credit.kept-answer-bytes", 32L * 1024 * 1024);

    /** About what a question takes, and what a row does that is kept as an object. */
    private static final int BYTES_BESIDES = 500;

    /** How often an answer is begun anew because a load was published meanwhile. */
    private static final int ATTEMPTS = 3;

    private static final List<Format> OF_LISTINGS = List.of(Format.JSON, Format.CSV);
    private static final List<Format> OF_SINGLES = List.of(Format.JSON);

    private final AnalyticsDatabase database;
    private final PublishedQuery published;
    private final OncePerQuestion<Question, byte[]> bodies =
            new OncePerQuestion<>(MOST_BYTES_KEPT / 2, (question, body) -> body.length + BYTES_BESIDES);
    private final OncePerQuestion<Question, List<?>> collections =
            new OncePerQuestion<>(MOST_BYTES_KEPT / 2, (question, rows) -> (rows.size() + 1) * BYTES_BESIDES);
    private final Map<Class<?>, CsvColumns> columns = new ConcurrentHashMap<>();

    /** What an answer depends on. */
    private record Question(
            String path,
            @Nullable String query,
            Format format,
            @Nullable LocalDate asOf,
            Published published) {

        /** The question after the whole collection that this one is about a part of. */
        Question aboutAll() {
            return new Question(path, query == null ? "" : Parameters.withoutPart(query), Format.JSON, asOf, published);
        }

        /** Tells answers apart that the same address may have had; of another program, or another database, they differ too. */
        String entityTag() {
            StringBuilder tag = new StringBuilder("\"")
                    .append(published.loadId())
                    .append('-')
                    .append(Integer.toHexString(Objects.hash(published.publishedAt(), Version.ofTheProgram())));
            if (published.mark() != null) {
                tag.append('-').append(published.mark());
            }
            if (asOf != null) {
                tag.append('-').append(asOf);
            }
            return tag.append('-').append(format.code()).append('"').toString();
        }
    }

    /** One page of a collection; as_of is there where its rows are given for a day. */
    private record Envelope<T>(
            List<T> items,
            @Nullable String next,
            @Nullable Long loadId,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            LocalDate asOf) {}

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
        for (int attempt = 1; attempt < ATTEMPTS; attempt++) {
            try {
                send(answer, type, format, page, request, response);
                return;
            } catch (OutdatedException e) {
                if (response.isCommitted()) {
                    throw e; // part of the answer is on its way, which breaks off
                }
                response.resetBuffer();
            }
        }
        send(answer, type, format, page, request, response);
    }

    private void send(
            Answer<?> answer,
            MethodParameter type,
            Format format,
            PageRequest page,
            HttpServletRequest request,
            HttpServletResponse response)
            throws IOException {
        Published newest = published.newest(answer.basis());
        Question question = new Question(
                request.getRequestURI(),
                request.getQueryString(),
                format,
                Parameters.asOf(request, newest, type),
                newest);
        if (format == Format.CSV && answer instanceof Listing<?> listing) {
            sendCsv(listing, type, question, page, request, response);
        } else {
            boolean bare = type.hasMethodAnnotation(BareArray.class);
            byte[] body = bodies.ask(question, () -> json(answer, bare, page, question));
            if (isNews(question, request, response)) {
                response.setContentType(format.contentType());
                response.setContentLength(body.length);
                response.getOutputStream().write(body);
            }
        }
    }

    /** Labels an answer that there is; tells whether it has to be sent, since the client has not got it already. */
    private static boolean isNews(Question question, HttpServletRequest request, HttpServletResponse response) {
        response.setHeader("ETag", question.entityTag());
        response.setHeader("Cache-Control", "private, no-cache");
        response.addHeader("Vary", "Accept");
        boolean isKnown = knows(request.getHeader("If-None-Match"), question.entityTag());
        if (isKnown) {
            response.setStatus(HttpServletResponse.SC_NOT_MODIFIED);
        }
        return !isKnown;
    }

    private static boolean knows(@Nullable String ifNoneMatch, String entityTag) {
        return ifNoneMatch != null
                && Arrays.stream(ifNoneMatch.split(","))
                        .map(tag -> tag.strip().replaceFirst("^W/", ""))
                        .anyMatch(tag -> tag.equals("*") || tag.equals(entityTag));
    }

    private byte[] json(Answer<?> answer, boolean bare, PageRequest page, Question question) {
        if (answer instanceof Single<?> single) {
            Object object = settled(question, single.basis(), single.source())
                    .orElseThrow(() -> new NotFoundException(single.name()));
            return Json.MAPPER.writeValueAsBytes(object);
        }
        Listing<?> listing = (Listing<?>) answer;
        Page<?> rows = page(listing, question, bare ? PageRequest.EVERYTHING : page);
        if (bare) {
            return Json.MAPPER.writeValueAsBytes(rows.rows());
        }
        return Json.MAPPER.writeValueAsBytes(new Envelope<>(
                rows.rows(), page.text(rows.next()), question.published().loadId(), question.asOf()));
    }

    /**
     * Works something out that belongs to one state of the database, without holding a transaction open.
     *
     * @throws OutdatedException if something was published meanwhile
     */
    private <T> T settled(Question question, Answer.Basis basis, Supplier<T> work) {
        T result = work.get();
        if (!published.newest(basis).equals(question.published())) {
            throw new OutdatedException();
        }
        return result;
    }

    /** What was worked out may be of two states of the database. */
    private static final class OutdatedException extends UnavailableException {

        private static final long serialVersionUID = 1L;

        OutdatedException() {
            super("A load was published while the answer was worked out. Ask again.");
        }
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
        boolean onlyOnePage = request.getParameter(RequestParameter.LIMIT.name()) != null;
        PageRequest next = onlyOnePage ? asked : new PageRequest(PageRequest.MOST, asked.after());
        CsvColumns row = columns.computeIfAbsent(
                Objects.requireNonNull(
                        ResolvableType.forMethodParameter(type).getGeneric().resolve()),
                CsvColumns::of);
        Page<T> page = page(listing, question, next); // before the first byte, so that a refusal can still be told
        if (!isNews(question, request, response)) {
            return;
        }
        response.setContentType(Format.CSV.contentType());
        Writer text = new OutputStreamWriter(response.getOutputStream(), StandardCharsets.UTF_8);
        CsvWriter csv = CsvWriter.builder().lineDelimiter(LineDelimiter.CRLF).build(text);
        csv.writeRecord(row.header());
        page.rows().forEach(record -> csv.writeRecord(row.cells(Objects.requireNonNull(record))));
        while (page.next() != null && !onlyOnePage) {
            page = page(listing, question, new PageRequest(PageRequest.MOST, page.next()));
            page.rows().forEach(record -> csv.writeRecord(row.cells(Objects.requireNonNull(record))));
        }
        csv.flush();
    }

    private <T> Page<T> page(Listing<T> listing, Question question, PageRequest request) {
        if (listing instanceof Listing.Whole<T> whole) {
            return request.pageOf(collection(whole, question));
        }
        return settled(question, listing.basis(), () -> listing.page(request));
    }

    /** All rows, which are worked out once for all pages and formats. */
    @SuppressWarnings("unchecked") // they are what this very listing gave for this question
    private <T> List<T> collection(Listing.Whole<T> whole, Question question) {
        return (List<T>) collections.ask(question.aboutAll(), () -> settled(question, whole.basis(), whole.rows()));
    }
}
