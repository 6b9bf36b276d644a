package io.bytefreezer.transformations.grok;

import io.bytefreezer.transformations.event.FieldPath;
import io.bytefreezer.transformations.event.Limits;
import io.bytefreezer.transformations.grok.GrokMatch.Field;
import io.bytefreezer.transformations.grok.onig.Found;
import io.bytefreezer.transformations.grok.onig.OnigRegex;
import io.bytefreezer.transformations.option.Site;
import io.bytefreezer.transformations.regex.RegexCost;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jcodings.specific.UTF8Encoding;
import org.joni.Matcher;
import org.joni.NameEntry;
import org.joni.Option;
import org.joni.Regex;
import org.joni.WarnCallback;
import org.jspecify.annotations.Nullable;

/** A grok pattern, compiled. */
public final class GrokPattern {

    private static final int SIZE_MAX = 1_000_000;
    private static final int DEPTH_MAX = 200;

    private final Regex regex;

    /** What is run in place of joni; null when the pattern has something that only joni knows. */
    private final @Nullable OnigRegex compiled;

    private final Capture[] captures;
    private final Duration timeMax;

    private GrokPattern(Regex regex, @Nullable OnigRegex compiled, List<Capture> captures, Duration timeMax) {
        this.regex = regex;
        this.compiled = compiled;
        this.captures = captures.toArray(Capture[]::new);
        this.timeMax = timeMax;
    }

    /**
     * Compiles a pattern; nothing after what is wrong with it was reported.
     *
     * @param namesAll whether a reference without a field captures too, under the pattern's own name
     */
    public static Optional<GrokPattern> compile(
            String pattern, GrokDictionary dictionary, boolean namesAll, Limits limits, Site site) {
        int before = site.problems().found().size();
        if (pattern.length() > limits.expressionChars()) {
            site.report("the pattern is longer than " + limits.expressionChars() + " characters");
            return Optional.empty();
        }
        String expanded = dictionary.expand(pattern, namesAll, site);
        RegexCost cost = RegexCost.of(expanded);
        if (GrokDictionary.isTooLong(expanded) || cost.size() > SIZE_MAX || cost.depth() > DEPTH_MAX) {
            site.report("the pattern expands to too large a regular expression");
        }
        return site.problems().found().size() > before
                ? Optional.empty()
                : regex(expanded, site)
                        .map(regex -> new GrokPattern(
                                regex,
                                OnigRegex.compile(expanded).orElse(null),
                                captures(regex, site),
                                limits.regexTime()))
                        .filter(compiled -> site.problems().found().size() == before);
    }

    private static Optional<Regex> regex(String expanded, Site site) {
        byte[] bytes = expanded.getBytes(StandardCharsets.UTF_8);
        try {
            return Optional.of(
                    new Regex(bytes, 0, bytes.length, Option.DEFAULT, UTF8Encoding.INSTANCE, WarnCallback.NONE));
        } catch (RuntimeException | StackOverflowError e) {
            // joni has many ways to refuse an expression, not all of them on purpose.
            site.report("not a regular expression: " + e.getMessage());
            return Optional.empty();
        }
    }

    private static List<Capture> captures(Regex regex, Site site) {
        List<Capture> captures = new ArrayList<>();
        for (Iterator<NameEntry> names = regex.namedBackrefIterator(); names.hasNext(); ) {
            NameEntry entry = names.next();
            String name = new String(entry.name, entry.nameP, entry.nameEnd - entry.nameP, StandardCharsets.UTF_8);
            Capture capture = capture(name, entry.getBackRefs(), site);
            if (capture != null) {
                captures.add(capture);
            }
        }
        return captures;
    }

    /** Groups are named {@code PATTERN:field:type} where a reference made them, and {@code field} where the user did. */
    private static @Nullable Capture capture(String group, int[] numbers, Site site) {
        List<String> parts = List.of(group.split(":", -1));
        String field = parts.size() > 1 ? parts.get(1) : parts.getFirst();
        String suffix = parts.size() > 2 ? parts.get(2) : "string";
        FieldPath path = FieldPath.parse(field).orElse(null);
        CaptureType type = CaptureType.ofSuffix(suffix);
        if (path == null || parts.size() > 3) {
            site.report("'" + group + "' names no field; write %{PATTERN:field} or %{PATTERN:field:type}");
        }
        if (type == null) {
            site.reportUnknown("type", suffix, CaptureType.SUFFIXES);
        }
        return path == null || type == null ? null : new Capture(path, type, numbers);
    }

    /** Whether joni runs this pattern, within its limit of time. */
    boolean isLeftToJoni() {
        return compiled == null;
    }

    /** Tries the pattern on a text, anywhere in it. */
    public GrokMatch match(GrokText text) {
        Found found = search(text);
        return switch (found.kind()) {
            case MATCH -> extract(text, found);
            case NONE -> GrokMatch.NONE;
            case GAVE_UP -> GrokMatch.TIMED_OUT;
        };
    }

    /** Tries the pattern on a text, anywhere in it. */
    public GrokMatch match(String text) {
        return match(GrokText.of(text));
    }

    /** Tries the pattern on a text, anywhere in it; what is not UTF-8 is read as U+FFFD. */
    public GrokMatch match(byte[] utf8) {
        return match(new String(utf8, StandardCharsets.UTF_8));
    }

    private Found search(GrokText text) {
        OnigRegex known = compiled;
        if (known == null) {
            return searchByJoni(text.utf8());
        }
        if (known.isOutOfTheQuestion(text.string())) {
            return Found.NONE;
        }
        return known.isForAsciiOnly() && !text.isAscii()
                ? searchByJoni(text.utf8())
                : known.search(text.utf8(), text.isAscii());
    }

    private Found searchByJoni(byte[] utf8) {
        Matcher matcher = regex.matcher(utf8);
        matcher.setTimeout(timeMax.toNanos());
        int result = matcher.search(0, utf8.length, Option.DEFAULT);
        if (result == Matcher.INTERRUPTED) {
            return Found.GAVE_UP;
        }
        return result < 0 ? Found.NONE : Found.of(matcher.getEagerRegion());
    }

    private GrokMatch extract(GrokText from, Found found) {
        Field[] fields = new Field[captures.length];
        for (int i = 0; i < fields.length; i++) {
            Capture capture = captures[i];
            String text = text(from, found, capture);
            Object value =
                    text == null || text.isEmpty() ? text : capture.type().convert(text);
            if (value == null && text != null) {
                return new GrokMatch.NotConvertible(
                        capture.field(), capture.type().name().toLowerCase(Locale.ROOT));
            }
            fields[i] = new Field(capture.field(), value);
        }
        return new GrokMatch.Matched(Arrays.asList(fields));
    }

    private static @Nullable String text(GrokText from, Found found, Capture capture) {
        for (int group : capture.groups()) {
            int begin = found.begin(group);
            if (begin >= 0) {
                return from.part(begin, found.end(group));
            }
        }
        return null;
    }
}
