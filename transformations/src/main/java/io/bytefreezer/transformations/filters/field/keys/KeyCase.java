package io.bytefreezer.transformations.filters.field.keys;

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
import io.bytefreezer.transformations.option.Options;
import io.bytefreezer.transformations.value.Snapshot;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Changes the case of fields' names.
 *
 * @param sourceFields fields whose names change; {@code *} for all
 * @param recursive whether the names inside of them change too
 * @param upper whether to upper case, else to lower case
 */
public record KeyCase(List<FieldPath> sourceFields, boolean recursive, boolean upper) implements Filter {

    private static final String ALL = "*";

    private static final Option<List<FieldPath>> SOURCE_FIELD = Option.paths(
                    "source_field", "Field or fields whose names change; * for all fields.")
            .defaultsTo(ALL);
    private static final Option<Boolean> RECURSIVE = Option.flag(
                    "recursive", "Whether the names inside of objects and lists change too.")
            .defaultsTo(true);

    /** Describes {@code uppercase_keys}. */
    public static final FilterType UPPERCASE = new FilterType(
            "uppercase_keys",
            "Changes names of fields to upper case. Two names that become the same are an error, as one value would be lost.",
            List.of(SOURCE_FIELD, RECURSIVE),
            options -> bind(options, true),
            List.of(
                    Example.becomes("All", """
                            {}""", """
                            {"host": "web1", "http": {"status": 200}, "tags": [{"k": "a"}]}""", """
                            {"HOST": "web1", "HTTP": {"STATUS": 200}, "TAGS": [{"K": "a"}]}"""),
                    Example.becomes("Two fields, not what is in them", """
                            {"source_field": ["host", "http"], "recursive": false}""", """
                            {"host": "web1", "http": {"status": 200}}""", """
                            {"HOST": "web1", "HTTP": {"status": 200}}"""),
                    Example.rejected("Two names become one", """
                            {}""", """
                            {"id": 1, "Id": 2}""", ErrorCode.BAD_VALUE)));

    /** Describes {@code lowercase_keys}. */
    public static final FilterType LOWERCASE = new FilterType(
            "lowercase_keys",
            "Changes names of fields to lower case. Two names that become the same are an error, as one value would be lost.",
            List.of(SOURCE_FIELD, RECURSIVE),
            options -> bind(options, false),
            List.of(
                    Example.becomes("All", """
                            {}""", """
                            {"EventID": 4624, "Data": {"TargetUser": "ada"}}""", """
                            {"eventid": 4624, "data": {"targetuser": "ada"}}"""),
                    Example.becomes("What is in one field, and its name", """
                            {"source_field": "Data"}""", """
                            {"EventID": 4624, "Data": {"TargetUser": "ada"}}""", """
                            {"EventID": 4624, "data": {"targetuser": "ada"}}""")));

    /** Copies the list. */
    public KeyCase {
        sourceFields = List.copyOf(sourceFields);
    }

    private static KeyCase bind(Options options, boolean upper) {
        return new KeyCase(options.get(SOURCE_FIELD), options.get(RECURSIVE), upper);
    }

    @Override
    public FilterFunction compile(FilterScope scope) {
        UnaryOperator<String> change =
                upper ? name -> name.toUpperCase(Locale.ROOT) : name -> name.toLowerCase(Locale.ROOT);
        KeyNames names = new KeyNames(change, recursive);
        if (sourceFields.stream().anyMatch(field -> field.text().equals(ALL))) {
            return event -> guarded(event, () -> replaceAll(event, names.object(event.fields())));
        }
        return event -> guarded(event, () -> renameEach(event, names));
    }

    /** What may fail before the end. */
    private interface Change {
        void make() throws EventException;
    }

    private Verdict guarded(Event event, Change change) {
        Snapshot before = Snapshot.of(event, sourceFields);
        try {
            change.make();
            return Verdict.PASS;
        } catch (EventException e) {
            before.restore(event);
            return new Verdict.Reject(e.code(), e.detail());
        }
    }

    private static void replaceAll(Event event, Map<String, @Nullable Object> fields) {
        event.fields().clear();
        event.fields().putAll(fields);
    }

    private void renameEach(Event event, KeyNames names) throws EventException {
        for (FieldPath from : sourceFields) {
            if (event.has(from)) {
                rename(event, from, names);
            }
        }
    }

    private static void rename(Event event, FieldPath from, KeyNames names) throws EventException {
        boolean dotted = event.fields().containsKey(from.text());
        List<String> segments = new ArrayList<>(dotted ? List.of(from.text()) : from.segments());
        segments.add(names.change().apply(segments.removeLast()));
        FieldPath to = new FieldPath(String.join(".", segments), segments);
        Object value = names.value(event.get(from));
        event.remove(from);
        if (event.has(to)) {
            throw KeyNames.twice(to.text());
        }
        event.set(to, value);
    }
}
