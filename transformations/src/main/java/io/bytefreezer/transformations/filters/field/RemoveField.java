package io.bytefreezer.transformations.filters.field;

import io.bytefreezer.transformations.event.FieldPath;
import io.bytefreezer.transformations.filter.Example;
import io.bytefreezer.transformations.filter.Filter;
import io.bytefreezer.transformations.filter.FilterFunction;
import io.bytefreezer.transformations.filter.FilterScope;
import io.bytefreezer.transformations.filter.FilterType;
import io.bytefreezer.transformations.filter.Verdict;
import io.bytefreezer.transformations.option.Option;
import io.bytefreezer.transformations.option.Options;
import java.util.List;
import java.util.stream.Stream;

/**
 * Removes fields.
 *
 * @param fields where they are
 */
public record RemoveField(List<FieldPath> fields) implements Filter {

    private static final Option<FieldPath> FIELD = Option.path("field", "Field to remove.");
    private static final Option<List<FieldPath>> FIELDS = Option.paths("fields", "Fields to remove.");

    /** Describes this filter. */
    public static final FilterType TYPE = new FilterType(
            "remove_field",
            "Removes one or more fields. A field that an event does not have is no error.",
            List.of(FIELD, FIELDS),
            RemoveField::bind,
            List.of(
                    Example.becomes("One field", """
                            {"field": "password"}""", """
                            {"user": "ada", "password": "x"}""", """
                            {"user": "ada"}"""),
                    Example.becomes("Several, one of them nested", """
                            {"fields": ["debug", "http.headers"]}""", """
                            {"debug": true, "http": {"status": 200, "headers": {}}}""", """
                            {"http": {"status": 200}}""")));

    /** Copies the list. */
    public RemoveField {
        fields = List.copyOf(fields);
    }

    private static RemoveField bind(Options options) {
        return new RemoveField(Stream.concat(
                        options.find(FIELD).stream(),
                        options.find(FIELDS).stream().flatMap(List::stream))
                .toList());
    }

    @Override
    public FilterFunction compile(FilterScope scope) {
        if (fields.isEmpty()) {
            scope.config().report("give option 'field' or option 'fields'");
        }
        return event -> {
            for (FieldPath field : fields) {
                event.remove(field);
            }
            return Verdict.PASS;
        };
    }
}
