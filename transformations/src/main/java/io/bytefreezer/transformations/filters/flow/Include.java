package io.bytefreezer.transformations.filters.flow;

import io.bytefreezer.transformations.event.FieldPath;
import io.bytefreezer.transformations.filter.Example;
import io.bytefreezer.transformations.filter.Filter;
import io.bytefreezer.transformations.filter.FilterFunction;
import io.bytefreezer.transformations.filter.FilterScope;
import io.bytefreezer.transformations.filter.FilterType;
import io.bytefreezer.transformations.option.Option;
import io.bytefreezer.transformations.option.Options;
import java.util.List;
import java.util.Optional;

/**
 * Keeps the events that pass a test, and drops all others.
 *
 * @param one a test of one field
 * @param any a test of several fields
 */
public record Include(FieldTest one, FieldTest any) implements Filter {

    private static final Option<FieldPath> FIELD = Option.path("field", "Field to test; alone, that it is there.");
    private static final Option<Object> EQUALS = Option.any("equals", "Keeps when `field` equals this.");
    private static final Option<String> CONTAINS = Option.text("contains", "Keeps when `field` contains this text.");
    private static final Option<String> MATCHES =
            Option.text("matches", "Keeps when this regular expression (RE2) is found in `field`.");
    private static final Option<List<FieldPath>> ANY_FIELD =
            Option.paths("any_field", "Fields to test, of which one is enough; alone, that one is there.");
    private static final Option<Object> ANY_EQUALS =
            Option.any("any_equals", "Keeps when one of `any_field` equals this.");
    private static final Option<String> ANY_MATCHES =
            Option.text("any_matches", "Keeps when this regular expression (RE2) is found in one of `any_field`.");

    /** Describes this filter. */
    public static final FilterType TYPE = new FilterType(
            "include",
            "Keeps the events for which any of its conditions holds, and drops all others, also those without the fields.",
            List.of(FIELD, EQUALS, CONTAINS, MATCHES, ANY_FIELD, ANY_EQUALS, ANY_MATCHES),
            Include::bind,
            List.of(
                    Example.becomes("By value", """
                            {"field": "environment", "equals": "production"}""", """
                            {"environment": "production", "message": "started"}""", """
                            {"environment": "production", "message": "started"}"""),
                    Example.dropped("By value, of another", """
                            {"field": "environment", "equals": "production"}""", """
                            {"environment": "staging", "message": "started"}""", "not_included"),
                    Example.dropped("Without the field", """
                            {"field": "trace_id"}""", """
                            {"message": "no trace"}""", "not_included"),
                    Example.becomes("Any of several fields", """
                            {"any_field": ["message", "error.reason"], "any_matches": "(?i)timed? ?out"}""", """
                            {"message": "request failed", "error": {"reason": "Timeout after 5 s"}}""", """
                            {"message": "request failed", "error": {"reason": "Timeout after 5 s"}}""")));

    private static Include bind(Options options) {
        return new Include(
                new FieldTest(
                        options.find(FIELD).stream().toList(),
                        options.find(EQUALS),
                        Optional.empty(),
                        options.find(CONTAINS),
                        options.find(MATCHES)),
                new FieldTest(
                        options.find(ANY_FIELD).orElse(List.of()),
                        options.find(ANY_EQUALS),
                        Optional.empty(),
                        Optional.empty(),
                        options.find(ANY_MATCHES)));
    }

    @Override
    public FilterFunction compile(FilterScope scope) {
        return FieldTests.compile(one, any, scope, false);
    }
}
