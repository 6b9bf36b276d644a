package io.bytefreezer.transformations.option;

import io.bytefreezer.transformations.event.FieldPath;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One option of a filter or a format: name, type, default and description. What binds documents, describes filters and draws
 * forms all comes from here. Immutable.
 *
 * @param <T> type of its value in Java
 */
public final class Option<T> {

    private final String name;
    private final OptionType<T> type;
    private final String description;
    private final boolean required;
    private final @Nullable Object defaultJson;

    private Option(
            String name, OptionType<T> type, String description, boolean required, @Nullable Object defaultJson) {
        this.name = name;
        this.type = type;
        this.description = description;
        this.required = required;
        this.defaultJson = defaultJson;
    }

    /** An option of a type. */
    public static <T> Option<T> of(String name, OptionType<T> type, String description) {
        return new Option<>(name, type, description, false, null);
    }

    /** A text. */
    public static Option<String> text(String name, String description) {
        return of(name, OptionTypes.TEXT, description);
    }

    /** Where a field is. */
    public static Option<FieldPath> path(String name, String description) {
        return of(name, OptionTypes.PATH, description);
    }

    /** True or false. */
    public static Option<Boolean> flag(String name, String description) {
        return of(name, OptionTypes.FLAG, description);
    }

    /** A number from 0 to 100. */
    public static Option<Double> percentage(String name, String description) {
        return of(name, OptionTypes.PERCENTAGE, description);
    }

    /** A whole number between two others, both allowed. */
    public static Option<Integer> integer(String name, int min, int max, String description) {
        return of(name, OptionTypes.integer(min, max), description);
    }

    /** A time such as {@code 500ms}, {@code 5s}, {@code 10m}, {@code 2h}, {@code 7d}. */
    public static Option<Duration> duration(String name, String description) {
        return of(name, OptionTypes.DURATION, description);
    }

    /** One of some words. */
    public static Option<String> choice(String name, List<String> words, String description) {
        return of(name, OptionTypes.choice(words), description);
    }

    /** A list of texts; a single text stands for a list of one. */
    public static Option<List<String>> texts(String name, String description) {
        return of(name, OptionType.listOf(OptionTypes.TEXT), description);
    }

    /** A list of paths; a single path stands for a list of one. */
    public static Option<List<FieldPath>> paths(String name, String description) {
        return of(name, OptionType.listOf(OptionTypes.PATH), description);
    }

    /** Texts by name. */
    public static Option<Map<String, String>> textMap(String name, String description) {
        return of(name, OptionType.mapOf(OptionTypes.TEXT), description);
    }

    /** Any JSON value but null. */
    public static Option<Object> any(String name, String description) {
        return of(name, OptionTypes.ANY, description);
    }

    /** The same option, that a document must give. */
    public Option<T> required() {
        return new Option<>(name, type, description, true, null);
    }

    /** The same option, with what it is when a document does not give it, as JSON has it. */
    public Option<T> defaultsTo(Object json) {
        return new Option<>(name, type, description, false, json);
    }

    /** Its key in a filter's {@code config}. */
    public String name() {
        return name;
    }

    /** What values it takes. */
    public OptionType<T> type() {
        return type;
    }

    /** What it is for. */
    public String description() {
        return description;
    }

    /** Whether a document must give it. */
    public boolean isRequired() {
        return required;
    }

    /** What it is when a document does not give it, as JSON has it; null when there is no such thing. */
    public @Nullable Object defaultJson() {
        return defaultJson;
    }

    /** What an object of these options is, as JSON Schema (draft 2020-12). */
    public static Map<String, Object> schema(List<Option<?>> options) {
        Map<String, Object> properties = new LinkedHashMap<>();
        for (Option<?> option : options) {
            Map<String, Object> property = new LinkedHashMap<>(option.type.schema());
            property.put("description", option.description);
            if (option.defaultJson != null) {
                property.put("default", option.defaultJson);
            }
            properties.put(option.name, property);
        }
        List<String> required = options.stream()
                .filter(Option::isRequired)
                .<String>map(Option::name)
                .toList();
        Map<String, Object> schema = new LinkedHashMap<>();
        schema.put("type", "object");
        schema.put("properties", properties);
        if (!required.isEmpty()) {
            schema.put("required", required);
        }
        schema.put("additionalProperties", false);
        return schema;
    }

    /** Its value in a config; null when there is none, or after a problem was reported. */
    @Nullable T read(Map<?, ?> config, Site site) {
        Object json = config.get(name);
        if (json == null && config.containsKey(name)) {
            site.at(name).reportType(type.words(), null);
            return null;
        }
        if (json == null && required) {
            site.report("option '" + name + "' (" + type.words() + ") is missing");
            return null;
        }
        Object value = json == null ? defaultJson : json;
        return value == null ? null : type.read(value, site.at(name));
    }
}
