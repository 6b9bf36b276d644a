package io.bytefreezer.transformations.filters.text;

import io.bytefreezer.transformations.event.ErrorCode;
import io.bytefreezer.transformations.event.Event;
import io.bytefreezer.transformations.event.FieldPath;
import io.bytefreezer.transformations.filter.Example;
import io.bytefreezer.transformations.filter.Filter;
import io.bytefreezer.transformations.filter.FilterFunction;
import io.bytefreezer.transformations.filter.FilterScope;
import io.bytefreezer.transformations.filter.FilterType;
import io.bytefreezer.transformations.filter.Verdict;
import io.bytefreezer.transformations.grok.GrokDictionary;
import io.bytefreezer.transformations.grok.GrokMatch;
import io.bytefreezer.transformations.grok.GrokPattern;
import io.bytefreezer.transformations.grok.GrokText;
import io.bytefreezer.transformations.option.Option;
import io.bytefreezer.transformations.option.Options;
import io.bytefreezer.transformations.option.Site;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Takes fields out of a text by named patterns.
 *
 * @param sourceField the text
 * @param pattern the first pattern to try, if it is given alone
 * @param patterns the patterns to try after it
 * @param captureRules what becomes of captures
 * @param targetField object that the captures go to; empty for the top level
 * @param customPatterns patterns by name, beside the library's
 */
