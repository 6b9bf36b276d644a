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
import io.bytefreezer.transformations.filter.Verdict;
import io.bytefreezer.transformations.json.JsonReader;
import io.bytefreezer.transformations.option.Option;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Checks that a text is JSON (RFC 8259).
 *
 * @param sourceField the text
 * @param targetField field that says whether it is
 * @param failOnInvalid whether a text that is not is an error
 */
public record JsonValidate(FieldPath sourceField, Optional<FieldPath> targetField, boolean failOnInvalid)
        implements Filter {

    private static final Option<FieldPath> SOURCE_FIELD =
            Option.path("source_field", "Text to check.").defaultsTo("message");
    private static final Option<Boolean> FAIL_ON_INVALID = Option.flag(
                    "fail_on_invalid", "Whether what is not JSON is an error; else the event goes on.")
            .defaultsTo(true);
    private static final Option<FieldPath> TARGET_FIELD =
            Option.path("target_field", "Field to set to true for JSON and to false for anything else.");

    /** Describes this filter. */
    public static final FilterType TYPE = new FilterType(
            "json_validate",
            "Checks that a text is JSON, of any kind, without changing it. An object or a list that was parsed before counts as"
                    + " JSON.",
            List.of(SOURCE_FIELD, FAIL_ON_INVALID, TARGET_FIELD),
            options -> new JsonValidate(
                    options.get(SOURCE_FIELD), options.find(TARGET_FIELD), options.get(FAIL_ON_INVALID)),
            List.of(
                    Example.becomes("Valid", """
                            {}""", """
                            {"message": "{\\"level\\": \\"info\\"}"}""", """
                            {"message": "{\\"level\\": \\"info\\"}"}"""),
                    Example.rejected("Not valid", """
                            {}""", """
                            {"message": "{level: info}"}""", ErrorCode.MALFORMED_JSON),
                    Example.becomes("Only noted", """
                            {"fail_on_invalid": false, "target_field": "is_json"}""", """
                            {"message": "plain text"}""", """
                            {"message": "plain text", "is_json": false}""")));

    @Override
    public FilterFunction compile(FilterScope scope) {
        JsonReader reader = new JsonReader(scope.limits());
        return event -> apply(event, reader);
    }

    private Verdict apply(Event event, JsonReader reader) {
        Object source = event.get(sourceField);
        if (source == null) {
            return Verdict.PASS;
        }
        Verdict found = switch (source) {
            case String text -> check(text, reader);
            case Map<?, ?> object -> Verdict.PASS;
            case List<?> list -> Verdict.PASS;
            default -> new Verdict.Reject(ErrorCode.WRONG_TYPE, "'" + sourceField + "' is not a text");
        };
        boolean valid = found instanceof Verdict.Pass;
        if (failOnInvalid && !valid) {
            return found;
        }
        return targetField
                .filter(target -> !event.set(target, valid))
                .map(Verdict::pathConflict)
                .orElse(Verdict.PASS);
    }

    private Verdict check(String text, JsonReader reader) {
        try {
            reader.value(text.getBytes(StandardCharsets.UTF_8));
            return Verdict.PASS;
        } catch (EventException e) {
            return new Verdict.Reject(e.code(), "'" + sourceField + "': " + e.detail());
        }
    }
}
