package io.bytefreezer.transformations.filters.field;

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
import io.bytefreezer.transformations.value.ValueType;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Makes fields be of the types of a schema.
 *
 * @param schema types by fields
 * @param onMismatch {@code reject}, {@code null} or {@code keep}
 */
public record Coerce(Map<String, ValueType> schema, String onMismatch) implements Filter {

    private static final String REJECT = "reject";
    private static final String NULL = "null";

    private static final Option<Map<String, String>> SCHEMA = ValueType.option(
                    "schema",
                    "Types by field paths: string, int, decimal, boolean, timestamp (RFC 3339, or a number since 1970) or ip.")
            .required();
    private static final Option<String> ON_MISMATCH = Option.choice(
                    "on_mismatch",
                    List.of(REJECT, NULL, "keep"),
                    "What becomes of a value that is not of its type: it is an error, becomes null, or stays.")
            .defaultsTo(REJECT);

    /** Describes this filter. */
    public static final FilterType TYPE = new FilterType(
            "coerce",
            "Makes fields be of the types of a schema, without losing a digit: a number that is not whole is no int, and an int"
                    + " may be longer than 64 bits. Fields that are missing or null stay so.",
            List.of(SCHEMA, ON_MISMATCH),
            options -> new Coerce(ValueType.read(options.get(SCHEMA)), options.get(ON_MISMATCH)),
            List.of(
                    Example.becomes("Texts of a CSV", """
                            {"schema": {"id": "int", "price": "decimal", "paid": "boolean", "at": "timestamp"}}""", """
                            {"id": "92233720368547758079", "price": "1.10", "paid": "yes", "at": "2026-10-11 22:14:15+02:00"}""", """
                            {"id": 92233720368547758079, "price": 1.10, "paid": true, "at": "2026-10-11T20:14:15Z"}"""),
                    Example.becomes("A mismatch becomes null", """
                            {"schema": {"http.status": "int", "client": "ip"}, "on_mismatch": "null"}""", """
                            {"http": {"status": "-"}, "client": "2001:db8::1"}""", """
                            {"http": {"status": null}, "client": "2001:db8::1"}"""),
                    Example.rejected("Half a request", """
                            {"schema": {"requests": "int"}}""", """
                            {"requests": 1.5}""", ErrorCode.BAD_VALUE)));

    /** A field of the schema. */
    private record Column(FieldPath path, ValueType type) {}

    @Override
    public FilterFunction compile(FilterScope scope) {
        List<Column> columns = new ArrayList<>();
        schema.forEach((name, type) -> FieldPath.parse(name)
                .ifPresentOrElse(
                        path -> columns.add(new Column(path, type)),
                        () -> scope.config()
                                .at("schema")
                                .at(name)
                                .report("'" + name + "' is no field path such as a.b or [a][b]")));
        return event -> apply(event, columns);
    }

    private Verdict apply(Event event, List<Column> columns) {
        @Nullable Object[] coerced = new Object[columns.size()];
        for (int i = 0; i < coerced.length; i++) {
            Column column = columns.get(i);
            Object value = event.get(column.path());
            if (value != null && !event.canSet(column.path())) {
                return Verdict.pathConflict(column.path());
            }
            try {
                coerced[i] = value == null ? null : coerce(column, value);
            } catch (EventException e) {
                return new Verdict.Reject(e.code(), e.detail());
            }
        }
        for (int i = 0; i < coerced.length; i++) {
            FieldPath path = columns.get(i).path();
            if (event.has(path)) {
                event.set(path, coerced[i]);
            }
        }
        return Verdict.PASS;
    }

    private @Nullable Object coerce(Column column, Object value) throws EventException {
        if (onMismatch.equals(REJECT)) {
            return column.type().require(column.path().text(), value);
        }
        Object converted = column.type().convert(value);
        return converted == null && !onMismatch.equals(NULL) ? value : converted;
    }
}
