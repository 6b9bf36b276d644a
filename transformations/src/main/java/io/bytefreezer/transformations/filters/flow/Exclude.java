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
 * Drops the events that pass a test, and keeps all others.
 *
 * @param one a test of one field
 * @param any a test of several fields
 */
public record Exclude(FieldTest one, FieldTest any) implements Filter {

    private static final Option<FieldPath> FIELD = Option.path("field", "Field to test; alone, that it is there.");
    private static final Option<Object> EQUALS = Option.any("equals", "Drops when `field` equals this.");
    private static final Option<String> CONTAINS = Option.text("contains", "Drops when `field` contains this text.");
    private static final Option<String> MATCHES =
            Option.text("matches", "Drops when this regular expression (RE2) is found in `field`.");
    private static final Option<List<FieldPath>> ANY_FIELD =
            Option.paths("any_field", "Fields to test, of which one is enough; alone, that one is there.");
    private static final Option<Object> ANY_EQUALS =
            Option.any("any_equals", "Drops when one of `any_field` equals this.");
    private static final Option<String> ANY_MATCHES =
            Option.text("any_matches", "Drops when this regular expression (RE2) is found in one of `any_field`.");

    /** Describes this filter. */
    public static final FilterType TYPE = new FilterType(
            "exclude",
            "Drops the events for which any of its conditions holds, and keeps all others.",
            List.of(FIELD, EQUALS, CONTAINS, MATCHES, ANY_FIELD, ANY_EQUALS, ANY_MATCHES),
            Exclude::bind,
            List.of(
                    Example.dropped("By a part of a text", """
                            {"field": "user_agent", "contains": "kube-probe"}""", """
                            {"user_agent": "kube-probe/1.31", "path": "/"}""", "excluded"),
                    Example.becomes("All others stay", """
                            {"field": "user_agent", "contains": "kube-probe"}""", """
                            {"path": "/"}""", """
                            {"path": "/"}"""),
                    Example.dropped("A list says any of them", """
                            {"any_field": ["src_ip", "dst_ip"], "any_matches": "^127[.]"}""", """
                            {"src_ip": "10.0.0.4", "dst_ip": "127.0.0.1"}""", "excluded")));

    private static Exclude bind(Options options) {
        return new Exclude(
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
        return FieldTests.compile(one, any, scope, true);
    }
}
