package io.bytefreezer.transformations.parse;

import io.bytefreezer.transformations.event.ErrorCode;
import io.bytefreezer.transformations.event.EventException;
import io.bytefreezer.transformations.event.Limits;
import io.bytefreezer.transformations.event.RawInput;
import io.bytefreezer.transformations.json.JsonReader;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Makes fields of payloads, by their format. */
public final class Parser {

    private final Format format;
    private final JsonReader json;
    private final int payloadBytesMax;

    /** A parser of one format. */
    public Parser(Format format, Limits limits) {
        this.format = format;
        this.json = new JsonReader(limits);
        this.payloadBytesMax = limits.payloadBytes();
    }

    /** The fields of an input; the map is the caller's to change. */
    public Map<String, @Nullable Object> parse(RawInput input) throws EventException {
        if (input.payload().length > payloadBytesMax) {
            throw new EventException(
                    ErrorCode.TOO_LARGE,
                    "the payload has " + input.payload().length + " bytes; up to " + payloadBytesMax + " are parsed");
        }
        return switch (format == Format.AUTO ? Format.ofHint(input.format()) : format) {
            case JSON -> json.object(input.payload());
            case SYSLOG -> Syslog.parse(input);
            case TEXT -> Text.of(input.payload()).fields();
            case AUTO -> detect(input);
        };
    }

    /**
     * What nobody vouches for is what it looks like, and text when the look deceives. JSON that is well-formed but refused is an
     * error all the same: as text it would seem accepted.
     */
    private Map<String, @Nullable Object> detect(RawInput input) throws EventException {
        if (looksLikeJson(input.payload())) {
            try {
                return json.object(input.payload());
            } catch (EventException e) {
                if (e.code() != ErrorCode.MALFORMED_JSON) {
                    throw e;
                }
            }
        }
        return Syslog.hasPriority(input.payload())
                ? Syslog.parse(input)
                : Text.of(input.payload()).fields();
    }

    private static boolean looksLikeJson(byte[] payload) {
        for (byte b : payload) {
            if (b > ' ') {
                return b == '{';
            }
        }
        return false;
    }
}
