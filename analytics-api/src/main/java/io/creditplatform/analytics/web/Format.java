package io.creditplatform.analytics.web;

import io.creditplatform.http.InvalidParameterException;
import io.creditplatform.text.Visible;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Locale;
import org.springframework.http.InvalidMediaTypeException;
import org.springframework.http.MediaType;
import org.springframework.util.InvalidMimeTypeException;
import org.springframework.web.HttpMediaTypeNotAcceptableException;

/** The forms in which answers are given. */
enum Format {
    JSON("application/json"),
    CSV("text/csv;charset=UTF-8");

    static final String PARAMETER = "format";

    /** What is expected where neither can be had. */
    static final String EXPECTED =
            "Accept names nothing that this endpoint answers with, expected application/json, or, of a collection, text/csv.";

    private final String contentType;

    Format(String contentType) {
        this.contentType = contentType;
    }

    String contentType() {
        return contentType;
    }

    private MediaType mediaType() {
        return MediaType.parseMediaType(contentType);
    }

    String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    /**
     * What the client wants: the parameter's word before the header's.
     *
     * @param offered what there is, the default first
     */
    static Format wanted(HttpServletRequest request, List<Format> offered) throws HttpMediaTypeNotAcceptableException {
        String parameter = request.getParameter(PARAMETER);
        if (parameter != null) {
            return offered.stream()
                    .filter(format -> format.code().equals(parameter))
                    .findFirst()
                    .orElseThrow(() -> new InvalidParameterException(
                            PARAMETER,
                            "is " + Visible.quoted(parameter) + ", expected one of "
                                    + offered.stream().map(Format::code).toList()));
        }
        String header = request.getHeader("Accept");
        if (header == null || header.isBlank()) {
            return offered.get(0);
        }
        try {
            List<MediaType> accepted = new java.util.ArrayList<>(MediaType.parseMediaTypes(header));
            org.springframework.util.MimeTypeUtils.sortBySpecificity(accepted);
            accepted.sort(java.util.Comparator.comparingDouble(MediaType::getQualityValue)
                    .reversed());
            for (MediaType type : accepted) {
                for (Format format : offered) {
                    if (type.getQualityValue() > 0 && type.isCompatibleWith(format.mediaType())) {
                        return format;
                    }
                }
            }
        } catch (InvalidMediaTypeException | InvalidMimeTypeException e) {
            // Accepts nothing that anybody knows, or more than anybody wants to sort.
        }
        throw new HttpMediaTypeNotAcceptableException(
                offered.stream().map(Format::mediaType).toList());
    }
}
