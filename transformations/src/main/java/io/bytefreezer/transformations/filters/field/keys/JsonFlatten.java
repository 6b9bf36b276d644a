package io.bytefreezer.transformations.filters.field.keys;

import io.bytefreezer.transformations.event.ErrorCode;
import io.bytefreezer.transformations.event.Event;
import io.bytefreezer.transformations.event.EventException;
import io.bytefreezer.transformations.event.FieldPath;
import io.bytefreezer.transformations.event.Limits;
import io.bytefreezer.transformations.filter.Example;
import io.bytefreezer.transformations.filter.Filter;
import io.bytefreezer.transformations.filter.FilterFunction;
import io.bytefreezer.transformations.filter.FilterScope;
import io.bytefreezer.transformations.filter.FilterType;
import io.bytefreezer.transformations.filter.Verdict;
import io.bytefreezer.transformations.option.Option;
import io.bytefreezer.transformations.option.Site;
import io.bytefreezer.transformations.value.Snapshot;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Makes one level of nested objects.
 *
 * @param sourceField the object; an empty text for the whole event
 * @param targetField where the result goes; an empty text for the event itself
 * @param separator between the names
 * @param keepLists whether lists stay as they are
 */
public record JsonFlatten(String sourceField, String targetField, String separator, boolean keepLists)
        implements Filter {

    private static final String KEEP = "keep";

    private static final Option<String> SOURCE_FIELD = Option.text(
                    "source_field", "Object to flatten; by default, and for an empty text, the whole event.")
            .defaultsTo("");
    private static final Option<String> TARGET_FIELD = Option.text(
                    "target_field",
                    "Object to write; one that is there is replaced. An empty text for the event itself, where the result"
                            + " takes the place of what was flattened.")
            .defaultsTo("@flatten");
    private static final Option<String> SEPARATOR =
            Option.text("separator", "What stands between the names.").defaultsTo(".");
    private static final Option<String> LISTS = Option.choice(
                    "lists",
                    List.of("flatten", KEEP),
                    "Whether elements of lists become fields too, named by their positions, or lists stay as they are.")
            .defaultsTo("flatten");

    /** Describes this filter. */
    public static final FilterType TYPE = new FilterType(
            "json_flatten",
            "Makes one level of nested objects: {\"a\": {\"b\": 1}} becomes {\"a.b\": 1}. Two names that become the same are an"
                    + " error, as one value would be lost.",
            List.of(SOURCE_FIELD, TARGET_FIELD, SEPARATOR, LISTS),
            options -> new JsonFlatten(
                    options.get(SOURCE_FIELD),
                    options.get(TARGET_FIELD),
                    options.get(SEPARATOR),
                    options.get(LISTS).equals(KEEP)),
            List.of(
                    Example.becomes("The whole event, beside it", """
                            {}""", """
                            {"http": {"status": 200, "ip": ["a", "b"]}}""", """
                            {"http": {"status": 200, "ip": ["a", "b"]}, \
                            "@flatten": {"http.status": 200, "http.ip.0": "a", "http.ip.1": "b"}}"""),
                    Example.becomes("One object, in its place, lists kept", """
                            {"source_field": "k8s", "target_field": "k8s", "separator": "_", "lists": "keep"}""", """
                            {"k8s": {"pod": {"name": "web", "ips": ["a"]}, "labels": {}}}""", """
                            {"k8s": {"pod_name": "web", "pod_ips": ["a"], "labels": {}}}"""),
                    Example.becomes("The whole event, in its place", """
                            {"target_field": ""}""", """
                            {"a": {"b": {"c": 1.10}}, "d": null}""", """
                            {"a.b.c": 1.10, "d": null}"""),
                    Example.rejected("Two names become one", """
                            {}""", """
                            {"a": {"b": 1}, "a.b": 2}""", ErrorCode.BAD_VALUE)));

    @Override
    public FilterFunction compile(FilterScope scope) {
        FieldPath source = path(sourceField, scope.config().at("source_field"));
        FieldPath target = path(targetField, scope.config().at("target_field"));
        Limits limits = scope.limits();
        return event -> {
            try {
                return apply(event, source, target, limits);
            } catch (EventException e) {
                return new Verdict.Reject(e.code(), e.detail());
            }
        };
    }

    /** Null for an empty text. */
    private static @Nullable FieldPath path(String text, Site site) {
        FieldPath path = text.isEmpty() ? null : FieldPath.parse(text).orElse(null);
        if (path == null && !text.isEmpty()) {
            site.reportType("a field path such as a.b or [a][b]", text);
        }
        return path;
    }

    private Verdict apply(Event event, @Nullable FieldPath source, @Nullable FieldPath target, Limits limits)
            throws EventException {
        Object value = source == null ? withoutTarget(event, target) : event.get(source);
        if (value == null) {
            return Verdict.PASS;
        }
        if (!(value instanceof Map<?, ?> object)) {
            return new Verdict.Reject(
                    ErrorCode.WRONG_TYPE,
                    "'" + sourceField + "' is no object; a text with JSON is parsed by filter json");
        }
        Flattening flattening = new Flattening(separator, keepLists, limits.fieldNameChars());
        flattening.members("", object);
        Map<String, @Nullable Object> flat = flattening.fields();
        if (target != null) {
            return event.set(target, flat) ? Verdict.PASS : Verdict.pathConflict(target);
        }
        Snapshot before = Snapshot.of(event, source == null ? List.of() : List.of(source));
        if (source == null) {
            event.fields().clear();
        } else {
            event.remove(source);
        }
        for (Map.Entry<String, @Nullable Object> field : flat.entrySet()) {
            if (event.fields().containsKey(field.getKey())) {
                before.restore(event);
                throw KeyNames.twice(field.getKey());
            }
            event.fields().put(field.getKey(), field.getValue());
        }
        return Verdict.PASS;
    }

    /** The event without what an earlier filter flattened it to. */
    private static Map<String, @Nullable Object> withoutTarget(Event event, @Nullable FieldPath target) {
        if (target == null || !event.fields().containsKey(target.text())) {
            return event.fields();
        }
        Map<String, @Nullable Object> others = new LinkedHashMap<>(event.fields());
        others.remove(target.text());
        return others;
    }
}
