package io.bytefreezer.transformations.filters.field.mutate;

import io.bytefreezer.transformations.event.ErrorCode;
import io.bytefreezer.transformations.event.Event;
import io.bytefreezer.transformations.event.FieldPath;
import io.bytefreezer.transformations.filter.Example;
import io.bytefreezer.transformations.filter.Filter;
import io.bytefreezer.transformations.filter.FilterFunction;
import io.bytefreezer.transformations.filter.FilterScope;
import io.bytefreezer.transformations.filter.FilterType;
import io.bytefreezer.transformations.filter.Verdict;
import io.bytefreezer.transformations.value.Snapshot;
import java.util.List;

/**
 * Makes many small changes.
 *
 * @param changes in the order in which they are made
 */
public record Mutate(List<Change> changes) implements Filter {

    /** Describes this filter. */
    public static final FilterType TYPE = new FilterType(
            "mutate",
            "Makes many small changes, always in this order: copy, rename, convert, split, join, gsub, lowercase, uppercase,"
                    + " strip, merge, update, replace, remove. All are made or, when one fails, none. Fields that an event"
                    + " does not have are passed over.",
            MutateOptions.ALL,
            options -> new Mutate(MutateOptions.changes(options)),
            examples());

    /** Copies the list. */
    public Mutate {
        changes = List.copyOf(changes);
    }

    private static List<Example> examples() {
        return List.of(
                Example.becomes("Tidy up an access log", """
                        {"rename": {"verb": "http.method"}, "convert": {"bytes": "integer", "time": "float"}, \
                        "lowercase": ["host"], "strip": ["agent"], "remove": ["auth"]}""", """
                        {"verb": "GET", "bytes": "1024", "time": "0.10", "host": "WWW.Example.com", \
                        "agent": " curl/8 ", "auth": "-"}""", """
                        {"bytes": 1024, "time": 0.10, "host": "www.example.com", "agent": "curl/8", \
                        "http": {"method": "GET"}}"""),
                Example.becomes("Lists and texts", """
                        {"split": {"field": "tags", "separator": ","}, \
                        "join": {"field": "path", "separator": "/", "target": "url"}, \
                        "gsub": [{"field": "phone", "pattern": "[^0-9]", "replacement": ""}], \
                        "merge": [{"source": "extra", "target": "tags"}]}""", """
                        {"tags": "a,b", "path": ["api", "v1"], "phone": "+49 (30) 123", "extra": ["c"]}""", """
                        {"tags": ["a", "b", "c"], "path": ["api", "v1"], "phone": "4930123", "extra": ["c"], \
                        "url": "api/v1"}"""),
                Example.becomes("Values", """
                        {"copy": {"id": "trace.id"}, "update": {"env": "test", "zone": "a"}, "replace": {"version": 2}}""", """
                        {"id": 92233720368547758079, "env": "prod"}""", """
                        {"id": 92233720368547758079, "env": "test", "trace": {"id": 92233720368547758079}, "version": 2}"""),
                Example.rejected("All or nothing", """
                        {"rename": {"a": "b"}, "convert": {"n": "integer"}}""", """
                        {"a": 1, "n": "many"}""", ErrorCode.BAD_VALUE));
    }

    @Override
    public FilterFunction compile(FilterScope scope) {
        if (changes.isEmpty()) {
            scope.config().report("say what to change: give one of the options");
        }
        List<Change.Step> steps =
                changes.stream().map(change -> change.compile(scope)).toList();
        if (steps.size() == 1) {
            return steps.getFirst().function();
        }
        List<FieldPath> fields = steps.stream()
                .flatMap(step -> step.fields().stream())
                .distinct()
                .toList();
        return event -> apply(event, steps, fields);
    }

    private static Verdict apply(Event event, List<Change.Step> steps, List<FieldPath> fields) {
        Snapshot before = Snapshot.of(event, fields);
        for (Change.Step step : steps) {
            if (step.function().apply(event) instanceof Verdict.Reject reject) {
                before.restore(event);
                return reject;
            }
        }
        return Verdict.PASS;
    }
}
