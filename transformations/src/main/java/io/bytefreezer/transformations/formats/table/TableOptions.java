package io.bytefreezer.transformations.formats.table;

import io.bytefreezer.transformations.option.Option;
import io.bytefreezer.transformations.option.OptionType;
import io.bytefreezer.transformations.option.OptionTypes;
import io.bytefreezer.transformations.option.Options;
import io.bytefreezer.transformations.value.TextType;
import java.util.List;
import java.util.Map;

/** The options of tables; kinds of tables differ in what separates by default. */
final class TableOptions {

    static final String KEEP = "keep";
    static final String REJECT = "reject";

    private static final Option<Boolean> HEADER = Option.flag(
            "header",
            "Whether the first row of each payload holds the names of the columns. By default it does when `columns` is not"
                    + " given. When both are, the row is skipped and `columns` names. Without either, fields are named"
                    + " `column1`, `column2` and so on.");
    private static final Option<List<String>> COLUMNS =
            Option.texts("columns", "Names of the columns, in order; then a payload may be a single row.");
    private static final Option<Map<String, String>> TYPES = Option.of(
                    "types",
                    OptionType.mapOf(OptionTypes.choice(TextType.NAMES)),
                    "Types by name of column; others are text. An empty field of a type other than string is null. Numbers"
                            + " keep every digit. A timestamp becomes RFC 3339 in UTC. A field not of its type rejects the"
                            + " payload.")
            .defaultsTo(Map.of());
    private static final Option<Boolean> SKIP_EMPTY =
            Option.flag("skip_empty", "Leaves empty fields out.").defaultsTo(false);
    private static final Option<String> ON_EXTRA = Option.choice(
                    "on_extra",
                    List.of(KEEP, REJECT),
                    "What becomes of a row with more or fewer fields than there are columns: `keep` puts what is too much into"
                            + " the list `_extra` and leaves out what is missing; `reject` rejects the payload.")
            .defaultsTo(KEEP);

    private final Option<String> delimiter;
    private final Option<String> quote;

    TableOptions(String delimiter, String quote) {
        this.delimiter = Option.text(
                        "delimiter", "Character between fields: a comma, a semicolon, a tab or another one of ASCII.")
                .defaultsTo(delimiter);
        this.quote = Option.text(
                        "quote",
                        "Character around fields that hold delimiters or ends of lines; within them it is written twice."
                                + " Empty when there is none.")
                .defaultsTo(quote);
    }

    List<Option<?>> all() {
        return List.of(delimiter, quote, HEADER, COLUMNS, TYPES, SKIP_EMPTY, ON_EXTRA);
    }

    TableFormat bind(Options options) {
        return new TableFormat(
                options.get(delimiter),
                options.get(quote),
                options.find(HEADER),
                options.find(COLUMNS),
                options.get(TYPES),
                options.get(SKIP_EMPTY),
                options.get(ON_EXTRA));
    }
}
