package io.bytefreezer.transformations.filters.text.structured;

import io.bytefreezer.transformations.event.ErrorCode;
import io.bytefreezer.transformations.event.Event;
import io.bytefreezer.transformations.event.EventException;
import io.bytefreezer.transformations.event.FieldPath;
import io.bytefreezer.transformations.filter.Example;
import io.bytefreezer.transformations.filter.Filter;
import io.bytefreezer.transformations.filter.FilterFunction;
import io.bytefreezer.transformations.filter.FilterScope;
import io.bytefreezer.transformations.filter.FilterType;
import io.bytefreezer.transformations.filter.Target;
import io.bytefreezer.transformations.filter.TextFunction;
import io.bytefreezer.transformations.filter.Verdict;
import io.bytefreezer.transformations.json.JsonReader;
import io.bytefreezer.transformations.option.Option;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Reads JSON (RFC 8259) out of a text.
 *
 * @param sourceField the text
 * @param targetField where the value goes; nothing for the event itself
 * @param removeField whether the text is removed
 */
public record ParseJson(FieldPath sourceField, Optional<FieldPath> targetField, boolean removeField) implements Filter {

    private static final Option<FieldPath> SOURCE_FIELD =
            Option.path("source_field", "Text with JSON.").defaultsTo("message");
    private static final Option<FieldPath> TARGET_FIELD = Option.path(
            "target_field",
            "Field for the value, be it an object or not. By default the members of an object become fields of the event and"
                    + " replace those of the same names.");

    /** Describes this filter. */
    public static final FilterType TYPE = new FilterType(
            "json",
            "Reads JSON out of a text. Numbers keep their digits; a key that repeats is an error, as one of its values would"
                    + " be lost.",
            List.of(SOURCE_FIELD, TARGET_FIELD, Target.REMOVE_SOURCE),
            options -> new ParseJson(
                    options.get(SOURCE_FIELD), options.find(TARGET_FIELD), options.get(Target.REMOVE_SOURCE)),
            List.of(
                    Example.becomes("An application's log inside a container's", """
                            {"source_field": "log", "remove_field": true}""", """
                            {"pod": "web-1", "log": "{\\"level\\":\\"error\\",\\"price\\":1.10,\\"id\\":9223372036854775808}\\n"}""", """
                            {"pod": "web-1", "level": "error", "price": 1.10, "id": 9223372036854775808}"""),
                    Example.becomes("A list, in place of its text", """
                            {"source_field": "tags", "target_field": "tags"}""", """
                            {"tags": "[\\"a\\", \\"b\\"]"}""", """
                            {"tags": ["a", "b"]}"""),
                    Example.rejected("A list has no fields", """
                            {"source_field": "tags"}""", """
                            {"tags": "[\\"a\\", \\"b\\"]"}""", ErrorCode.WRONG_TYPE),
                    Example.rejected("Cut off", """
                            {}""", """
                            {"message": "{\\"level\\": \\"err"}""", ErrorCode.MALFORMED_JSON)));

    @Override
    public FilterFunction compile(FilterScope scope) {
        JsonReader reader = new JsonReader(scope.limits());
        Target target = new Target(targetField, Map.of(), removeField);
        return TextFunction.on(sourceField, (event, text) -> {
            Object value = reader.value(text.getBytes(StandardCharsets.UTF_8));
            return targetField.isPresent()
                    ? set(event, targetField.get(), value)
                    : target.add(event, sourceField, members(value), scope.limits());
        });
    }

    private Verdict set(Event event, FieldPath target, @Nullable Object value) {
        if (!event.set(target, value)) {
            return Verdict.pathConflict(target);
        }
        if (removeField && !target.segments().equals(sourceField.segments())) {
            event.remove(sourceField);
        }
        return Verdict.PASS;
    }

    @SuppressWarnings("unchecked") // the reader makes maps with text keys
    private static Map<String, @Nullable Object> members(@Nullable Object value) throws EventException {
        if (value instanceof Map<?, ?> object) {
            return (Map<String, @Nullable Object>) object;
        }
        throw new EventException(
                ErrorCode.WRONG_TYPE,
                "holds a JSON value that is no object; give 'target_field' to keep it in a field");
    }
}
