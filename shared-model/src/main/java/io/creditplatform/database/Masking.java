package io.creditplatform.database;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Keeps passwords out of what is said and logged. Whoever prints what a user gave or a driver said sends it through here, whether
 * or not it was understood, since a URL that was not understood has its password in an unexpected place.
 * Any thread may name a database or say something; what the one makes known, all others mask.
 */
public final class Masking {

    private static final String MASK = "***";

    /**
     * What stands between the slashes of a URL, or the beginning of a word, and its last {@code @}: a user with a password. A
     * password may hold slashes and more {@code @}; a user alone is no secret, but which part is the password is not always clear.
     */
    private static final Pattern USER_AND_PASSWORD = Pattern.compile(
            "(?<=//)[^\\s'\"<>]*@|(?<=^|[\\s'\"=(])[\\w.%+-]+:(?!/)(?:(?!//)[^\\s'\"<>])+@(?=[\\w\\[])");

    /** A parameter that holds a secret, such as {@code password}, {@code sslpassword} or {@code PGPASSWORD}, up to what ends it. */
    private static final Pattern SECRET = Pattern.compile(
            "(?<name>[\\w.-]*(?:passw|pwd|secret)[\\w.-]*(?:=|%3D))(?<value>[^&\\s'\"<>]*)", Pattern.CASE_INSENSITIVE);

    /** What stands before a user in a URL, or would if it were one. */
    private static final Pattern SCHEME = Pattern.compile("^(?:[a-zA-Z][a-zA-Z0-9+.-]*:)*/*");

    /** As {@link #SECRET}, where nothing but the next parameter, or the end, can end it. */
    private static final Pattern WHOLE_SECRET =
            Pattern.compile("(?:passw|pwd|secret)[\\w.-]*(?:=|%3D)(?<value>[^&]+)", Pattern.CASE_INSENSITIVE);

    /** A secret without signs that could end it in a sentence; where it is that of a parameter, its form alone tells it. */
    private static final Pattern PLAIN = Pattern.compile("[\\w.%+-]*");

    /** A blank alone, or a quote, would be found everywhere. */
    private static final int LEAST_LENGTH = 3;

    /**
     * The secrets of the databases that were named to this process, in each form in which they may be said again, and what is said
     * instead. A plain word is one between its signs only, since it may be a word of ours as well.
     */
    private static final Map<String, String> KNOWN = new ConcurrentHashMap<>();

    private Masking() {}

    /**
     * Takes what a user named as a database, understood or not, apart once: its secrets are kept out of whatever is said from then
     * on, by whomever, since in a single value it is clear where one ends, as it is not in a sentence.
     */
    static void know(String address) {
        String place = SCHEME.matcher(address).replaceFirst("");
        int end = place.lastIndexOf('@');
        int begin = place.indexOf(':') + 1;
        if (begin > 0 && begin < end && !place.substring(0, begin).matches(".*[/\\\\].*")) { // ./a:b@c is a file
            String secret = place.substring(begin, end);
            KNOWN.put(":" + secret + "@", ":" + MASK + "@");
            knowSecret(secret);
        }
        Matcher parameter = WHOLE_SECRET.matcher(address);
        while (parameter.find()) {
            knowSecret(parameter.group("value"));
        }
    }

    private static void knowSecret(String secret) {
        mask(secret);
        mask(secret.replace("\\", "\\\\").replace("\"", "\\\"")); // as JSON has it
        try {
            mask(URLDecoder.decode(secret.replace("+", "%2B"), StandardCharsets.UTF_8));
        } catch (IllegalArgumentException e) {
            // It is not encoded.
        }
    }

    private static void mask(String secret) {
        if (secret.length() >= LEAST_LENGTH && !PLAIN.matcher(secret).matches()) {
            KNOWN.put(secret, MASK);
        }
    }

    /** A text without the passwords in it. */
    public static String masked(String text) {
        String unknown = text;
        for (Map.Entry<String, String> secret : KNOWN.entrySet()) {
            unknown = unknown.replace(secret.getKey(), secret.getValue());
        }
        return maskedByForm(unknown);
    }

    private static String maskedByForm(String text) {
        if (text.indexOf('@') < 0 && text.indexOf('=') < 0 && text.indexOf('%') < 0) {
            return text;
        }
        String withoutUsers = USER_AND_PASSWORD.matcher(text).replaceAll(Matcher.quoteReplacement(MASK + "@"));
        return SECRET.matcher(withoutUsers).replaceAll("${name}" + Matcher.quoteReplacement(MASK));
    }
}
