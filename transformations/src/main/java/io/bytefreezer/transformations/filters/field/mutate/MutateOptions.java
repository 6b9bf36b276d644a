package io.bytefreezer.transformations.filters.field.mutate;

import io.bytefreezer.transformations.event.FieldPath;
import io.bytefreezer.transformations.option.Option;
import io.bytefreezer.transformations.option.OptionType;
import io.bytefreezer.transformations.option.OptionTypes;
import io.bytefreezer.transformations.option.Options;
import io.bytefreezer.transformations.value.ValueType;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The options of the mutate filter, in the order in which it works. */
final class MutateOptions {

    private static final Option<FieldPath> FIELD =
            Option.path("field", "Field to change.").required();
    private static final Option<String> SEPARATOR =
            Option.text("separator", "What stands between the parts.").defaultsTo(",");
    private static final Option<FieldPath> TARGET = Option.path("target", "Field to write; by default the same field.");
    private static final Option<String> PATTERN =
            Option.text("pattern", "Regular expression (RE2).").required();
    private static final Option<String> REPLACEMENT = Option.text(
                    "replacement", "What stands for each match; $1, ${1} or ${name} for what a group captured.")
            .required();
    private static final Option<FieldPath> MERGE_SOURCE =
            Option.path("source", "Field whose value is added; it stays.").required();
    private static final Option<FieldPath> MERGE_TARGET =
            Option.path("target", "Field that it is added to.").required();

    private static final Option<Map<String, FieldPath>> COPY =
            Option.of("copy", OptionType.mapOf(OptionTypes.PATH), "Fields to copy, each with where to.");
    private static final Option<Map<String, FieldPath>> RENAME =
            Option.of("rename", OptionType.mapOf(OptionTypes.PATH), "Fields to rename, each with its new name.");
    private static final Option<Map<String, String>> CONVERT = ValueType.option(
            "convert", "Fields, each with the type to convert its value or the elements of its list to.");
    private static final Option<List<SplitText>> SPLIT = Option.of(
            "split",
            OptionType.listOf(OptionType.objectOf(
                    List.of(FIELD, SEPARATOR, TARGET),
                    options -> new SplitText(options.get(FIELD), options.get(SEPARATOR), options.find(TARGET)))),
            "Texts to make lists of: field, separator and target.");
    private static final Option<List<Join>> JOIN = Option.of(
            "join",
            OptionType.listOf(OptionType.objectOf(
                    List.of(FIELD, SEPARATOR, TARGET),
                    options -> new Join(options.get(FIELD), options.get(SEPARATOR), options.find(TARGET)))),
            "Lists to make texts of: field, separator and target.");
    private static final Option<List<Substitute>> GSUB = Option.of(
            "gsub",
            OptionType.listOf(OptionType.objectOf(
                    List.of(FIELD, PATTERN, REPLACEMENT),
                    options -> new Substitute(options.get(FIELD), options.get(PATTERN), options.get(REPLACEMENT)))),
            "Regular expressions to replace in texts: field, pattern and replacement.");
    private static final Option<List<FieldPath>> LOWERCASE = Option.paths("lowercase", "Texts to make lower case.");
    private static final Option<List<FieldPath>> UPPERCASE = Option.paths("uppercase", "Texts to make upper case.");
    private static final Option<List<FieldPath>> STRIP =
            Option.paths("strip", "Texts to take white space off at both ends.");
    private static final Option<List<Merge>> MERGE = Option.of(
            "merge",
            OptionType.listOf(OptionType.objectOf(
                    List.of(MERGE_SOURCE, MERGE_TARGET),
                    options -> new Merge(options.get(MERGE_SOURCE), options.get(MERGE_TARGET)))),
            "Lists or objects to add to others: source and target.");
    private static final Option<Map<String, Object>> UPDATE =
            Option.of("update", OptionType.mapOf(OptionTypes.ANY), "Values for fields that are there.");
    private static final Option<Map<String, Object>> REPLACE =
            Option.of("replace", OptionType.mapOf(OptionTypes.ANY), "Values for fields, be they there or not.");
    private static final Option<List<FieldPath>> REMOVE = Option.paths("remove", "Fields to remove.");

    static final List<Option<?>> ALL = List.of(
            COPY, RENAME, CONVERT, SPLIT, JOIN, GSUB, LOWERCASE, UPPERCASE, STRIP, MERGE, UPDATE, REPLACE, REMOVE);

    private MutateOptions() {}

    /** The changes that a document asks for, in the order in which they are made. */
    static List<Change> changes(Options options) {
        List<Change> changes = new ArrayList<>();
        map(options, COPY).forEach((from, to) -> changes.add(new Move(from, to, true)));
        map(options, RENAME).forEach((from, to) -> changes.add(new Move(from, to, false)));
        ValueType.read(map(options, CONVERT)).forEach((field, type) -> changes.add(new Convert(field, type)));
        changes.addAll(list(options, SPLIT));
        changes.addAll(list(options, JOIN));
        changes.addAll(list(options, GSUB));
        list(options, LOWERCASE).forEach(field -> changes.add(new ChangeText(field, ChangeText.Kind.LOWERCASE)));
        list(options, UPPERCASE).forEach(field -> changes.add(new ChangeText(field, ChangeText.Kind.UPPERCASE)));
        list(options, STRIP).forEach(field -> changes.add(new ChangeText(field, ChangeText.Kind.STRIP)));
        changes.addAll(list(options, MERGE));
        map(options, UPDATE).forEach((field, value) -> changes.add(new Assign(field, value, true)));
        map(options, REPLACE).forEach((field, value) -> changes.add(new Assign(field, value, false)));
        list(options, REMOVE).forEach(field -> changes.add(new Remove(field)));
        return changes;
    }

    private static <T> List<T> list(Options options, Option<List<T>> option) {
        return options.find(option).orElse(List.of());
    }

    private static <T> Map<String, T> map(Options options, Option<Map<String, T>> option) {
        return options.find(option).orElse(Map.of());
    }
}
