package io.creditplatform.analytics.web;

import com.github.benmanes.caffeine.cache.Ticker;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpServletResponseWrapper;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** An answer that breaks off when the client hardly reads it. */
final class PacedResponse extends HttpServletResponseWrapper {

    private @Nullable PacedStream stream;

    PacedResponse(HttpServletResponse response) {
        super(response);
    }

    @Override
    public ServletOutputStream getOutputStream() throws IOException {
        PacedStream known = stream;
        if (known == null) {
            known = new PacedStream(super.getOutputStream(), Ticker.systemTicker());
            stream = known;
        }
        return known;
    }
}
