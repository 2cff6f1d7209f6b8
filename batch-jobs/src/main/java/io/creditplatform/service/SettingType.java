package io.creditplatform.service;

import io.creditplatform.console.Share;
import io.creditplatform.feed.Feeds;
import io.creditplatform.file.FileFailure;
import io.creditplatform.model.Severity;
import io.creditplatform.retention.Keep;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.springframework.scheduling.support.CronExpression;
import org.springframework.util.unit.DataSize;

/**
 * How a setting of a type is written.
 *
 * @param expected what it has to be, to be said behind "expected"
 * @param reader reads one; throws an {@link IllegalArgumentException} if it is none
 * @param isList whether it may be written as a list
 */
record SettingType(String expected, Function<String, Object> reader, boolean isList) {

    private static final Pattern DURATION = Pattern.compile("([1-9][0-9]{0,5})(s|m|h|d)");
    private static final Pattern SIZE = Pattern.compile("[1-9][0-9]{0,5}[KMGT]B");

    private static final Map<Type, SettingType> BY_TYPE = Map.ofEntries(
            Map.entry(boolean.class, new SettingType("true or false", SettingType::truth)),
            Map.entry(int.class, new SettingType("a whole number", Integer::valueOf)),
            Map.entry(Duration.class, new SettingType("a duration such as 30s, 5m, 1h or 2d", SettingType::duration)),
            Map.entry(DataSize.class, new SettingType("a size such as 500MB or 10GB", SettingType::size)),
            Map.entry(Share.class, new SettingType("a share such as 5% or 0.05, from 0% to 100%", Share::of)),
            Map.entry(
                    Keep.class, new SettingType("a number of loads such as 92, of days such as 92d, or all", Keep::of)),
            Map.entry(Severity.class, new SettingType("Critical, Warning or Info", Severity::of)),
            Map.entry(Path.class, new SettingType("the name of a file or folder, ~ written out", SettingType::path)),
            Map.entry(
                    URI.class,
                    new SettingType("an address such as https://hooks.example.org/credit", SettingType::address)),
            Map.entry(
                    ZoneId.class,
                    new SettingType("a time zone such as Europe/Berlin or UTC", text -> ofTime(text, ZoneId::of))),
            Map.entry(LocalTime.class, new SettingType("a time such as 06:00", text -> ofTime(text, LocalTime::parse))),
            Map.entry(
                    LocalDate.class,
                    new SettingType("a date such as 2026-12-25", text -> ofTime(text, LocalDate::parse))),
            Map.entry(
                    CronExpression.class,
                    new SettingType(
                            "six fields, second, minute, hour, day of month, month and day of week, that some day comes up to, such as"
                                    + " 0 30 6 * * MON-FRI",
                            SettingType::cron)));

    SettingType(String expected, Function<String, Object> reader) {
        this(expected, reader, false);
    }

    /** That of a record's component. */
    static SettingType of(Type type) {
        SettingType known = BY_TYPE.get(type);
        if (known != null) {
            return known;
        } else if (type instanceof Class<?> words && words.isEnum()) {
            return new SettingType(words(words, " or "), text -> constant(words, text));
        } else if (type instanceof ParameterizedType set
                && set.getRawType() == Set.class
                && set.getActualTypeArguments()[0] instanceof Class<?> element) {
            if (element.isEnum()) {
                return new SettingType(
                        "one or more of " + words(element, ", "),
                        text -> list(text, word -> constant(element, word)),
                        true);
            }
            SettingType one = BY_TYPE.get(element);
            return one == null
                    ? new SettingType("one or more of " + Feeds.names(), text -> list(text, SettingType::feed), true)
                    : new SettingType(one.expected() + ", or several", text -> list(text, one.reader()), true);
        } else if (type == String.class) {
            return new SettingType("a text that is not empty", SettingType::text);
        }
        throw new IllegalStateException("No way to write a setting of " + type);
    }

    private static Object ofTime(String text, Function<String, Object> reader) {
        try {
            return reader.apply(text);
        } catch (DateTimeException e) {
            throw new IllegalArgumentException(text, e);
        }
    }

    /** One that never fires, such as 30 February, is a mistake. */
    private static Object cron(String text) {
        CronExpression cron = CronExpression.parse(text);
        if (cron.next(LocalDate.EPOCH.atStartOfDay()) == null) {
            throw new IllegalArgumentException(text);
        }
        return cron;
    }

    private static Object truth(String text) {
        return switch (text) {
            case "true" -> true;
            case "false" -> false;
            default -> throw new IllegalArgumentException(text);
        };
    }

    private static Object duration(String text) {
        Matcher matcher = DURATION.matcher(text);
        if (!matcher.matches()) {
            throw new IllegalArgumentException(text);
        }
        long number = Long.parseLong(matcher.group(1));
        return switch (matcher.group(2)) {
            case "s" -> Duration.ofSeconds(number);
            case "m" -> Duration.ofMinutes(number);
            case "h" -> Duration.ofHours(number);
            default -> Duration.ofDays(number);
        };
    }

    private static Object size(String text) {
        if (!SIZE.matcher(text).matches()) {
            throw new IllegalArgumentException(text);
        }
        return DataSize.parse(text);
    }

    private static Object text(String text) {
        if (text.isBlank()) {
            throw new IllegalArgumentException(text);
        }
        return text;
    }

    /** A ~ is put in place of a home by shells alone; here, it would be a folder of that name beside the others. */
    private static Object path(String text) {
        try {
            if (!text.isBlank() && !text.equals("~") && !text.startsWith("~/")) {
                return Path.of(text);
            }
        } catch (InvalidPathException e) {
            throw new IllegalArgumentException(FileFailure.reason(e), e);
        }
        throw new IllegalArgumentException(text);
    }

    private static URI address(String text) {
        try {
            URI address = new URI(text);
            if (List.of("http", "https").contains(String.valueOf(address.getScheme()))
                    && address.getHost() != null
                    && address.getUserInfo() == null) {
                return address;
            }
        } catch (URISyntaxException e) {
            throw new IllegalArgumentException("no address", e);
        }
        throw new IllegalArgumentException("no address of the web");
    }

    private static String words(Class<?> type, String between) {
        return Arrays.stream(type.getEnumConstants()).map(SettingType::word).collect(Collectors.joining(between));
    }

    private static String word(Object constant) {
        return constant.toString().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private static Object constant(Class<?> type, String text) {
        return Arrays.stream(type.getEnumConstants())
                .filter(constant -> word(constant).equals(text))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(text));
    }

    private static Object feed(String name) {
        if (Feeds.named(name).isEmpty()) {
            throw new IllegalArgumentException(name);
        }
        return name;
    }

    private static Object list(String text, Function<String, Object> element) {
        Set<Object> elements = new LinkedHashSet<>();
        for (String word : text.split(",", -1)) {
            elements.add(element.apply(word.strip()));
        }
        return Set.copyOf(elements);
    }
}
