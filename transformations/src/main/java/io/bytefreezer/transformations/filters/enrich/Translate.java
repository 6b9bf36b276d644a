package io.bytefreezer.transformations.filters.enrich;

import com.google.re2j.Pattern;
import io.bytefreezer.transformations.event.ErrorCode;
import io.bytefreezer.transformations.event.Event;
import io.bytefreezer.transformations.event.FieldPath;
import io.bytefreezer.transformations.filter.Example;
import io.bytefreezer.transformations.filter.Filter;
import io.bytefreezer.transformations.filter.FilterFunction;
import io.bytefreezer.transformations.filter.FilterScope;
import io.bytefreezer.transformations.filter.FilterType;
import io.bytefreezer.transformations.filter.Verdict;
import io.bytefreezer.transformations.lookup.Answer;
import io.bytefreezer.transformations.lookup.Lookups;
import io.bytefreezer.transformations.option.Option;
import io.bytefreezer.transformations.option.OptionType;
import io.bytefreezer.transformations.option.OptionTypes;
import io.bytefreezer.transformations.option.Options;
import io.bytefreezer.transformations.option.Site;
import io.bytefreezer.transformations.regex.Re2;
import io.bytefreezer.transformations.value.JsonCopy;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Replaces a value by what a dictionary or a table has for it.
 *
 * @param sourceField the value
 * @param targetField where what is found goes
 * @param dictionary what is found, by value or by regular expression
 * @param regex whether the dictionary's keys are regular expressions
 * @param table table to find it in instead, and the column to take
 * @param fallback what to write when nothing is found; nothing for leaving the event alone
 */
