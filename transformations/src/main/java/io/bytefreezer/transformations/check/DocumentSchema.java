package io.bytefreezer.transformations.check;

import io.bytefreezer.transformations.OnError;
import io.bytefreezer.transformations.event.Limits;
import io.bytefreezer.transformations.filter.FilterType;
import io.bytefreezer.transformations.filters.Filters;
import io.bytefreezer.transformations.format.FormatType;
import io.bytefreezer.transformations.formats.Formats;
import io.bytefreezer.transformations.option.Option;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What a transformation document looks like, as JSON Schema (draft 2020-12), for editors. A document that it refuses does not
 * compile; one that it allows may still be wrong in what no schema can say.
 */
public final class DocumentSchema {

    private static final String TYPE = "type";
    private static final String FORMAT = "format";

    private DocumentSchema() {}

    /** The schema, in maps, lists, texts, numbers and booleans. */
    public static Map<String, Object> json() {
        Map<String, Object> properties = new LinkedHashMap<>();
        properties.put("parse", parse());
        properties.put(
                "filters",
                object(
                        TYPE,
                        "array",
                        "maxItems",
                        Limits.DEFAULT.filters(),
                        "items",
                        filter(),
                        "description",
                        "What is done with each event, in this order."));
        properties.put(
                "tests",
                object(
                        TYPE,
                        "array",
                        "maxItems",
                        DocumentCheck.TESTS_MAX,
                        "items",
                        Option.schema(DocumentTest.OPTIONS),
                        "description",
                        "They have to pass before the document is activated."));
        properties.put("enabled", flag("Whether the filters run; without them events are parsed and go on."));
        properties.put("name", Map.of());
        properties.put("description", Map.of());
        return object(
                "$schema",
                "https://json-schema.org/draft/2020-12/schema",
                "title",
                "Transformation",
                TYPE,
                "object",
                "properties",
                properties,
                "additionalProperties",
                false);
    }

    private static Map<String, Object> parse() {
        List<Object> cases = new ArrayList<>();
        for (FormatType type : Formats.ALL) {
            Map<String, Object> options = new LinkedHashMap<>(Option.schema(type.options()));
            Map<String, Object> properties = new LinkedHashMap<>();
            properties.put(FORMAT, object("const", type.name(), "description", type.summary()));
            properties.putAll(asMap(options.get("properties")));
            options.put("properties", properties);
            cases.add(when(FORMAT, type.name(), options));
        }
        // Without a format of its own there are no options.
        Map<String, Object> none = object("properties", object(FORMAT, Map.of()), "additionalProperties", false);
        cases.add(when(FORMAT, Formats.AUTO, none));
        cases.add(object("if", object("not", object("required", List.of(FORMAT))), "then", none));
        return object(
                "description",
                "How payloads are read.",
                "anyOf",
                List.of(
                        object("enum", parseNames()),
                        object(
                                TYPE,
                                "object",
                                "properties",
                                object(FORMAT, object("enum", Formats.names())),
                                "allOf",
                                cases)));
    }

    /** A format that needs an option cannot be given by its name alone. */
    private static List<String> parseNames() {
        Predicate<FormatType> needsOptions = type -> type.options().stream().anyMatch(Option::isRequired);
        return Stream.concat(
                        Stream.of(Formats.AUTO),
                        Formats.ALL.stream().filter(needsOptions.negate()).map(FormatType::name))
                .toList();
    }

    private static Map<String, Object> filter() {
        Map<String, Object> properties = new LinkedHashMap<>();
        properties.put(TYPE, object("enum", Filters.names()));
        properties.put("enabled", flag("Whether the filter runs."));
        properties.put("when", text("Condition in CEL under which the filter runs; without it, it always does."));
        properties.put(
                "condition",
                object(
                        TYPE,
                        List.of("string", "null"),
                        "description",
                        "The same in a simpler language; instead of `when`."));
        properties.put(
                "on_error",
                object(
                        "enum", OnError.names(),
                        "default", OnError.DEAD_LETTER.label(),
                        "description", "What becomes of an event that the filter cannot work on."));
        properties.put("config", object(TYPE, "object", "description", "The filter's options."));
        List<Object> cases = new ArrayList<>();
        for (FilterType type : Filters.ALL) {
            Map<String, Object> config = object("properties", object("config", Option.schema(type.options())));
            config.put("description", type.summary());
            if (type.options().stream().anyMatch(Option::isRequired)) {
                config.put("required", List.of("config"));
            }
            cases.add(when(TYPE, type.name(), config));
        }
        return object(
                TYPE,
                "object",
                "properties",
                properties,
                "required",
                List.of(TYPE),
                "additionalProperties",
                false,
                "allOf",
                cases);
    }

    private static Map<String, Object> when(String property, String value, Map<String, Object> then) {
        return object(
                "if",
                object("properties", object(property, object("const", value)), "required", List.of(property)),
                "then",
                then);
    }

    private static Map<String, Object> flag(String description) {
        return object(TYPE, "boolean", "default", true, "description", description);
    }

    private static Map<String, Object> text(String description) {
        return object(TYPE, "string", "description", description);
    }

    private static Map<String, Object> object(Object... keysAndValues) {
        Map<String, Object> object = new LinkedHashMap<>();
        for (int i = 0; i < keysAndValues.length; i += 2) {
            object.put((String) keysAndValues[i], keysAndValues[i + 1]);
        }
        return object;
    }

    @SuppressWarnings("unchecked") // what Option.schema puts there
    private static Map<String, Object> asMap(@Nullable Object properties) {
        return properties == null ? Map.of() : (Map<String, Object>) properties;
    }
}
