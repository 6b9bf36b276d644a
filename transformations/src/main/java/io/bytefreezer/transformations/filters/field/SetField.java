package io.bytefreezer.transformations.filters.field;

import io.bytefreezer.transformations.condition.Expression;
import io.bytefreezer.transformations.condition.ExpressionCompiler;
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
import io.bytefreezer.transformations.option.Option;
import java.util.List;

/**
 * Sets a field to what an expression gives.
 *
 * @param field where
 * @param expression in CEL
 */
public record SetField(FieldPath field, String expression) implements Filter {

    private static final Option<FieldPath> FIELD =
            Option.path("field", "Field to set; one that is there is replaced.").required();
    private static final Option<String> EXPRESSION = Option.text(
                    "expression",
                    "What to set it to, in CEL, over event, tenant, dataset, source, format, attributes and received_at as in"
                            + " conditions.")
            .required();

    /** Describes this filter. */
    public static final FilterType TYPE = new FilterType(
            "set",
            "Sets a field to what a CEL expression gives: a text, a number, true or false, a list, an object or null. Times are"
                    + " written as RFC 3339. CEL counts decimals in doubles; a number that only passes through keeps its"
                    + " digits. An expression that fails, e.g. for a field that is missing, is an error.",
            List.of(FIELD, EXPRESSION),
            options -> new SetField(options.get(FIELD), options.get(EXPRESSION)),
            List.of(
                    Example.becomes("A choice", """
                            {"field": "level", "expression": "event.status >= 500 ? 'error' : 'info'"}""", """
                            {"status": 503}""", """
                            {"status": 503, "level": "error"}"""),
                    Example.becomes("A sum, nested", """
                            {"field": "net.bytes", "expression": "event.net.rx + event.net.tx"}""", """
                            {"net": {"rx": 4611686018427387904, "tx": 3}}""", """
                            {"net": {"rx": 4611686018427387904, "tx": 3, "bytes": 4611686018427387907}}"""),
                    Example.becomes("An object", """
                            {"field": "origin", "expression": "{'tenant': tenant, 'at': received_at, 'price': event.price}"}""", """
                            {"price": 1.10}""", """
                            {"price": 1.10, "origin": {"tenant": "demo", "at": "2026-10-11T22:14:20Z", "price": 1.10}}"""),
                    Example.rejected("A field that is missing", """
                            {"field": "level", "expression": "event.status >= 500 ? 'error' : 'info'"}""", """
                            {"message": "hello"}""", ErrorCode.CEL_ERROR)));

    @Override
    public FilterFunction compile(FilterScope scope) {
        return new ExpressionCompiler(scope.limits())
                .compile(expression, scope.config().at("expression"))
                .<FilterFunction>map(compiled -> event -> set(event, compiled))
                .orElse(FilterFunction.NOTHING);
    }

    private Verdict set(Event event, Expression compiled) {
        try {
            return event.set(field, compiled.value(event)) ? Verdict.PASS : Verdict.pathConflict(field);
        } catch (EventException e) {
            return new Verdict.Reject(e.code(), e.detail());
        }
    }
}
