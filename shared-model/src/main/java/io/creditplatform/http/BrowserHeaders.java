package io.creditplatform.http;

import jakarta.servlet.http.HttpServletResponse;
import java.util.Map;

/** What browsers may do with an answer, whoever gives it. */
public final class BrowserHeaders {

    private static final Map<String, String> HEADERS = Map.of(
            "Content-Security-Policy",
            "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self';"
                    + " connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
            "X-Content-Type-Options",
            "nosniff",
            "X-Frame-Options",
            "DENY",
            "Referrer-Policy",
            "no-referrer",
            "Cross-Origin-Opener-Policy",
            "same-origin");

    private BrowserHeaders() {}

    /** Says it. */
    public static void tell(HttpServletResponse response) {
        HEADERS.forEach(response::setHeader);
    }
}
