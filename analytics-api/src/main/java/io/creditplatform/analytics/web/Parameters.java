package io.creditplatform.analytics.web;

import io.creditplatform.http.InvalidParameterException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.springframework.core.MethodParameter;
import org.springframework.web.bind.support.WebDataBinderFactory;
import org.springframework.web.context.request.NativeWebRequest;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.method.support.ModelAndViewContainer;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.HandlerMapping;

/**
 * Reads what requests ask endpoints, and refuses all that cannot be read, before anything is done for it: whoever misspells a
 * filter or its value must not get all rows. What an endpoint takes is what its method declares, and what its kind of answer
 * brings along. Arguments of endpoints come from here alone: Spring's own converters take some texts for no value.
 * Many threads ask; what an endpoint takes is found out once.
 */
final class Parameters implements HandlerInterceptor, HandlerMethodArgumentResolver {

    private static final String READ = Parameters.class.getName();

    private final PublishedQuery published;
    private final Map<HandlerMethod, List<RequestParameter>> known = new ConcurrentHashMap<>();

    /**
     * What a request asks for.
     *
     * @param values the parameters' values, by name
     * @param page which part of a collection
     */
    private record Read(Map<String, Object> values, PageRequest page) {

        static Read of(HttpServletRequest request) {
            return (Read) Objects.requireNonNull(request.getAttribute(READ));
        }
    }

    Parameters(PublishedQuery published) {
        this.published = published;
    }

    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
        if (handler instanceof HandlerMethod method && isAnswered(method.getReturnType())) {
            request.setAttribute(READ, read(request, known.computeIfAbsent(method, Parameters::of)));
        }
        return true;
    }

    private static boolean isAnswered(MethodParameter returned) {
        return Answer.class.isAssignableFrom(returned.getParameterType());
    }

    /** What a method's endpoint takes. */
    static List<RequestParameter> of(HandlerMethod method) {
        return RequestParameter.of(method.getReturnType(), Arrays.asList(method.getMethodParameters()));
    }

    private static Read read(HttpServletRequest request, List<RequestParameter> known) {
        Map<String, String[]> query = request.getParameterMap();
        List<String> names = known.stream()
                .filter(parameter -> !parameter.inPath())
                .map(RequestParameter::name)
                .toList();
        query.keySet().stream()
                .filter(name -> !names.contains(name))
                .findFirst()
                .ifPresent(name -> {
                    throw new InvalidParameterException(name, "is unknown here, expected none but " + names);
                });
        Map<?, ?> path = (Map<?, ?>) Objects.requireNonNullElse(
                request.getAttribute(HandlerMapping.URI_TEMPLATE_VARIABLES_ATTRIBUTE), Map.of());
        Map<String, Object> values = new HashMap<>();
        StringBuilder question = new StringBuilder(request.getServletPath());
        for (RequestParameter parameter : known) {
            String[] texts = parameter.inPath()
                    ? new String[] {String.valueOf(path.get(parameter.name()))}
                    : query.getOrDefault(parameter.name(), new String[0]);
            Optional<Object> value = parameter.value(texts);
            value.ifPresent(given -> {
                values.put(parameter.name(), given);
                if (parameter.isOfTheQuestion()) {
                    question.append('\n').append(parameter.name()).append('=').append(given);
                }
            });
        }
        return new Read(values, page(values, question.toString()));
    }

    private static PageRequest page(Map<String, Object> values, String question) {
        Object limit = values.get(RequestParameter.LIMIT.name());
        Object after = values.get(RequestParameter.AFTER.name());
        return new PageRequest(
                limit == null ? PageRequest.DEFAULT : ((Top) limit).number(),
                after == null ? null : cursor((String) after, question),
                question);
    }

    private static Cursor cursor(String text, String question) {
        try {
            return Cursor.of(text, question);
        } catch (IllegalArgumentException e) {
            throw new InvalidParameterException(
                    RequestParameter.AFTER.name(),
                    "is no cursor of this collection with these filters, expected the value of 'next' of the page before");
        }
    }

    @Override
    public boolean supportsParameter(MethodParameter parameter) {
        return parameter.getMethod() != null
                && Answer.class.isAssignableFrom(parameter.getMethod().getReturnType());
    }

    @Override
    public @Nullable Object resolveArgument(
            MethodParameter parameter,
            @Nullable ModelAndViewContainer container,
            NativeWebRequest request,
            @Nullable WebDataBinderFactory binders) {
        Object value = Read.of(Objects.requireNonNull(request.getNativeRequest(HttpServletRequest.class)))
                .values()
                .get(RequestParameter.declared(parameter).name());
        return parameter.getParameterType() == AsOf.class ? new AsOf((LocalDate) value, published::dayOfData) : value;
    }

    /** The date that the request's answer is for, with what was published when it is worked out; null if it has none. */
    static @Nullable LocalDate asOf(HttpServletRequest request, Published published, MethodParameter returned) {
        boolean dated = Arrays.asList(
                        Objects.requireNonNull(returned.getMethod()).getParameterTypes())
                .contains(AsOf.class);
        return dated ? (LocalDate) Read.of(request).values().getOrDefault(AsOf.PARAMETER, published.day()) : null;
    }

    /** The load after which the answer is to be; null for the newest. */
    static @Nullable Long load(HttpServletRequest request) {
        return (Long) Read.of(request).values().get(RequestParameter.LOAD.name());
    }

    /** The part of a collection that a request asks for. */
    static PageRequest page(HttpServletRequest request) {
        return Read.of(request).page();
    }
}
