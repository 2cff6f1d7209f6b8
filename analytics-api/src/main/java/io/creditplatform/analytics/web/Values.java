package io.creditplatform.analytics.web;

import io.creditplatform.model.Coded;
import io.creditplatform.model.RequestedDate;
import jakarta.servlet.http.HttpServletRequest;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.core.MethodParameter;
import org.springframework.core.convert.converter.Converter;
import org.springframework.core.convert.converter.ConverterFactory;
import org.springframework.format.FormatterRegistry;
import org.springframework.web.bind.support.WebDataBinderFactory;
import org.springframework.web.context.request.NativeWebRequest;
import org.springframework.web.context.request.RequestAttributes;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.method.support.ModelAndViewContainer;

/** Reads the values of parameters, strictly. A refusal's message is what was expected. */
final class Values implements HandlerMethodArgumentResolver {

    /** Where the date that an answer is for is kept during its request, since the answer depends on it. */
    static final String AS_OF = AsOf.class.getName();

    private final PublishedQuery published;

    Values(PublishedQuery published) {
        this.published = published;
    }

    static void register(FormatterRegistry registry) {
        registry.addConverter(String.class, LocalDate.class, RequestedDate::of);
        registry.addConverter(String.class, Top.class, Top::of);
        registry.addConverterFactory(new Choices());
    }

    @Override
    public boolean supportsParameter(MethodParameter parameter) {
        return parameter.getParameterType() == AsOf.class;
    }

    @Override
    public AsOf resolveArgument(
            MethodParameter parameter,
            @Nullable ModelAndViewContainer container,
            NativeWebRequest request,
            @Nullable WebDataBinderFactory binders) {
        String text = request.getParameter(AsOf.PARAMETER);
        AsOf asOf;
        try {
            asOf = new AsOf(text == null ? null : RequestedDate.of(text), published::dayOfData);
        } catch (IllegalArgumentException e) {
            throw new InvalidParameterException(AsOf.PARAMETER, "is '" + text + "', expected " + e.getMessage());
        }
        request.setAttribute(AS_OF, asOf, RequestAttributes.SCOPE_REQUEST);
        return asOf;
    }

    /** The date that the request's answer is for, with what was published when it is worked out; null if it has none. */
    static @Nullable LocalDate asOf(HttpServletRequest request, Published published) {
        return request.getAttribute(AS_OF) instanceof AsOf asOf
                ? Objects.requireNonNullElse(asOf.given(), published.day())
                : null;
    }

    /** Constants by their codes: those of the model have one, the others go by their names in small letters. */
    private static final class Choices implements ConverterFactory<String, Enum<?>> {

        @Override
        public <T extends Enum<?>> Converter<String, T> getConverter(Class<T> type) {
            List<T> constants = Arrays.asList(type.getEnumConstants());
            return text -> constants.stream()
                    .filter(constant -> code(constant).equals(text))
                    .findFirst()
                    .orElseThrow(() -> new IllegalArgumentException(
                            "one of " + constants.stream().map(Values::code).toList()));
        }
    }

    /** What a constant is called in requests and answers. */
    static String code(Enum<?> constant) {
        return constant instanceof Coded coded ? coded.code() : constant.name().toLowerCase(Locale.ROOT);
    }
}
