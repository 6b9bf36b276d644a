package io.bytefreezer.transformations.filters.text.kv;

import io.bytefreezer.transformations.event.ErrorCode;
import io.bytefreezer.transformations.event.Event;
import io.bytefreezer.transformations.event.EventException;
import io.bytefreezer.transformations.event.FieldPath;
import io.bytefreezer.transformations.event.Limits;
import io.bytefreezer.transformations.filter.Example;
import io.bytefreezer.transformations.filter.Filter;
import io.bytefreezer.transformations.filter.FilterFunction;
import io.bytefreezer.transformations.filter.FilterScope;
import io.bytefreezer.transformations.filter.FilterType;
import io.bytefreezer.transformations.filter.Target;
import io.bytefreezer.transformations.filter.TextFunction;
import io.bytefreezer.transformations.filter.Verdict;
import io.bytefreezer.transformations.option.Option;
import io.bytefreezer.transformations.option.OptionType;
import io.bytefreezer.transformations.option.OptionTypes;
import io.bytefreezer.transformations.option.Options;
import io.bytefreezer.transformations.option.Site;
import io.bytefreezer.transformations.value.DeepCopy;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Takes pairs of keys and values out of a text.
 *
 * @param sourceField the text
 * @param syntax how pairs are written
 * @param rules what becomes of them
 * @param defaultValues fields that are set when the text has no such pair
 * @param target where the fields go
 */
