package io.bytefreezer.transformations.json;

import io.bytefreezer.transformations.event.ErrorCode;
import io.bytefreezer.transformations.event.EventException;
import io.bytefreezer.transformations.event.Limits;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads JSON (RFC 8259) from UTF-8 bytes into maps and lists.
 *
 * <p>Stricter than most readers where something would be lost: a repeated key, half a surrogate pair, anything after the object.
 * Safe for use by many threads.
 */
public final class JsonReader {

    private static final byte[] BYTE_ORDER_MARK = {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF};

    private final Limits limits;
    private final NameCache names = new NameCache();

    /** A reader that refuses what goes over the limits. */
    public JsonReader(Limits limits) {
        this.limits = limits;
    }

    /** The object that the bytes are; the map is the caller's to change. */
    public Map<String, @Nullable Object> object(byte[] utf8) throws EventException {
        return scanner(utf8).object();
    }

    /** The value of any kind that the bytes are; it is the caller's to change. */
    public @Nullable Object value(byte[] utf8) throws EventException {
        return scanner(utf8).value();
    }

    private JsonScanner scanner(byte[] utf8) throws EventException {
        boolean ascii = Words.areAscii(utf8, 0, utf8.length);
        if (!ascii && !Utf8.isValid(utf8)) {
            throw new EventException(ErrorCode.MALFORMED_JSON, "the payload is not valid UTF-8");
        }
        int start = !ascii && startsWithMark(utf8) ? BYTE_ORDER_MARK.length : 0;
        return new JsonScanner(utf8, start, ascii, limits, names);
    }

    private static boolean startsWithMark(byte[] bytes) {
        return bytes.length >= 3
                && bytes[0] == BYTE_ORDER_MARK[0]
                && bytes[1] == BYTE_ORDER_MARK[1]
                && bytes[2] == BYTE_ORDER_MARK[2];
    }
}
