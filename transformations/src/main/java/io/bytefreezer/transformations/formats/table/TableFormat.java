package io.bytefreezer.transformations.formats.table;

import io.bytefreezer.transformations.format.Detector;
import io.bytefreezer.transformations.format.Format;
import io.bytefreezer.transformations.format.FormatFunction;
import io.bytefreezer.transformations.format.FormatScope;
import io.bytefreezer.transformations.format.FormatType;
import io.bytefreezer.transformations.option.Site;
import io.bytefreezer.transformations.value.TextType;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Separated values: by commas, as <a href="https://www.rfc-editor.org/rfc/rfc4180">RFC 4180</a> defines them, or by tabs, as
 * IANA registers <a href="https://www.iana.org/assignments/media-types/text/tab-separated-values">text/tab-separated-values</a>.
 *
 * @param delimiter what separates fields
 * @param quote what stands around fields that hold delimiters; empty when nothing does
 * @param header whether the first row holds names; by default when there are no columns
 * @param columns names of the columns
 * @param types types of columns by name
 * @param skipEmpty whether an empty field is left out
 * @param onExtra what becomes of a row with more or fewer fields than columns
 */
public record TableFormat(
        String delimiter,
        String quote,
        Optional<Boolean> header,
        Optional<List<String>> columns,
        Map<String, String> types,
        boolean skipEmpty,
        String onExtra)
        implements Format {

    private static final TableOptions CSV_OPTIONS = new TableOptions(",", "\"");
    private static final TableOptions TSV_OPTIONS = new TableOptions("\t", "");

    /** Describes comma-separated values. */
    public static final FormatType CSV = new FormatType(
            "csv",
            "Comma-separated values (RFC 4180), or separated by another character: a row is an event. Names of columns come"
                    + " from the first row or are given. A quoted field may go over several lines. A row that is broken"
                    + " rejects the payload and is named by its line. Rows have up to 4096 fields of up to 1 MiB.",
            List.of("csv", "text/csv", "application/csv"),
            Detector.NEVER,
            CSV_OPTIONS.all(),
            CSV_OPTIONS::bind,
            TableExamples.CSV);

    /** Describes tab-separated values. */
    public static final FormatType TSV = new FormatType(
            "tsv",
            "Tab-separated values (IANA text/tab-separated-values): a row is an event. There are no quotes unless `quote`"
                    + " says so, and no field holds a tab or an end of a line. Else it is as `csv`.",
            List.of("tsv", "text/tab-separated-values"),
            Detector.NEVER,
            TSV_OPTIONS.all(),
            TSV_OPTIONS::bind,
            TableExamples.TSV);

    /** Copies what changes. */
    public TableFormat {
        columns = columns.map(List::copyOf);
        types = Collections.unmodifiableMap(new LinkedHashMap<>(types));
    }

    @Override
    public FormatFunction compile(FormatScope scope) {
        Dialect dialect = dialect(scope.config());
        checkNames(scope);
        Columns.RowRules rules = new Columns.RowRules(typesByName(), skipEmpty, onExtra.equals(TableOptions.REJECT));
        return new Table(dialect, headerRow(), columns.map(names -> new Columns(names, rules)), rules, scope.limits());
    }

    private Dialect dialect(Site site) {
        if (!isOneCharacter(delimiter)) {
            site.at("delimiter").report("must be one character of ASCII, and no end of a line");
        }
        if (!quote.isEmpty() && (!isOneCharacter(quote) || quote.equals(delimiter))) {
            site.at("quote").report("must be empty or one character of ASCII, not that of 'delimiter'");
        }
        return new Dialect(
                delimiter.isEmpty() ? ',' : delimiter.charAt(0), quote.isEmpty() ? Dialect.NO_QUOTE : quote.charAt(0));
    }

    private static boolean isOneCharacter(String text) {
        return text.length() == 1 && text.charAt(0) < 0x80 && text.charAt(0) != '\n' && text.charAt(0) != '\r';
    }

    private void checkNames(FormatScope scope) {
        Site site = scope.config().at("columns");
        List<String> names = columns.orElse(List.of());
        Set<String> seen = new HashSet<>();
        for (int i = 0; i < names.size(); i++) {
            if (names.get(i).isEmpty() || names.get(i).length() > scope.limits().fieldNameChars()) {
                site.at(i).report("a name has 1 to " + scope.limits().fieldNameChars() + " characters");
            } else if (!seen.add(names.get(i))) {
                site.at(i).report("two columns are named '" + names.get(i) + "'");
            }
        }
        if (columns.isPresent() && (names.isEmpty() || names.size() > RowReader.FIELDS_MAX)) {
            site.report("there are " + names.size() + " columns; give 1 to " + RowReader.FIELDS_MAX);
        }
        if (columns.isPresent()) {
            types.keySet().stream()
                    .filter(name -> !seen.contains(name))
                    .forEach(name -> scope.config().at("types").at(name).reportUnknown("column", name, names));
        }
    }

    private Map<String, TextType> typesByName() {
        Map<String, TextType> byName = new LinkedHashMap<>();
        types.forEach((name, type) -> byName.put(name, TextType.named(type).orElse(TextType.STRING)));
        return byName;
    }

    private Table.HeaderRow headerRow() {
        if (header.isPresent()) {
            return header.get() ? Table.HeaderRow.GIVEN : Table.HeaderRow.ABSENT;
        }
        return columns.isPresent() ? Table.HeaderRow.ABSENT : Table.HeaderRow.ASSUMED;
    }
}