public record Grok(
        FieldPath sourceField,
        Optional<String> pattern,
        List<String> patterns,
        CaptureRules captureRules,
        Optional<FieldPath> targetField,
        Map<String, String> customPatterns)
        implements Filter {

    /**
     * What becomes of captures.
     *
     * @param breakOnMatch whether the first pattern that matches is the last one tried
     * @param keepEmpty whether a field is set that captured nothing
     * @param namedOnly whether only references with a field capture
     * @param overwrite whether fields that are there are replaced
     */
    public record CaptureRules(boolean breakOnMatch, boolean keepEmpty, boolean namedOnly, boolean overwrite) {}

    private static final Option<FieldPath> SOURCE_FIELD =
            Option.path("source_field", "Text to match.").defaultsTo("message");
    private static final Option<String> PATTERN = Option.text("pattern", "Pattern, e.g. %{IP:client} %{WORD:method}.");
    private static final Option<List<String>> PATTERNS = Option.texts("patterns", "Patterns, tried in order.");
    private static final Option<Boolean> BREAK_ON_MATCH = Option.flag(
                    "break_on_match", "Whether to stop at the first pattern that matches.")
            .defaultsTo(true);
    private static final Option<Boolean> KEEP_EMPTY = Option.flag(
                    "keep_empty_captures", "Whether to set fields that captured nothing.")
            .defaultsTo(false);
    private static final Option<Boolean> NAMED_ONLY = Option.flag(
                    "named_captures_only",
                    "Whether only %{PATTERN:field} captures; else %{PATTERN} does too, as field PATTERN.")
            .defaultsTo(true);
    private static final Option<Boolean> OVERWRITE = Option.flag(
                    "overwrite_keys", "Whether captures replace fields that are there.")
            .defaultsTo(true);
    private static final Option<FieldPath> TARGET_FIELD =
            Option.path("target_field", "Object that captures are added to; by default the event itself.");
    private static final Option<Map<String, String>> CUSTOM_PATTERNS =
            Option.textMap("custom_patterns", "Patterns of your own by name, to use in the others.");

    /** Describes this filter. */
    public static final FilterType TYPE = new FilterType(
            "grok",
            "Takes fields out of a text by named patterns. A text that no pattern matches is an error, a missing one is not."
                    + " %{PATTERN:field:type} with type int, long, float, double or boolean converts;"
                    + " a field such as a.b or [a][b] is nested.",
            List.of(
                    SOURCE_FIELD,
                    PATTERN,
                    PATTERNS,
                    BREAK_ON_MATCH,
                    KEEP_EMPTY,
                    NAMED_ONLY,
                    OVERWRITE,
                    TARGET_FIELD,
                    CUSTOM_PATTERNS),
            Grok::bind,
            examples());

    /** Copies the collections. */
    public Grok {
        patterns = List.copyOf(patterns);
        customPatterns = Map.copyOf(customPatterns);
    }

    private static Grok bind(Options options) {
        CaptureRules rules = new CaptureRules(
                options.get(BREAK_ON_MATCH), options.get(KEEP_EMPTY), options.get(NAMED_ONLY), options.get(OVERWRITE));
        return new Grok(
                options.get(SOURCE_FIELD),
                options.find(PATTERN),
                options.find(PATTERNS).orElse(List.of()),
                rules,
                options.find(TARGET_FIELD),
                options.find(CUSTOM_PATTERNS).orElse(Map.of()));
    }

    private static List<Example> examples() {
        return List.of(
                Example.becomes("A line of an access log", """
                        {"pattern": "%{IP:client} %{WORD:method} %{URIPATH:path} %{NUMBER:bytes:int} %{NUMBER:took:float}"}""", """
                        {"message": "10.0.0.1 GET /index.html 15824 0.043"}""", """
                        {"message": "10.0.0.1 GET /index.html 15824 0.043", "client": "10.0.0.1", "method": "GET",
                         "path": "/index.html", "bytes": 15824, "took": 0.043}"""),
                Example.becomes("A pattern of your own, into an object", """
                        {"source_field": "line", "pattern": "%{ORDER:id}: %{GREEDYDATA:text}", "target_field": "order",
                         "custom_patterns": {"ORDER": "[A-Z]{2}\\\\d+"}}""", """
                        {"line": "AB123: shipped"}""", """
                        {"line": "AB123: shipped", "order": {"id": "AB123", "text": "shipped"}}"""),
                Example.becomes("Several patterns", """
                        {"patterns": ["login of %{USER:user}", "logout of %{USER:user}"]}""", """
                        {"message": "logout of ada"}""", """
                        {"message": "logout of ada", "user": "ada"}"""),
                Example.rejected("A text that does not match", """
                        {"pattern": "^%{IP:client}$"}""", """
                        {"message": "no address"}""", ErrorCode.GROK_NO_MATCH));
    }

    @Override
    public FilterFunction compile(FilterScope scope) {
        Site config = scope.config();
        GrokDictionary dictionary = new GrokDictionary(customPatterns);
        if (pattern.isEmpty() && patterns.isEmpty()) {
            config.report("give option 'pattern' or option 'patterns'");
        }
        List<GrokPattern> compiled = new ArrayList<>();
        boolean namesAll = !captureRules.namedOnly();
        pattern.flatMap(text -> GrokPattern.compile(text, dictionary, namesAll, scope.limits(), config.at("pattern")))
                .ifPresent(compiled::add);
        for (int i = 0; i < patterns.size(); i++) {
            Site site = config.at("patterns").at(i);
            GrokPattern.compile(patterns.get(i), dictionary, namesAll, scope.limits(), site)
                    .ifPresent(compiled::add);
        }
        int bytesMax = scope.limits().regexInputBytes();
        return event -> apply(event, compiled, bytesMax);
    }

    private Verdict apply(Event event, List<GrokPattern> compiled, int bytesMax) {
        Object source = event.get(sourceField);
        if (source == null) {
            return Verdict.PASS;
        }
        if (!(source instanceof String text)) {
            return new Verdict.Reject(ErrorCode.WRONG_TYPE, "'" + sourceField + "' is not a text");
        }
        GrokText grokText = GrokText.of(text);
        if (grokText.isLongerThan(bytesMax)) {
            return new Verdict.Reject(
                    ErrorCode.REGEX_INPUT_TOO_LONG,
                    "'" + sourceField + "' has " + grokText.utf8Length() + " bytes; patterns are tried on up to "
                            + bytesMax);
        }
        List<GrokMatch.Field> fields = new ArrayList<>();
        Verdict.Reject problem = matchAll(compiled, grokText, fields);
        return problem == null ? store(event, fields) : problem;
    }

    /** Collects what the patterns capture; null unless there is a problem. */
    private Verdict.@Nullable Reject matchAll(List<GrokPattern> compiled, GrokText text, List<GrokMatch.Field> fields) {
        boolean matched = false;
        for (int i = 0; i < compiled.size() && !(matched && captureRules.breakOnMatch()); i++) {
            switch (compiled.get(i).match(text)) {
                case GrokMatch.Matched match -> {
                    matched = true;
                    fields.addAll(match.fields());
                }
                case GrokMatch.None none -> {}
                case GrokMatch.TimedOut late -> {
                    return new Verdict.Reject(
                            ErrorCode.REGEX_TIMEOUT, "pattern " + i + " took too long on '" + sourceField + "'");
                }
                case GrokMatch.NotConvertible wrong -> {
                    return new Verdict.Reject(
                            ErrorCode.GROK_CONVERSION,
                            "what pattern " + i + " captured as '" + wrong.field() + "' is not of type "
                                    + wrong.expected());
                }
            }
        }
        return matched ? null : new Verdict.Reject(ErrorCode.GROK_NO_MATCH, "no pattern matches '" + sourceField + "'");
    }

    private Verdict store(Event event, List<GrokMatch.Field> fields) {
        for (GrokMatch.Field field : fields) {
            FieldPath path = target(field.path());
            if (!event.canSet(path)) {
                return Verdict.pathConflict(path);
            }
        }
        for (GrokMatch.Field field : fields) {
            FieldPath path = target(field.path());
            boolean wanted = captureRules.keepEmpty() || !field.isEmpty();
            if (wanted && (captureRules.overwrite() || !event.has(path))) {
                event.set(path, field.value());
            }
        }
        return Verdict.PASS;
    }

    private FieldPath target(FieldPath capture) {
        return targetField.map(target -> target.child(capture)).orElse(capture);
    }
}
