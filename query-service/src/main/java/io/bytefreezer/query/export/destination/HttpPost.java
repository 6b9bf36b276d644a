package io.bytefreezer.query.export.destination;

import io.bytefreezer.query.export.destination.TargetException.Kind;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Posts bodies to one address. For one thread. */
final class HttpPost implements AutoCloseable {

    private static final Duration CONNECT_WITHIN = Duration.ofSeconds(10);
    private static final Duration PAUSE_MAX = Duration.ofMinutes(5);
    private static final long ANSWER_BYTES_MAX = 64L * 1024 * 1024;
    private static final int EXCERPT_MAX = 300;

    private final HttpClient client =
            HttpClient.newBuilder().connectTimeout(CONNECT_WITHIN).build();
    private final URI url;
    private final Duration timeout;
    private final Map<String, String> headers;

    HttpPost(URI url, Duration timeout, Map<String, String> headers) {
        this.url = url;
        this.timeout = timeout;
        this.headers = new LinkedHashMap<>(headers);
    }

    /** @throws IllegalArgumentException when nothing can be posted there */
    static void check(URI url) {
        String scheme = String.valueOf(url.getScheme());
        if (!(scheme.equalsIgnoreCase("http") || scheme.equalsIgnoreCase("https")) || url.getHost() == null) {
            throw new IllegalArgumentException("url must be like https://host:port/path");
        }
        if (url.getUserInfo() != null) {
            throw new IllegalArgumentException("url must not hold a password: there are options for it");
        }
    }

    /** The address below another one. */
    static URI below(URI base, String path) {
        String text = base.toString();
        return URI.create((text.endsWith("/") ? text.substring(0, text.length() - 1) : text) + path);
    }

    /**
     * An answer.
     *
     * @param status its status
     * @param body its body
     * @param pause the wait it asks for, or null
     */
    @SuppressWarnings("ArrayRecordComponent") // Compared by nobody.
    record Reply(int status, byte[] body, @Nullable Duration pause) {

        boolean isGood() {
            return status >= 200 && status < 300;
        }

        /** Beginning of the body, for messages. */
        String excerpt() {
            String text = new String(body, StandardCharsets.UTF_8).strip().replaceAll("\\s+", " ");
            return text.length() <= EXCERPT_MAX ? text : text.substring(0, EXCERPT_MAX) + "…";
        }
    }

    /**
     * Posts a body.
     *
     * @param more headers of this request
     * @throws TargetException when there is no answer
     */
    Reply post(byte[] body, String contentType, Map<String, String> more) throws TargetException {
        HttpRequest.Builder request = HttpRequest.newBuilder(url)
                .timeout(timeout)
                .header("Content-Type", contentType)
                .header("User-Agent", "bytefreezer-export");
        headers.forEach(request::setHeader);
        more.forEach(request::setHeader);
        try {
            HttpResponse<byte[]> answer = client.send(
                    request.POST(HttpRequest.BodyPublishers.ofByteArray(body)).build(),
                    HttpResponse.BodyHandlers.limiting(HttpResponse.BodyHandlers.ofByteArray(), ANSWER_BYTES_MAX));
            return new Reply(answer.statusCode(), answer.body(), pause(answer));
        } catch (IOException e) {
            throw new TargetException(Kind.AGAIN, place() + " does not answer: " + e, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new TargetException(Kind.AGAIN, "interrupted while waiting for " + place(), e);
        }
    }

    /** Fails unless the answer says that all is well. */
    void require(Reply reply) throws TargetException {
        if (!reply.isGood()) {
            throw failure(reply);
        }
    }

    TargetException failure(Reply reply) {
        Kind kind = switch (reply.status()) {
            case 408, 425, 429 -> Kind.AGAIN;
            case 413 -> Kind.TOO_LARGE;
            default -> reply.status() >= 500 ? Kind.AGAIN : Kind.REFUSED;
        };
        return new TargetException(
                kind, place() + " answers " + reply.status() + ": " + reply.excerpt(), reply.pause());
    }

    @Override
    public void close() {
        client.shutdownNow();
    }

    /** The address without what may be secret in it. */
    private String place() {
        return url.getScheme() + "://" + url.getRawAuthority() + url.getRawPath();
    }

    /** Seconds of {@code Retry-After} (RFC 9110, 10.2.3); a date there is not looked at. */
    private static @Nullable Duration pause(HttpResponse<?> answer) {
        String seconds = answer.headers().firstValue("Retry-After").orElse("");
        if (!seconds.matches("\\d{1,6}")) {
            return null;
        }
        Duration pause = Duration.ofSeconds(Long.parseLong(seconds));
        return pause.compareTo(PAUSE_MAX) < 0 ? pause : PAUSE_MAX;
    }
}
