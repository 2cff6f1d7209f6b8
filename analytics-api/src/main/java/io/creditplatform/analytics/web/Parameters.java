package io.creditplatform.analytics.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.springframework.core.MethodParameter;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerInterceptor;

/**
 * Refuses parameters that an endpoint does not know, that come twice, or that are empty: whoever misspells a filter must not
 * get all rows. What an endpoint knows is what its method declares, and what its kind of answer brings along.
 */
final class Parameters implements HandlerInterceptor {

    static final String LIMIT = "limit";
    static final String AFTER = "after";

    private static final List<String> OF_PAGED = List.of(LIMIT, AFTER, Format.PARAMETER);
    private static final List<String> OF_OTHERS = List.of(Format.PARAMETER);

    private final Map<HandlerMethod, List<String>> known = new ConcurrentHashMap<>();

    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
        if (handler instanceof HandlerMethod method
                && Answer.class.isAssignableFrom(method.getReturnType().getParameterType())) {
            List<String> accepted = known.computeIfAbsent(method, Parameters::of);
            request.getParameterMap().forEach((name, values) -> require(name, values, accepted));
        }
        return true;
    }

    private static void require(String name, String[] values, List<String> accepted) {
        if (!accepted.contains(name)) {
            throw new InvalidParameterException(name, "is unknown here, expected none but " + accepted);
        } else if (values.length > 1) {
            throw new InvalidParameterException(name, "is given " + values.length + " times, expected once");
        } else if (values[0].isBlank()) {
            throw new InvalidParameterException(name, "is empty, expected a value, or no such parameter");
        }
    }

    /** The names that a method's endpoint takes. */
    static List<String> of(HandlerMethod method) {
        List<String> names = new ArrayList<>();
        for (MethodParameter parameter : method.getMethodParameters()) {
            if (parameter.getParameterType() == AsOf.class) {
                names.add(AsOf.PARAMETER);
            }
            RequestParam declared = parameter.getParameterAnnotation(RequestParam.class);
            if (declared != null) {
                names.add(declared.name());
            }
        }
        boolean paged = method.getReturnType().getParameterType() == Listing.class
                && !method.hasMethodAnnotation(BareArray.class);
        names.addAll(paged ? OF_PAGED : OF_OTHERS);
        return List.copyOf(names);
    }

    /** A query string without what says which part of a collection is wanted, and in which form. */
    static String withoutPart(String query) {
        return Arrays.stream(query.split("&"))
                .filter(parameter -> OF_PAGED.stream().noneMatch(name -> parameter.startsWith(name + "=")))
                .collect(Collectors.joining("&"));
    }

    /** The part of a collection that a request asks for. */
    static PageRequest page(HttpServletRequest request) {
        String limit = request.getParameter(LIMIT);
        String after = request.getParameter(AFTER);
        return new PageRequest(
                limit == null ? PageRequest.DEFAULT : limit(limit), after == null ? null : cursor(after));
    }

    private static int limit(String text) {
        try {
            long limit = Identifier.of(text);
            if (limit >= 1 && limit <= PageRequest.MOST) {
                return (int) limit;
            }
        } catch (IllegalArgumentException e) {
            // is refused like a number out of range
        }
        throw new InvalidParameterException(
                LIMIT, "is '" + text + "', expected an integer from 1 to " + PageRequest.MOST);
    }

    private static Cursor cursor(String text) {
        try {
            return Cursor.of(text);
        } catch (IllegalArgumentException e) {
            throw new InvalidParameterException(AFTER, "is no cursor, expected the value of 'next' of the page before");
        }
    }
}
