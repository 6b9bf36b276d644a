package io.bytefreezer.transformations.filters.flow;

import io.bytefreezer.transformations.filter.FilterFunction;
import io.bytefreezer.transformations.filter.FilterScope;
import io.bytefreezer.transformations.filter.Verdict;

/** What {@code include} and {@code exclude} have in common: two tests, of which one that holds is enough. */
final class FieldTests {

    private FieldTests() {}

    /** The filter that drops what passes a test, or what passes none. */
    static FilterFunction compile(FieldTest one, FieldTest any, FilterScope scope, boolean dropsWhatHolds) {
        reportMissing(one, any, scope);
        FieldTest.Compiled first = one.compile(scope.limits(), scope.config().at("matches"));
        FieldTest.Compiled second = any.compile(scope.limits(), scope.config().at("any_matches"));
        Verdict drop = new Verdict.Drop(dropsWhatHolds ? "excluded" : "not_included");
        return event -> {
            Verdict tooLong = first.tooLong(event);
            tooLong = tooLong == null ? second.tooLong(event) : tooLong;
            if (tooLong != null) {
                return tooLong;
            }
            return (first.holds(event) || second.holds(event)) == dropsWhatHolds ? drop : Verdict.PASS;
        };
    }

    private static void reportMissing(FieldTest one, FieldTest any, FilterScope scope) {
        if (!one.exists() && !any.exists()) {
            scope.config().report("say which events: give 'field' or 'any_field'");
        }
        if (!one.exists() && one.hasConditions()) {
            scope.config().report("'equals', 'contains' and 'matches' need 'field'");
        }
        if (!any.exists() && any.hasConditions()) {
            scope.config().report("'any_equals' and 'any_matches' need 'any_field'");
        }
    }
}
