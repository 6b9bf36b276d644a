package io.bytefreezer.transformations.option;

import io.bytefreezer.transformations.event.ExactNumber;
import io.bytefreezer.transformations.event.FieldPath;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One option of a filter: name, type, default and description. What binds documents, describes filters and draws forms all
 * comes from here.
 *
 * @param <T> type of its value in Java
 */
public final class Option<T> {

    private final String name;
    private final String type;
    private final String description;
    private final boolean required;
    private final @Nullable Object defaultJson;
    private final OptionReader<T> reader;

    private Option(Declaration declaration, boolean required, @Nullable Object defaultJson, OptionReader<T> reader) {
        this.name = declaration.name;
        this.type = declaration.type;
        this.description = declaration.description;
        this.required = required;
        this.defaultJson = defaultJson;
        this.reader = reader;
    }

    private record Declaration(String name, String type, String description) {}

    private static <T> Option<T> optional(String name, String type, String description, OptionReader<T> reader) {
        return new Option<>(new Declaration(name, type, description), false, null, reader);
    }

    /** A text. */
    public static Option<String> text(String name, String description) {
        return optional(name, "text", description, Option::readText);
    }

    /** Where a field is. */
    public static Option<FieldPath> path(String name, String description) {
        return optional(name, "field path", description, Option::readPath);
    }

    /** True or false. */
    public static Option<Boolean> flag(String name, String description) {
        return optional(name, "boolean", description, Option::readFlag);
    }

    /** A number from 0 to 100. */
    public static Option<Double> percentage(String name, String description) {
        return optional(name, "number 0-100", description, Option::readPercentage);
    }

    /** A list of texts; a single text stands for a list of one. */
    public static Option<List<String>> texts(String name, String description) {
        return optional(name, "list of text", description, (json, site) -> readList(json, site, Option::readText));
    }

    /** A list of paths; a single path stands for a list of one. */
    public static Option<List<FieldPath>> paths(String name, String description) {
        return optional(
                name, "list of field paths", description, (json, site) -> readList(json, site, Option::readPath));
    }

    /** Texts by name. */
    public static Option<Map<String, String>> textMap(String name, String description) {
        return optional(name, "map of text", description, Option::readTextMap);
    }

    /** Any JSON value but null. */
    public static Option<Object> any(String name, String description) {
        return optional(name, "any", description, (json, site) -> json);
    }

    /** The same option, that a document must give. */
    public Option<T> required() {
        return new Option<>(new Declaration(name, type, description), true, null, reader);
    }

    /** The same option, with what it is when a document does not give it, as JSON has it. */
    public Option<T> defaultsTo(Object json) {
        return new Option<>(new Declaration(name, type, description), false, json, reader);
    }

    /** Its key in a filter's {@code config}. */
    public String name() {
        return name;
    }

    /** What values it takes, in words. */
    public String type() {
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

    /** Its value in a config; null when there is none, or after a problem was reported. */
    @Nullable T read(Map<?, ?> config, Site site) {
        Object json = config.get(name);
        if (json == null && config.containsKey(name)) {
            site.at(name).reportType(type, null);
            return null;
        }
        if (json == null && required) {
            site.report("option '" + name + "' (" + type + ") is missing");
            return null;
        }
        Object value = json == null ? defaultJson : json;
        return value == null ? null : reader.read(value, site.at(name));
    }

    private static @Nullable String readText(Object json, Site site) {
        if (json instanceof String text) {
            return text;
        }
        site.reportType("text", json);
        return null;
    }

    private static @Nullable FieldPath readPath(Object json, Site site) {
        FieldPath path = json instanceof String text ? FieldPath.parse(text).orElse(null) : null;
        if (path == null) {
            site.reportType("a field path such as a.b or [a][b]", json);
        }
        return path;
    }

    private static @Nullable Boolean readFlag(Object json, Site site) {
        if (json instanceof Boolean flag) {
            return flag;
        }
        site.reportType("true or false", json);
        return null;
    }

    private static @Nullable Double readPercentage(Object json, Site site) {
        double number = switch (json) {
            case Long value -> value.doubleValue();
            case ExactNumber value -> value.doubleValue();
            default -> -1;
        };
        if (number >= 0 && number <= 100) {
            return number;
        }
        site.reportType("a number from 0 to 100", json);
        return null;
    }

    private static <E> @Nullable List<E> readList(Object json, Site site, OptionReader<E> elementReader) {
        if (!(json instanceof List<?> list)) {
            E single = elementReader.read(json, site);
            return single == null ? null : List.of(single);
        }
        List<E> elements = new ArrayList<>();
        for (int i = 0; i < list.size(); i++) {
            Object element = list.get(i);
            E value = element == null ? null : elementReader.read(element, site.at(i));
            if (element == null) {
                site.at(i).reportType("a value", null);
            } else if (value != null) {
                elements.add(value);
            }
        }
        return List.copyOf(elements);
    }

    private static @Nullable Map<String, String> readTextMap(Object json, Site site) {
        if (!(json instanceof Map<?, ?> map)) {
            site.reportType("an object of texts", json);
            return null;
        }
        Map<String, String> texts = new LinkedHashMap<>();
        map.forEach((key, value) -> {
            if (value instanceof String text) {
                texts.put((String) key, text);
            } else {
                site.at((String) key).reportType("text", value);
            }
        });
        return texts;
    }
}
