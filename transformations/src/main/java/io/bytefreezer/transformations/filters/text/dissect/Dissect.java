package io.bytefreezer.transformations.filters.text.dissect;

import io.bytefreezer.transformations.event.ErrorCode;
import io.bytefreezer.transformations.event.FieldPath;
import io.bytefreezer.transformations.filter.Example;
import io.bytefreezer.transformations.filter.Filter;
import io.bytefreezer.transformations.filter.FilterFunction;
import io.bytefreezer.transformations.filter.FilterScope;
import io.bytefreezer.transformations.filter.FilterType;
import io.bytefreezer.transformations.filter.TextFunction;
import io.bytefreezer.transformations.filter.Verdict;
import io.bytefreezer.transformations.option.Option;
import io.bytefreezer.transformations.option.Options;
import io.bytefreezer.transformations.option.Site;
import io.bytefreezer.transformations.value.ValueType;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Takes fields out of a text by the delimiters between them; the patterns are those of Logstash's dissect filter.
 *
 * @param sourceField the text
 * @param pattern fields and delimiters
 * @param targetField object that the fields go to; empty for the top level
 * @param types what becomes of the texts, by field
 */
public record Dissect(
        FieldPath sourceField, String pattern, Optional<FieldPath> targetField, Map<String, ValueType> types)
        implements Filter {

    private static final Option<FieldPath> SOURCE_FIELD =
            Option.path("source_field", "Text to take apart.").defaultsTo("message");
    private static final Option<String> PATTERN = Option.text(
                    "pattern",
                    "Fields and the delimiters between them: %{a} a field, %{+a} appended to it with the delimiter before it,"
                            + " %{+a/2} appended second, %{} and %{?a} skipped, %{&a} the field that the value of a names,"
                            + " %{a->} with its delimiter repeated.")
            .required();
    private static final Option<FieldPath> TARGET_FIELD =
            Option.path("target_field", "Object that the fields are added to; by default the event itself.");
    private static final Option<Map<String, String>> TYPES = ValueType.option(
            "types",
            "Types of fields, by their names in the pattern; the others are texts. An empty text becomes null.");

    /** Describes this filter. */
    public static final FilterType TYPE = new FilterType(
            "dissect",
            "Takes fields out of a text by the fixed delimiters between them: faster than grok, for lines that all have the"
                    + " same shape. Each value ends at the first delimiter after it, the last at the end of the text."
                    + " A text that does not fit is an error, a missing one is not.",
            List.of(SOURCE_FIELD, PATTERN, TARGET_FIELD, TYPES),
            Dissect::bind,
            examples());

    private static Dissect bind(Options options) {
        return new Dissect(
                options.get(SOURCE_FIELD),
                options.get(PATTERN),
                options.find(TARGET_FIELD),
                ValueType.read(options.find(TYPES).orElse(Map.of())));
    }

    private static List<Example> examples() {
        return List.of(
                Example.becomes("A line of syslog", """
                        {"pattern": "%{ts} %{+ts} %{+ts} %{host} %{app}[%{pid}]: %{message}", "types": {"pid": "int"}}""", """
                        {"message": "Oct 11 22:14:15 box sshd[42]: Accepted publickey for ada"}""", """
                        {"message": "Accepted publickey for ada", "ts": "Oct 11 22:14:15", "host": "box", "app": "sshd", \
                        "pid": 42}"""),
                Example.becomes("In another order, with padding", """
                        {"pattern": "%{?nr} %{+name/2} %{+name/1} | %{team->} | %{http.status}", "types": {"http.status": "int"}}""", """
                        {"message": "7 Lovelace Ada | engines |  |  | 200"}""", """
                        {"message": "7 Lovelace Ada | engines |  |  | 200", "name": "Ada Lovelace", "team": "engines", \
                        "http": {"status": 200}}"""),
                Example.becomes("A name out of the text", """
                        {"pattern": "%{} %{?key}=%{&key}"}""", """
                        {"message": "set retries=3"}""", """
                        {"message": "set retries=3", "retries": "3"}"""),
                Example.rejected("No such delimiter", """
                        {"pattern": "%{user}@%{host}"}""", """
                        {"message": "nobody"}""", ErrorCode.DISSECT_NO_MATCH));
    }

    @Override
    public FilterFunction compile(FilterScope scope) {
        Site site = scope.config().at("pattern");
        return DissectPattern.compile(pattern, site)
                .map(compiled -> function(compiled, DissectFields.of(compiled, site), scope))
                .orElse(FilterFunction.NOTHING);
    }

    private FilterFunction function(DissectPattern compiled, DissectFields fields, FilterScope scope) {
        List<String> known =
                fields.fixed().stream().map(DissectFields.Fixed::name).toList();
        types.keySet().stream()
                .filter(name -> !known.contains(name) && fields.named().isEmpty())
                .forEach(name -> scope.config().at("types").at(name).reportUnknown("field", name, known));
        Verdict noMatch = new Verdict.Reject(
                ErrorCode.DISSECT_NO_MATCH, "the pattern does not fit the text in '" + sourceField + "'");
        DissectWriter writer = new DissectWriter(fields, targetField, types, scope.limits());
        return TextFunction.on(sourceField, (event, text) -> {
            @Nullable String[] found = compiled.match(text);
            return found == null ? noMatch : writer.write(event, found);
        });
    }
}
