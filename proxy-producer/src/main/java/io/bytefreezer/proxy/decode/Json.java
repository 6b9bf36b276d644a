package io.bytefreezer.proxy.decode;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;

/** Tells whether bytes are one JSON object. Bytes that are not UTF-8 are not JSON. */
final class Json {

    private static final JsonFactory FACTORY = new JsonFactory();

    private Json() {}

    static boolean isObject(byte[] bytes) {
        return isObject(bytes, new Slice(0, bytes.length));
    }

    static boolean isObject(byte[] bytes, Slice slice) {
        try (JsonParser parser = FACTORY.createParser(bytes, slice.from(), slice.length())) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                return false;
            }
            parser.skipChildren();
            return parser.currentToken() == JsonToken.END_OBJECT && parser.nextToken() == null;
        } catch (IOException notJson) {
            return false;
        }
    }
}
