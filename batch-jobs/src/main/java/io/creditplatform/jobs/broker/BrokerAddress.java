package io.creditplatform.jobs.broker;

import io.creditplatform.setting.Setting;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Where a message broker is: an Artemis somewhere, or one within the importing process.
 *
 * @param url as Artemis takes it; may hold a password
 * @param embedded whether the importing process carries it
 */
public record BrokerAddress(String url, boolean embedded) {

    private static final Pattern EMBEDDED = Pattern.compile("embedded:(?:([^:/?]+):)?([0-9]{1,5})");
    private static final int HIGHEST_PORT = 65_535;

    /**
     * The address that a user gives: {@code tcp://HOST:PORT…}, {@code embedded:PORT} or {@code embedded:HOST:PORT}.
     *
     * @throws IllegalArgumentException if it is none, or would let anybody in
     */
    public static BrokerAddress of(String text) {
        Matcher embedded = EMBEDDED.matcher(text);
        if (embedded.matches() && Integer.parseInt(embedded.group(2)) <= HIGHEST_PORT) {
            String host = embedded.group(1) == null ? "127.0.0.1" : embedded.group(1);
            if (user() == null && !isLoopback(host)) {
                throw new IllegalArgumentException("a broker on " + host + " is open to others, so set "
                        + Setting.BROKER_USER.key() + " and " + Setting.BROKER_PASSWORD.key()
                        + ", here and for each worker");
            }
            return new BrokerAddress("tcp://" + host + ":" + embedded.group(2), true);
        } else if (text.startsWith("tcp://")) {
            return new BrokerAddress(text, false);
        }
        throw new IllegalArgumentException(
                "expected tcp://HOST:PORT, or embedded:PORT for a broker within this process, got '" + text + "'");
    }

    private static boolean isLoopback(String host) {
        try {
            return InetAddress.getByName(host).isLoopbackAddress();
        } catch (UnknownHostException e) {
            return false;
        }
    }

    /** The user to be known as; null if nobody in particular. */
    static @Nullable String user() {
        return Setting.BROKER_USER.value();
    }

    static @Nullable String password() {
        return Setting.BROKER_PASSWORD.value();
    }

    /** Without what may be a password. */
    @Override
    public String toString() {
        return url.replaceFirst("\\?.*", "").replaceFirst("//[^/]*@", "//");
    }
}