public record Translate(
        FieldPath sourceField,
        FieldPath targetField,
        Map<String, Object> dictionary,
        boolean regex,
        Optional<Column> table,
        Optional<Object> fallback)
        implements Filter {

    /**
     * A column of a table.
     *
     * @param table name of the table
     * @param name name of the column; nothing where the document leaves it out
     */
    public record Column(String table, Optional<String> name) {}

    private static final int ENTRIES_MAX = 10_000;
    private static final int REGEXES_MAX = 200;

    private static final Option<FieldPath> SOURCE_FIELD = Option.path(
                    "source_field", "Value to look up: a text, a number or a truth value.")
            .required();
    private static final Option<FieldPath> TARGET_FIELD =
            Option.path("target_field", "Field to write; the source field itself unless given.");
    private static final Option<Map<String, Object>> DICTIONARY = Option.of(
            "dictionary", OptionType.mapOf(OptionTypes.ANY), "What to write, by value; up to 10,000 entries.");
    private static final Option<Boolean> REGEX = Option.flag(
                    "regex",
                    "Whether the dictionary's keys are regular expressions (RE2), up to 200. The first that is found in the"
                            + " value counts; ^ and $ stand for its ends.")
            .defaultsTo(false);
    private static final Option<String> TABLE =
            Option.text("table", "Table (CSV) to look in instead of a dictionary, by its one index column.");
    private static final Option<String> COLUMN = Option.text("column", "Column of the table to write.");
    private static final Option<Object> FALLBACK =
            Option.any("fallback", "What to write for a value that is not there. Without it nothing is written then.");

    /** Describes this filter. */
    public static final FilterType TYPE = new FilterType(
            "translate",
            "Writes what a dictionary in the document, or a table, has for a value: words for codes, owners for hosts.",
            List.of(SOURCE_FIELD, TARGET_FIELD, DICTIONARY, REGEX, TABLE, COLUMN, FALLBACK),
            Translate::bind,
            List.of(
                    Example.becomes("Words for numbers", """
                            {"source_field": "severity", "target_field": "severity_name",
                             "dictionary": {"3": "error", "4": "warning"}}""", """
                            {"severity": 3}""", """
                            {"severity": 3, "severity_name": "error"}"""),
                    Example.becomes("By regular expression, in place", """
                            {"source_field": "agent", "regex": true, "fallback": "other",
                             "dictionary": {"(?i)bot|crawler": "robot", "^curl/": "tool"}}""", """
                            {"agent": "Examplebot/2.1"}""", """
                            {"agent": "robot"}"""),
                    Example.becomes("None of them", """
                            {"source_field": "code", "target_field": "known", "fallback": false,
                             "dictionary": {"A1": true}}""", """
                            {"code": "Z9"}""", """
                            {"code": "Z9", "known": false}"""),
                    Example.becomes("From a table", """
                            {"source_field": "host", "target_field": "owner", "table": "hosts", "column": "owner"}""", """
                            {"host": "web-1"}""", """
                            {"host": "web-1", "owner": "platform"}"""),
                    Example.rejected("An object is no value", """
                            {"source_field": "user", "dictionary": {"root": "admin"}}""", """
                            {"user": {"name": "root"}}""", ErrorCode.WRONG_TYPE)));

    /** Copies the dictionary, in its order. */
    public Translate {
        dictionary = new LinkedHashMap<>(dictionary);
    }

    private static Translate bind(Options options) {
        FieldPath source = options.get(SOURCE_FIELD);
        return new Translate(
                source,
                options.find(TARGET_FIELD).orElse(source),
                options.find(DICTIONARY).orElse(Map.of()),
                options.get(REGEX),
                options.find(TABLE).map(table -> new Column(table, options.find(COLUMN))),
                options.find(FALLBACK));
    }

    /** Finds what to write for a value. */
    private interface Finder {
        Answered find(Event event, String value);
    }

    /**
     * What came of it.
     *
     * @param value what to write, or null
     * @param unable what becomes of an event that cannot be looked up, or null
     */
    private record Answered(
            @Nullable Object value, @Nullable Verdict unable) {

        static final Answered NOTHING = new Answered(null, null);
    }

    @Override
    public FilterFunction compile(FilterScope scope) {
        reportMissing(scope.config());
        Finder finder;
        if (table.isPresent()) {
            finder = inTable(
                    scope.table(table.get().table(), TABLE.name()),
                    table.get().name().orElse(""));
        } else if (regex) {
            finder = byRegex(scope);
        } else {
            Map<String, Object> exact = Map.copyOf(dictionary);
            finder = (event, value) -> new Answered(exact.get(value), null);
        }
        return event -> apply(event, finder);
    }

    private void reportMissing(Site config) {
        if (dictionary.isEmpty() == table.isEmpty()) {
            config.report("give either 'dictionary' with at least one entry or 'table' with 'column'");
        }
        if (table.isPresent() && table.get().name().isEmpty()) {
            config.report("'table' needs 'column': the column to write");
        }
        if (table.isPresent() && regex) {
            config.at("regex").report("tables are found by exact values: 'regex' is for a dictionary");
        }
        int max = regex ? REGEXES_MAX : ENTRIES_MAX;
        if (dictionary.size() > max) {
            config.at("dictionary").report("there are " + dictionary.size() + " entries; " + max + " are allowed");
        }
    }

    private static Finder inTable(Lookups.Table rows, String column) {
        return (event, value) -> switch (rows.find(event.context().tenant(), List.of(value))) {
            case Answer.Found found -> cell(found, column);
            case Answer.NotFound none -> Answered.NOTHING;
            case Answer.Pending pending -> Answered.NOTHING;
            case Answer.Unavailable unavailable -> new Answered(null, Sources.unavailable(unavailable));
        };
    }

    private static Answered cell(Answer.Found row, String column) {
        if (row.values().containsKey(column)) {
            return new Answered(row.values().get(column), null);
        }
        String columns = String.join(", ", row.values().keySet());
        return new Answered(
                null,
                new Verdict.Reject(
                        ErrorCode.LOOKUP_UNAVAILABLE, "the table has no column '" + column + "'; it has " + columns));
    }

    private Finder byRegex(FilterScope scope) {
        Map<Pattern, Object> patterns = new LinkedHashMap<>();
        if (dictionary.size() <= REGEXES_MAX) {
            Site site = scope.config().at("dictionary");
            dictionary.forEach((key, value) ->
                    Re2.compile(key, scope.limits(), site.at(key)).ifPresent(pattern -> patterns.put(pattern, value)));
        }
        int charsMax = scope.limits().regexInputBytes();
        return (event, value) -> {
            if (value.length() > charsMax) {
                return new Answered(
                        null,
                        new Verdict.Reject(
                                ErrorCode.REGEX_INPUT_TOO_LONG,
                                "'" + sourceField + "' has " + value.length()
                                        + " characters; regular expressions are tried on up to " + charsMax));
            }
            for (Map.Entry<Pattern, Object> entry : patterns.entrySet()) {
                if (Re2.find(entry.getKey(), value)) {
                    return new Answered(entry.getValue(), null);
                }
            }
            return Answered.NOTHING;
        };
    }

    private Verdict apply(Event event, Finder finder) {
        Object source = event.get(sourceField);
        if (source == null) {
            return Verdict.PASS;
        }
        String value = Sources.text(source);
        if (value == null) {
            return Sources.wrongType(sourceField, "a text, a number or a truth value");
        }
        Answered answered = finder.find(event, value);
        if (answered.unable() != null) {
            return answered.unable();
        }
        Object written = answered.value() == null ? fallback.orElse(null) : answered.value();
        return written == null ? Verdict.PASS : Sources.set(event, targetField, JsonCopy.of(written));
    }
}
