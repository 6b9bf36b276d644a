package io.bytefreezer.transformations.formats.metric;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What the comments of an exposition say of its metrics; used by the call that made it. */
final class PrometheusFamilies {

    /** What a sample's name has behind its family's. */
    private static final List<String> SUFFIXES =
            List.of("_bucket", "_sum", "_count", "_total", "_created", "_gsum", "_gcount", "_info");

    private static final Family UNKNOWN = new Family("untyped", null, null);

    private final Map<String, Family> families = new HashMap<>();

    /**
     * A family of metrics.
     *
     * @param type counter, gauge, histogram, …
     * @param help what it counts
     * @param unit in what
     */
    record Family(
            String type, @Nullable String help, @Nullable String unit) {}

    /** Takes what a comment says; one that says nothing of a metric is only a comment. */
    void comment(String line) {
        String[] words = line.split("[ \t]+", 4);
        if (words.length < 3) {
            return;
        }
        Family earlier = families.getOrDefault(words[2], UNKNOWN);
        String said = words.length > 3 ? words[3] : "";
        Family family = switch (words[1]) {
            case "TYPE" -> new Family(said.strip(), earlier.help, earlier.unit);
            case "HELP" -> new Family(earlier.type, unescaped(said), earlier.unit);
            case "UNIT" -> new Family(earlier.type, earlier.help, said.strip());
            default -> null;
        };
        if (family != null) {
            families.put(words[2], family);
        }
    }

    /** The family of a sample's name. */
    Family of(String name) {
        Family exact = families.get(name);
        if (exact != null) {
            return exact;
        }
        for (String suffix : SUFFIXES) {
            Family family =
                    name.endsWith(suffix) ? families.get(name.substring(0, name.length() - suffix.length())) : null;
            if (family != null) {
                return family;
            }
        }
        return UNKNOWN;
    }

    /** A backslash escapes itself and makes a line's end of an {@code n}. */
    private static String unescaped(String help) {
        return help.indexOf('\\') < 0 ? help : PrometheusSample.unescaped(help);
    }
}
