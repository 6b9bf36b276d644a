package io.bytefreezer.proxy.decode;

import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One event cut out of the bytes, untouched.
 *
 * @param origin where it is from
 * @param format what it is written in; one of {@link Formats}
 * @param payload exactly the bytes sent, without what framed them; not copied, so nobody may change them
 * @param attributes what the decoder knows beside the bytes
 * @param malformed whether it is already known that parsing will fail
 * @param receivedAt when its input had the first of it; null when that is the moment at which it is handed on
 */
@SuppressWarnings("ArrayRecordComponent") // a copy per hop is what we avoid, and nothing compares these
public record DecodedEvent(
        Origin origin,
        String format,
        byte[] payload,
        Map<String, String> attributes,
        boolean malformed,
        @Nullable Instant receivedAt) {

    /** Attribute of an event that is only the beginning of what was sent; its value is the length in bytes of the whole. */
    public static final String TRUNCATED = "truncated";

    /** Attribute of an event of several lines that may go on in the next one; its value is the limit that cut it. */
    public static final String CUT = "cut";

    /** Copies the attributes. */
    public DecodedEvent {
        attributes = Map.copyOf(attributes);
    }

    /** An event that is handed on at once. */
    DecodedEvent(Origin origin, String format, byte[] payload, Map<String, String> attributes, boolean malformed) {
        this(origin, format, payload, attributes, malformed, null);
    }

    /** An event that is whole. */
    static DecodedEvent whole(Origin origin, String format, byte[] payload) {
        return new DecodedEvent(origin, format, payload, Map.of(), false);
    }

    /** The first bytes of an event that was to have {@code length} bytes. */
    public static DecodedEvent truncated(Origin origin, String format, byte[] head, long length) {
        return new DecodedEvent(origin, format, head, Map.of(TRUNCATED, Long.toString(length)), false);
    }

    /** Whether only the beginning of it is here. */
    public boolean isTruncated() {
        return attributes.containsKey(TRUNCATED);
    }
}
