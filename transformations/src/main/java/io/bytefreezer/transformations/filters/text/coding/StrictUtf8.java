package io.bytefreezer.transformations.filters.text.coding;

import io.bytefreezer.transformations.event.ErrorCode;
import io.bytefreezer.transformations.event.EventException;
import io.bytefreezer.transformations.json.Utf8;
import java.nio.charset.StandardCharsets;

/** Makes texts of decoded bytes: those that are no text are refused, as a text cannot hold them. */
final class StrictUtf8 {

    private StrictUtf8() {}

    static String text(byte[] bytes) throws EventException {
        if (!Utf8.isValid(bytes)) {
            throw new EventException(ErrorCode.BAD_VALUE, "what it encodes is not UTF-8");
        }
        return new String(bytes, StandardCharsets.UTF_8);
    }
}
