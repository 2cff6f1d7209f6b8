package io.creditplatform.database;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Keeps passwords out of what is said and logged. Whoever prints what a user gave or a driver said sends it through here, whether
 * or not it was understood, since a URL that was not understood has its password in an unexpected place.
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

    private Masking() {}

    /** A text without the passwords in it. */
    public static String masked(String text) {
        if (text.indexOf('@') < 0 && text.indexOf('=') < 0 && text.indexOf('%') < 0) {
            return text;
        }
        String withoutUsers = USER_AND_PASSWORD.matcher(text).replaceAll(Matcher.quoteReplacement(MASK + "@"));
        return SECRET.matcher(withoutUsers).replaceAll("${name}" + Matcher.quoteReplacement(MASK));
    }
}
