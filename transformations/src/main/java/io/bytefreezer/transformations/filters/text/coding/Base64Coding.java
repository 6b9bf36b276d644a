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
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/**
 * Decodes or encodes Base64, RFC 4648.
 *
 * @param sourceField the text
 * @param targetField where the result goes; nothing for the source itself
 * @param action {@code decode} or {@code encode}
 */
public record Base64Coding(FieldPath sourceField, Optional<FieldPath> targetField, String action) implements Filter {

    private static final String DECODE = "decode";

    private static final Option<FieldPath> SOURCE_FIELD =
            Option.path("source_field", "Text to decode or encode.").defaultsTo("message");
    private static final Option<FieldPath> TARGET_FIELD =
            Option.path("target_field", "Field to write; by default the source itself.");
    private static final Option<String> ACTION = Option.choice(
                    "action", List.of(DECODE, "encode"), "What to do with it.")
            .defaultsTo(DECODE);

    /** Describes this filter. */
    public static final FilterType TYPE = new FilterType(
            "base64",
            "Decodes or encodes Base64. Decodes both alphabets, with or without padding; what does not encode UTF-8 is an"
                    + " error.",
            List.of(SOURCE_FIELD, TARGET_FIELD, ACTION),
            options -> new Base64Coding(options.get(SOURCE_FIELD), options.find(TARGET_FIELD), options.get(ACTION)),
            List.of(
                    Example.becomes("A command line", """
                            {"source_field": "command", "target_field": "decoded"}""", """
                            {"command": "Y2F0IC9ldGMvcGFzc3dk"}""", """
                            {"command": "Y2F0IC9ldGMvcGFzc3dk", "decoded": "cat /etc/passwd"}"""),
                    Example.becomes("Encode", """
                            {"source_field": "note", "action": "encode"}""", """
                            {"note": "olá"}""", """
                            {"note": "b2zDoQ=="}"""),
                    Example.rejected("Not Base64", """
                            {"source_field": "command"}""", """
                            {"command": "cat /etc/passwd"}""", ErrorCode.BAD_VALUE)));

    @Override
    public FilterFunction compile(FilterScope scope) {
        FieldPath target = targetField.orElse(sourceField);
        if (action.equals(DECODE)) {
            return TextFunction.on(sourceField, (event, text) -> TextFunction.set(event, target, decode(text)));
        }
        return TextFunction.on(sourceField, (event, text) -> TextFunction.set(event, target, encode(text)));
    }

    private static String encode(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    private static String decode(String text) throws EventException {
        String standard = text.strip().replace('-', '+').replace('_', '/');
        try {
            return StrictUtf8.text(Base64.getDecoder().decode(standard.getBytes(StandardCharsets.UTF_8)));
        } catch (IllegalArgumentException e) {
            throw new EventException(ErrorCode.BAD_VALUE, "not Base64: " + e.getMessage());
        }
    }
}