public record KeyValue(
        FieldPath sourceField, PairSyntax syntax, PairRules rules, Map<String, Object> defaultValues, Target target)
        implements Filter {

    private static final Option<FieldPath> SOURCE_FIELD =
            Option.path("source_field", "Text with pairs.").defaultsTo("message");
    private static final Option<String> FIELD_SPLIT =
            Option.text("field_split", "What stands between pairs.").defaultsTo(" ");
    private static final Option<String> VALUE_SPLIT = Option.text(
                    "value_split", "What stands between a key and its value.")
            .defaultsTo("=");
    private static final Option<String> QUOTES = Option.text(
                    "quotes", "Characters that keys and values may be quoted with; an empty text for none.")
            .defaultsTo("\"'");
    private static final Option<String> PREFIX =
            Option.text("prefix", "What goes before the name of each field.").defaultsTo("");
    private static final Option<List<String>> INCLUDE_KEYS =
            Option.texts("include_keys", "Keys to take; by default all.");
    private static final Option<List<String>> EXCLUDE_KEYS = Option.texts("exclude_keys", "Keys not to take.");
    private static final Option<String> TRIM_KEY =
            Option.text("trim_key", "Characters to take off both ends of keys.").defaultsTo("");
    private static final Option<String> TRIM_VALUE = Option.text(
                    "trim_value", "Characters to take off both ends of values.")
            .defaultsTo("");
    private static final Option<Boolean> ALLOW_DUPLICATE = Option.flag(
                    "allow_duplicate",
                    "Whether a pair that repeats is listed each time. Different values of one key always become a list.")
            .defaultsTo(true);
    private static final Option<Map<String, Object>> DEFAULT_VALUES = Option.of(
            "default_values",
            OptionType.mapOf(OptionTypes.ANY),
            "Values of fields, by their names with prefix, for which there is no pair.");

    /** Describes this filter. */
    public static final FilterType TYPE = new FilterType(
            "kv",
            "Takes pairs such as user=ada out of a text. Words that are no pairs are passed over; a key that repeats becomes a"
                    + " list.",
            List.of(
                    SOURCE_FIELD,
                    FIELD_SPLIT,
                    VALUE_SPLIT,
                    QUOTES,
                    Target.FIELD,
                    PREFIX,
                    INCLUDE_KEYS,
                    EXCLUDE_KEYS,
                    TRIM_KEY,
                    TRIM_VALUE,
                    ALLOW_DUPLICATE,
                    DEFAULT_VALUES,
                    Target.TYPES,
                    Target.REMOVE_SOURCE),
            KeyValue::bind,
            examples());

    /** Copies the map, which must keep its order. */
    public KeyValue {
        defaultValues = Collections.unmodifiableMap(new LinkedHashMap<>(defaultValues));
    }

    private static KeyValue bind(Options options) {
        PairRules rules = new PairRules(
                options.get(PREFIX),
                Set.copyOf(options.find(INCLUDE_KEYS).orElse(List.of())),
                Set.copyOf(options.find(EXCLUDE_KEYS).orElse(List.of())),
                options.get(TRIM_KEY),
                options.get(TRIM_VALUE),
                options.get(ALLOW_DUPLICATE));
        return new KeyValue(
                options.get(SOURCE_FIELD),
                new PairSyntax(options.get(FIELD_SPLIT), options.get(VALUE_SPLIT), options.get(QUOTES)),
                rules,
                options.find(DEFAULT_VALUES).orElse(Map.of()),
                Target.of(options));
    }

    private static List<Example> examples() {
        return List.of(
                Example.becomes("A firewall's log", """
                        {"types": {"bytes": "int"}, "remove_field": true}""", """
                        {"message": "action=deny src=10.0.0.7 rule=\\"block all\\" bytes=1500"}""", """
                        {"action": "deny", "src": "10.0.0.7", "rule": "block all", "bytes": 1500}"""),
                Example.becomes("A query, into an object", """
                        {"source_field": "query", "field_split": "&", "target_field": "args", "exclude_keys": ["token"]}""", """
                        {"query": "tag=a&tag=b&token=s3cr3t&page=2"}""", """
                        {"query": "tag=a&tag=b&token=s3cr3t&page=2", "args": {"tag": ["a", "b"], "page": "2"}}"""),
                Example.becomes("Trimmed, with a prefix and a default", """
                        {"field_split": ";", "value_split": ":", "trim_key": " ", "trim_value": " <>", "prefix": "mail_", \
                        "default_values": {"mail_cc": "none"}}""", """
                        {"message": "from: <ada@example.com>; to: <bob@example.com>"}""", """
                        {"message": "from: <ada@example.com>; to: <bob@example.com>", "mail_from": "ada@example.com", \
                        "mail_to": "bob@example.com", "mail_cc": "none"}"""),
                Example.rejected("Not of its type", """
                        {"types": {"bytes": "int"}}""", """
                        {"message": "bytes=many"}""", ErrorCode.BAD_VALUE));
    }

    @Override
    public FilterFunction compile(FilterScope scope) {
        Site config = scope.config();
        requireDelimiter("field_split", syntax.fieldSplit(), config);
        requireDelimiter("value_split", syntax.valueSplit(), config);
        if (syntax.fieldSplit().equals(syntax.valueSplit())) {
            config.at("value_split").report("'value_split' is the same as 'field_split'");
        }
        Limits limits = scope.limits();
        return TextFunction.on(sourceField, (event, text) -> apply(event, text, limits));
    }

    private void requireDelimiter(String option, String delimiter, Site config) {
        if (delimiter.isEmpty()) {
            config.at(option).report("an empty text separates nothing");
        }
        String special = syntax.quotes().isEmpty() ? "" : syntax.quotes() + "\\";
        if (delimiter.chars().anyMatch(c -> special.indexOf(c) >= 0)) {
            config.at(option).report("'" + delimiter + "' has a quote or a backslash; set 'quotes' to \"\" to use it");
        }
    }

    private Verdict apply(Event event, String text, Limits limits) throws EventException {
        Map<String, @Nullable Object> fields = rules.fields(text, syntax);
        defaultValues.forEach((name, value) -> {
            if (!fields.containsKey(name)) {
                fields.put(name, DeepCopy.of(value));
            }
        });
        if (fields.isEmpty()) {
            return Verdict.PASS;
        }
        return target.add(event, sourceField, fields, limits);
    }
}
