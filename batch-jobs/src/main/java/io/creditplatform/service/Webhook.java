package io.creditplatform.service;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.nio.charset.StandardCharsets;
import java.security.InvalidKeyException;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/** An address on the web that is told by a POST, signed where there is a secret. No more of the address is ever said than its host. */
final class Webhook implements Target {

    /** Names the event, so that a receiver knows one that it has got before. */
    static final String EVENT = "Credit-Event";

    /** When it was signed, and the signature of that moment and the body. */
    static final String SIGNATURE = "Credit-Signature";

    private static final String ALGORITHM = "HmacSHA256";
    private static final int OK = 2;

    private final String name;
    private final URI address;
    private final @Nullable String secret;
    private final MessageFormat format;
    private final Duration timeout;
    private final HttpClient client;

    private Webhook(
            String name,
            URI address,
            @Nullable String secret,
            MessageFormat format,
            Duration timeout,
            HttpClient client) {
        this.name = name;
        this.address = address;
        this.secret = secret;
        this.format = format;
        this.timeout = timeout;
        this.client = client;
    }

    /** That of the settings. */
    static Webhook of(String name, ServiceSettings.WebhookTarget settings) {
        return new Webhook(
                name,
                Objects.requireNonNull(settings.url()),
                settings.secret(),
                settings.format(),
                settings.timeout(),
                HttpClient.newBuilder()
                        .version(HttpClient.Version.HTTP_1_1)
                        .connectTimeout(settings.timeout())
                        .followRedirects(HttpClient.Redirect.NEVER) // where it leads is nothing that the settings name
                        .build());
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public Optional<String> tell(Event event) throws InterruptedException {
        CompletableFuture<HttpResponse<Void>> answer =
                client.sendAsync(request(event), HttpResponse.BodyHandlers.discarding());
        try {
            int status = answer.get(timeout.toMillis(), TimeUnit.MILLISECONDS).statusCode();
            return status / 100 == OK
                    ? Optional.empty()
                    : Optional.of(address.getHost() + " answered " + status + ", expected 200");
        } catch (TimeoutException e) {
            return late();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof HttpTimeoutException) {
                return late();
            }
            // What it says may quote the address.
            return Optional.of(address.getHost() + " could not be reached ("
                    + Objects.requireNonNullElse(e.getCause(), e).getClass().getSimpleName() + ")");
        } finally {
            answer.cancel(true);
        }
    }

    private Optional<String> late() {
        return Optional.of(address.getHost() + " gave no answer within " + timeout.toSeconds() + " s");
    }

    private HttpRequest request(Event event) {
        String body = format.body(event);
        HttpRequest.Builder request = HttpRequest.newBuilder(address)
                .timeout(timeout)
                .header("Content-Type", "application/json")
                .header("User-Agent", "credit-platform")
                .header(EVENT, MessageFormat.id(event))
                .POST(HttpRequest.BodyPublishers.ofString(body));
        if (secret != null) {
            // The moment of sending, by which receivers tell one that somebody has recorded and sends again.
            long now = Clock.systemUTC().instant().getEpochSecond();
            request.header(SIGNATURE, "t=" + now + ",v1=" + signature(secret, now + "." + body));
        }
        return request.build();
    }

    private static String signature(String secret, String text) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), ALGORITHM));
            return HexFormat.of().formatHex(mac.doFinal(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException | InvalidKeyException e) {
            throw new IllegalStateException(e);
        }
    }
}
