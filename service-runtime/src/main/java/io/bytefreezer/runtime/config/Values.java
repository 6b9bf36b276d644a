package io.bytefreezer.runtime.config;

import io.bytefreezer.runtime.yaml.Tree;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Makes values of any configurable type out of trees. An empty result means that a problem has been reported. One owner
 * thread; made for one configuration.
 */
final class Values {

    private final Blocks blocks;
    private final Problems problems;

    Values(Blocks blocks, Problems problems) {
        this.blocks = blocks;
        this.problems = problems;
    }

    /**
     * The value of the type that the tree holds.
     *
     * @param path names it in problems, e.g. {@code inputs[0].port}
     */
    Optional<Object> bind(Type type, Tree tree, String path) {
        if (tree instanceof Tree.Broken) {
            return Optional.empty();
        }
        Class<?> raw = rawType(type);
        if (raw == Object.class) {
            return anything(tree, path);
        }
        if (Scalars.knows(raw)) {
            return scalar(raw, tree, path);
        }
        if (raw == List.class) {
            return list(argument(type, 0), tree, path);
        }
        if (raw == Map.class) {
            return map(argument(type, 1), tree, path);
        }
        return block(raw, tree, path);
    }

    private Optional<Object> scalar(Class<?> type, Tree tree, String path) {
        if (!(tree instanceof Tree.Scalar scalar) || tree.isNull()) {
            return wrongKind("a single value", tree, path);
        }
        try {
            return Optional.of(Scalars.parse(type, scalar.text()));
        } catch (IllegalArgumentException e) {
            // A secret takes any text, so no secret gets here.
            problems.add(tree.place(), path + " is '" + scalar.shown() + "': " + e.getMessage());
            return Optional.empty();
        }
    }

    private Optional<Object> list(Type itemType, Tree tree, String path) {
        if (!(tree instanceof Tree.Items items)) {
            return wrongKind("a list", tree, path);
        }
        List<Object> values = new ArrayList<>();
        for (int i = 0; i < items.items().size(); i++) {
            bind(itemType, items.items().get(i), path + "[" + i + "]").ifPresent(values::add);
        }
        return values.size() == items.items().size() ? Optional.of(List.copyOf(values)) : Optional.empty();
    }

    private Optional<Object> map(Type valueType, Tree tree, String path) {
        if (!(tree instanceof Tree.Entries entries)) {
            return wrongKind("a block of keys", tree, path);
        }
        Map<String, Object> values = new LinkedHashMap<>();
        boolean whole = true;
        for (Map.Entry<String, Tree.Entry> entry : entries.entries().entrySet()) {
            Optional<Object> value = bind(valueType, entry.getValue().value(), path + "." + entry.getKey());
            value.ifPresent(bound -> values.put(entry.getKey(), bound));
            whole &= value.isPresent();
        }
        return whole ? Optional.of(values) : Optional.empty();
    }

    private Optional<Object> block(Class<?> type, Tree tree, String path) {
        if (!(tree instanceof Tree.Entries entries)) {
            return wrongKind("a block of keys", tree, path);
        }
        return blocks.bind(type, entries, Tree.Entries.empty(tree.place()), path);
    }

    private Optional<Object> anything(Tree tree, String path) {
        return switch (tree) {
            case Tree.Scalar scalar ->
                scalar.isNull()
                        ? wrongKind("a value", tree, path)
                        : Optional.of(scalar.plain() ? Scalars.guess(scalar.text()) : scalar.text());
            case Tree.Items items -> list(Object.class, items, path);
            case Tree.Entries entries -> map(Object.class, entries, path);
            case Tree.Broken broken -> Optional.empty();
        };
    }

    private Optional<Object> wrongKind(String expected, Tree found, String path) {
        problems.add(found.place(), path + ": expected " + expected + ", found " + found.kind());
        return Optional.empty();
    }

    private static Class<?> rawType(Type type) {
        return switch (type) {
            case Class<?> raw -> raw;
            case ParameterizedType parameterized -> (Class<?>) parameterized.getRawType();
            default -> throw new IllegalArgumentException(type + " cannot be configured");
        };
    }

    private static Type argument(Type type, int index) {
        return type instanceof ParameterizedType parameterized
                ? parameterized.getActualTypeArguments()[index]
                : Object.class;
    }
}
