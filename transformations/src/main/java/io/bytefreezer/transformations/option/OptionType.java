package io.bytefreezer.transformations.option;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What values an option takes: how one is read and checked, and how it is described to people and to machines. Immutable.
 *
 * @param <T> type of the value in Java
 */
public final class OptionType<T> {

    private final String words;
    private final Map<String, Object> schema;
    private final OptionReader<T> reader;

    OptionType(String words, Map<String, Object> schema, OptionReader<T> reader) {
        this.words = words;
        this.schema = Collections.unmodifiableMap(schema);
        this.reader = reader;
    }

    /** The type in words: text, field path, list of text, … */
    public String words() {
        return words;
    }

    /** The type as JSON Schema (draft 2020-12), in maps, lists, texts and numbers. */
    public Map<String, Object> schema() {
        return schema;
    }

    /** The value; null after what is wrong was reported at the site. */
    @Nullable T read(Object json, Site site) {
        return reader.read(json, site);
    }

    /** Keywords of JSON Schema with their values, in this order: what is generated from them must not change from run to run. */
    static Map<String, Object> keywords(Object... keywordsAndValues) {
        Map<String, Object> schema = new LinkedHashMap<>();
        for (int i = 0; i < keywordsAndValues.length; i += 2) {
            schema.put((String) keywordsAndValues[i], keywordsAndValues[i + 1]);
        }
        return schema;
    }

    /** A list of these; a single one stands for a list of one. */
    public static <E> OptionType<List<E>> listOf(OptionType<E> element) {
        return new OptionType<>(
                "list of " + element.words,
                keywords("anyOf", List.of(element.schema, keywords("type", "array", "items", element.schema))),
                (json, site) -> readList(json, site, element));
    }

    /** These by name, in the order of the document. */
    public static <E> OptionType<Map<String, E>> mapOf(OptionType<E> element) {
        return new OptionType<>(
                "map of " + element.words,
                keywords("type", "object", "additionalProperties", element.schema),
                (json, site) -> readMap(json, site, element));
    }

    /** An object with options of its own. */
    public static <R> OptionType<R> objectOf(List<Option<?>> options, Function<Options, R> bind) {
        return new OptionType<>("object", Option.schema(options), (json, site) -> {
            if (!(json instanceof Map<?, ?> map)) {
                site.reportType("an object", json);
                return null;
            }
            return Options.read(map, options, site).map(bind).orElse(null);
        });
    }

    private static <E> List<E> readList(Object json, Site site, OptionType<E> type) {
        if (!(json instanceof List<?> list)) {
            E single = type.read(json, site);
            return single == null ? List.of() : List.of(single);
        }
        List<E> elements = new ArrayList<>();
        for (int i = 0; i < list.size(); i++) {
            Object element = list.get(i);
            E value = element == null ? null : type.read(element, site.at(i));
            if (element == null) {
                site.at(i).reportType("a value", null);
            } else if (value != null) {
                elements.add(value);
            }
        }
        return List.copyOf(elements);
    }

    private static <E> @Nullable Map<String, E> readMap(Object json, Site site, OptionType<E> type) {
        if (!(json instanceof Map<?, ?> map)) {
            site.reportType("an object", json);
            return null;
        }
        Map<String, E> values = new LinkedHashMap<>();
        map.forEach((key, element) -> {
            E value = element == null ? null : type.read(element, site.at((String) key));
            if (element == null) {
                site.at((String) key).reportType("a value", null);
            } else if (value != null) {
                values.put((String) key, value);
            }
        });
        return values;
    }
}
