package io.bytefreezer.transformations.filters.text.structured;

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
import io.bytefreezer.transformations.option.Site;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads one row of CSV (RFC 4180) out of a text.
 *
 * @param sourceField the text
 * @param columns names of the values
 * @param separator the character between values
 * @param quote the character around values
 * @param target where the fields go
 */
public record Csv(FieldPath sourceField, List<String> columns, String separator, String quote, Target target)
        implements Filter {

    private static final Option<FieldPath> SOURCE_FIELD =
            Option.path("source_field", "Text with one row.").defaultsTo("message");
    private static final Option<List<String>> COLUMNS = Option.texts(
            "columns", "Names of the values. Values without a name are column1, column2 and so on, by their places.");
    private static final Option<String> SEPARATOR =
            Option.text("separator", "The character between values.").defaultsTo(",");
    private static final Option<String> QUOTE = Option.text(
                    "quote", "The character around values that hold separators.")
            .defaultsTo("\"");

    /** Describes this filter. */
    public static final FilterType TYPE = new FilterType(
            "csv",
            "Reads one row of comma-separated values out of a text. A row with fewer values than columns sets fewer fields;"
                    + " none is lost from a row with more. Broken quotes are an error.",
            List.of(SOURCE_FIELD, COLUMNS, SEPARATOR, QUOTE, Target.FIELD, Target.TYPES, Target.REMOVE_SOURCE),
            options -> new Csv(
                    options.get(SOURCE_FIELD),
                    options.find(COLUMNS).orElse(List.of()),
                    options.get(SEPARATOR),
                    options.get(QUOTE),
                    Target.of(options)),
            examples());

    /** Copies the list. */
    public Csv {
        columns = List.copyOf(columns);
    }

    private static List<Example> examples() {
        return List.of(
                Example.becomes("Named and typed", """
                        {"columns": ["user", "amount", "note"], "types": {"amount": "decimal"}, "remove_field": true}""", """
                        {"message": "ada,1.10,\\"said \\"\\"hi, there\\"\\"\\""}""", """
                        {"user": "ada", "amount": 1.10, "note": "said \\"hi, there\\""}"""),
                Example.becomes("More values than names, into an object", """
                        {"columns": ["host"], "separator": ";", "target_field": "row"}""", """
                        {"message": "web1;;3"}""", """
                        {"message": "web1;;3", "row": {"host": "web1", "column2": "", "column3": "3"}}"""),
                Example.rejected("A quote that is never closed", """
                        {}""", """
                        {"message": "ada,\\"1.10"}""", ErrorCode.MALFORMED_PAYLOAD));
    }

    @Override
    public FilterFunction compile(FilterScope scope) {
        Site config = scope.config();
        boolean characters = isCharacter(separator, config.at("separator")) && isCharacter(quote, config.at("quote"));
        Set<String> names = new HashSet<>();
        for (int i = 0; i < columns.size(); i++) {
            if (!names.add(columns.get(i))) {
                config.at("columns").at(i).report("column '" + columns.get(i) + "' is there twice");
            }
        }
        if (characters && separator.equals(quote)) {
            config.at("quote").report("'quote' is the same as 'separator'");
        }
        Limits limits = scope.limits();
        return characters
                ? TextFunction.on(sourceField, (event, text) -> apply(event, text, limits))
                : FilterFunction.NOTHING;
    }

    private static boolean isCharacter(String text, Site site) {
        boolean one = text.length() == 1 && text.charAt(0) != '\n' && text.charAt(0) != '\r';
        if (!one) {
            site.report("one character is needed, and none that ends a line");
        }
        return one;
    }

    private Verdict apply(Event event, String text, Limits limits) throws EventException {
        List<String> values = new CsvRow(text, separator.charAt(0), quote.charAt(0)).values();
        Map<String, @Nullable Object> fields = new LinkedHashMap<>();
        for (int i = 0; i < values.size(); i++) {
            String name = i < columns.size() ? columns.get(i) : "column" + (i + 1);
            if (fields.put(name, values.get(i)) != null) {
                throw new EventException(
                        ErrorCode.BAD_VALUE, "has more values than columns, and one of those is named '" + name + "'");
            }
        }
        return target.add(event, sourceField, fields, limits);
    }
}
