package io.bytefreezer.transformations.grok;

import io.bytefreezer.transformations.option.Site;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.opensearch.grok.Grok;

/**
 * The named patterns of grok: those of the library, and those that a filter brings along.
 *
 * <p>Expands {@code %{NAME:field:type}} exactly as the library does, but says every unknown name and every circle at its place.
 */
public final class GrokDictionary {

    /** Longest regular expression that a pattern may expand to: patterns that double themselves grow without end. */
    private static final int EXPANDED_CHARS_MAX = 512 * 1024;

    private static final Pattern REFERENCE = Pattern.compile("%\\{(\\w+)(:[\\w@\\[\\]:.-]+)?\\}");

    private final Map<String, String> patterns;

    /** The library's patterns and these, which win over those of the same name. */
    public GrokDictionary(Map<String, String> custom) {
        Map<String, String> all = new HashMap<>(Grok.BUILTIN_PATTERNS);
        all.putAll(custom);
        patterns = Map.copyOf(all);
    }

    /**
     * The regular expression that a pattern stands for, with the groups named as the references say.
     *
     * @param namesAll whether a reference without a field captures too, under the pattern's own name
     * @return nothing usable after a problem was reported
     */
    String expand(String pattern, boolean namesAll, Site site) {
        StringBuilder expanded = new StringBuilder();
        expand(namesAll ? nameAll(pattern) : pattern, new ArrayDeque<>(), expanded, site);
        return expanded.toString();
    }

    private static String nameAll(String pattern) {
        return REFERENCE
                .matcher(pattern)
                .replaceAll(m -> Matcher.quoteReplacement(
                        m.group(2) == null ? "%{" + m.group(1) + ":" + m.group(1) + "}" : m.group()));
    }

    private void expand(String pattern, Deque<String> within, StringBuilder out, Site site) {
        Matcher reference = REFERENCE.matcher(pattern);
        int at = 0;
        while (reference.find() && out.length() <= EXPANDED_CHARS_MAX) {
            out.append(pattern, at, reference.start());
            at = reference.end();
            String name = reference.group(1);
            String definition = patterns.get(name);
            if (definition == null) {
                site.reportUnknown("grok pattern", name, new TreeSet<>(patterns.keySet()));
            } else if (within.contains(name)) {
                site.report("grok pattern '" + name + "' refers to itself"
                        + (within.size() == 1 ? "" : " by way of " + String.join(", ", within)));
            } else {
                String field = reference.group(2);
                out.append(field == null ? "(?:" : "(?<" + name + field + ">");
                within.push(name);
                expand(definition, within, out, site);
                within.pop();
                out.append(')');
            }
        }
        if (out.length() > EXPANDED_CHARS_MAX) {
            out.setLength(EXPANDED_CHARS_MAX + 1);
        } else {
            out.append(pattern, at, pattern.length());
        }
    }

    static boolean isTooLong(String expanded) {
        return expanded.length() > EXPANDED_CHARS_MAX;
    }
}
