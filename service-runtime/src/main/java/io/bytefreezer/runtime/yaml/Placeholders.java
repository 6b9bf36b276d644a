package io.bytefreezer.runtime.yaml;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Puts environment variables in place of <code>${NAME}</code> and <code>${NAME:default}</code> in values. The default
 * also stands in for an empty variable; <code>$${</code> is a literal <code>${</code>.
 */
public final class Placeholders {

    private static final Pattern PLACEHOLDER =
            Pattern.compile("\\$(\\$\\{)|\\$\\{([A-Za-z_][A-Za-z0-9_]*)(?::([^}]*))?}|(\\$\\{)");
    private static final int ESCAPED = 1;
    private static final int NAME = 2;
    private static final int DEFAULT = 3;
    private static final int MALFORMED = 4;

    private final Map<String, String> environment;
    private final BiConsumer<String, String> problems;

    private Placeholders(Map<String, String> environment, BiConsumer<String, String> problems) {
        this.environment = environment;
        this.problems = problems;
    }

    /**
     * The same tree with variables in place; what cannot be had is {@link Tree.Broken} and reported.
     *
     * @param problems takes the place and message of each problem
     */
    public static Tree.Entries fill(
            Tree.Entries tree, Map<String, String> environment, BiConsumer<String, String> problems) {
        return new Placeholders(environment, problems).entries(tree);
    }

    private Tree filled(Tree tree) {
        return switch (tree) {
            case Tree.Scalar scalar -> scalar(scalar);
            case Tree.Items items ->
                new Tree.Items(
                        items.place(), items.items().stream().map(this::filled).toList());
            case Tree.Entries entries -> entries(entries);
            case Tree.Broken broken -> broken;
        };
    }

    private Tree.Entries entries(Tree.Entries tree) {
        Map<String, Tree.Entry> filled = new LinkedHashMap<>();
        tree.entries().forEach((key, entry) -> filled.put(key, new Tree.Entry(entry.place(), filled(entry.value()))));
        return new Tree.Entries(tree.place(), filled);
    }

    private Tree scalar(Tree.Scalar scalar) {
        if (!scalar.text().contains("${")) {
            return scalar;
        }
        StringBuilder text = new StringBuilder();
        List<String> faults = new ArrayList<>();
        Matcher matcher = PLACEHOLDER.matcher(scalar.text());
        while (matcher.find()) {
            String value = value(matcher, faults);
            matcher.appendReplacement(text, Matcher.quoteReplacement(value));
        }
        matcher.appendTail(text);
        faults.forEach(fault -> problems.accept(scalar.place(), fault));
        return faults.isEmpty()
                ? new Tree.Scalar(scalar.place(), text.toString(), scalar.plain(), scalar.shown())
                : new Tree.Broken(scalar.place());
    }

    private String value(Matcher matcher, List<String> faults) {
        if (matcher.group(ESCAPED) != null) {
            return "${";
        }
        if (matcher.group(MALFORMED) != null) {
            faults.add("'${' starts a variable, written ${NAME} or ${NAME:default}; for the characters themselves write"
                    + " '$${'");
            return "";
        }
        String name = matcher.group(NAME);
        String value = environment.getOrDefault(name, "");
        @Nullable String fallback = matcher.group(DEFAULT);
        if (!value.isEmpty()) {
            return value;
        }
        if (fallback == null && !environment.containsKey(name)) {
            faults.add("environment variable " + name + " is not set: set it, or write ${" + name + ":default}");
        }
        return fallback == null ? "" : fallback;
    }
}
