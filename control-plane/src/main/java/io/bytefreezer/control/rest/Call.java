package io.bytefreezer.control.rest;

import io.bytefreezer.control.decision.Actor;
import io.bytefreezer.control.store.KeyRing;
import io.bytefreezer.schemas.name.DatasetRef;
import io.bytefreezer.schemas.name.ResourceId;
import io.helidon.http.HeaderName;
import io.helidon.webserver.http.ServerRequest;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** One request, and who makes it. Belongs to the request's thread. */
final class Call {

    /** Largest body: a transformation document with room to spare. */
    static final int BODY_BYTES_MAX = 1 << 20;

    private final ServerRequest request;
    private final KeyRing.@Nullable Shown shown;

    Call(ServerRequest request, KeyRing.@Nullable Shown shown) {
        this.request = request;
        this.shown = shown;
    }

    /** The request as it came. */
    ServerRequest request() {
        return request;
    }

    /** Who asks; only on routes that need a key. */
    Actor actor() {
        if (shown == null) {
            throw new IllegalStateException("an open route asked for a key: " + request.path());
        }
        return new Actor(shown.key().id(), shown.key().account(), shown.system());
    }

    /** The account of the key. */
    ResourceId account() {
        return actor().account();
    }

    /** An id in the path. */
    ResourceId id(String parameter) {
        try {
            return new ResourceId(parameter(parameter));
        } catch (IllegalArgumentException e) {
            throw new RefusedException(400, ErrorView.of("invalid_id", String.valueOf(e.getMessage())));
        }
    }

    /** The dataset in the path. */
    DatasetRef dataset() {
        return new DatasetRef(id("tenant"), id("dataset"));
    }

    /** Whether the path has this parameter. */
    boolean has(String parameter) {
        return request.path().pathParameters().contains(parameter);
    }

    /** Text in the path. */
    String parameter(String name) {
        return request.path().pathParameters().get(name);
    }

    /** A whole number in the path. */
    int number(String parameter) {
        try {
            return Integer.parseInt(parameter(parameter));
        } catch (NumberFormatException e) {
            throw new RefusedException(
                    400, ErrorView.of("invalid_id", "'" + parameter + "' in the path is a whole number"));
        }
    }

    /** A whole number in the query, or the default. */
    long query(String name, long byDefault, long most) {
        Optional<String> text = request.query().first(name).asOptional();
        if (text.isEmpty()) {
            return byDefault;
        }
        OptionalLong number = wholeNumber(text.get());
        if (number.isEmpty() || number.getAsLong() < 0 || number.getAsLong() > most) {
            throw new RefusedException(
                    400,
                    ErrorView.of("invalid_query", "'" + name + "' in the query is a whole number from 0 to " + most));
        }
        return number.getAsLong();
    }

    private static OptionalLong wholeNumber(String text) {
        try {
            return OptionalLong.of(Long.parseLong(text));
        } catch (NumberFormatException e) {
            return OptionalLong.empty();
        }
    }

    /** Texts in the query, as often as the parameter is there. */
    List<String> texts(String name) {
        return request.query().contains(name) ? request.query().all(name) : List.of();
    }

    /** A header of the request. */
    Optional<String> header(HeaderName name) {
        return request.headers().first(name);
    }

    /** The body as JSON. */
    <T> T body(Class<T> type) {
        return ApiJson.read(text(), type);
    }

    /** The body as text, empty where there is none. */
    String text() {
        if (!request.content().hasEntity()) {
            return "";
        }
        try {
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes(BODY_BYTES_MAX)))
                    .toString();
            if (Surrogates.unpaired(text)) {
                throw malformed("the body has an escape for half a character, which cannot be stored");
            }
            return text;
        } catch (CharacterCodingException e) {
            throw malformed("the body is not UTF-8");
        }
    }

    /** The body as it came, empty where there is none. */
    byte[] bytes(int most) {
        if (!request.content().hasEntity()) {
            return new byte[0];
        }
        try (InputStream in = request.content().inputStream()) {
            byte[] bytes = in.readNBytes(most + 1);
            if (bytes.length > most) {
                throw new RefusedException(
                        413, ErrorView.of("body_too_large", "a body has at most " + most + " bytes"));
            }
            return bytes;
        } catch (IOException e) {
            throw new UncheckedIOException("the body cannot be read", e);
        }
    }

    private static RefusedException malformed(String message) {
        return new RefusedException(400, ErrorView.at("", "malformed_text", message));
    }
}
