package io.bytefreezer.transformations.filters.text.coding;

import io.bytefreezer.transformations.event.ErrorCode;
import io.bytefreezer.transformations.event.EventException;
import io.bytefreezer.transformations.event.FieldPath;
import io.bytefreezer.transformations.filter.Example;
import io.bytefreezer.transformations.filter.Filter;
import io.bytefreezer.transformations.filter.FilterFunction;
import io.bytefreezer.transformations.filter.FilterScope;
import io.bytefreezer.transformations.filter.FilterType;
import io.bytefreezer.transformations.filter.TextFunction;
import io.bytefreezer.transformations.option.Option;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/**
 * Decodes percent-encoding, RFC 3986 section 2.1, and the plus signs of {@code application/x-www-form-urlencoded}.
 *
 * @param sourceField the text
 * @param targetField where the result goes; nothing for the source itself
 * @param plusAsSpace whether a plus sign is a space
 */
public record UrlDecode(FieldPath sourceField, Optional<FieldPath> targetField, boolean plusAsSpace) implements Filter {

    private static final Option<FieldPath> SOURCE_FIELD =
            Option.path("source_field", "Text to decode.").defaultsTo("message");
    private static final Option<FieldPath> TARGET_FIELD =
            Option.path("target_field", "Field to write; by default the source itself.");
    private static final Option<Boolean> PLUS_AS_SPACE = Option.flag(
                    "plus_as_space", "Whether + is a space, as in queries and forms; in paths it is not.")
            .defaultsTo(true);

    /** Describes this filter. */
    public static final FilterType TYPE = new FilterType(
            "urldecode",
            "Decodes the %20 and + of URLs. What is not percent-encoded UTF-8 is an error.",
            List.of(SOURCE_FIELD, TARGET_FIELD, PLUS_AS_SPACE),
            options -> new UrlDecode(options.get(SOURCE_FIELD), options.find(TARGET_FIELD), options.get(PLUS_AS_SPACE)),
            List.of(
                    Example.becomes("A query", """
                            {"source_field": "query"}""", """
                            {"query": "q=caf%C3%A9+au+lait"}""", """
                            {"query": "q=café au lait"}"""),
                    Example.becomes("A path", """
                            {"source_field": "path", "target_field": "file", "plus_as_space": false}""", """
                            {"path": "/a%20b+c"}""", """
                            {"path": "/a%20b+c", "file": "/a b+c"}"""),
                    Example.rejected("Half a byte", """
                            {"source_field": "query"}""", """
                            {"query": "100%"}""", ErrorCode.BAD_VALUE)));

    @Override
    public FilterFunction compile(FilterScope scope) {
        FieldPath target = targetField.orElse(sourceField);
        return TextFunction.on(sourceField, (event, text) -> TextFunction.set(event, target, decode(text)));
    }

    private String decode(String text) throws EventException {
        boolean plus = plusAsSpace && text.indexOf('+') >= 0;
        String spaced = plus ? text.replace('+', ' ') : text;
        int percent = spaced.indexOf('%');
        if (percent < 0) {
            return spaced;
        }
        byte[] utf8 = spaced.getBytes(StandardCharsets.UTF_8);
        ByteArrayOutputStream decoded = new ByteArrayOutputStream(utf8.length);
        int at = 0;
        while (at < utf8.length) {
            if (utf8[at] == '%') {
                decoded.write(octet(utf8, at));
                at += 3;
            } else {
                decoded.write(utf8[at]);
                at++;
            }
        }
        return StrictUtf8.text(decoded.toByteArray());
    }

    private static int octet(byte[] utf8, int percent) throws EventException {
        int high = percent + 2 < utf8.length ? Character.digit(utf8[percent + 1], 16) : -1;
        int low = percent + 2 < utf8.length ? Character.digit(utf8[percent + 2], 16) : -1;
        if (high < 0 || low < 0) {
            throw new EventException(
                    ErrorCode.BAD_VALUE, "the % at byte " + percent + " is not followed by two hexadecimal digits");
        }
        return high * 16 + low;
    }
}
