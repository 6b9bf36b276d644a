package io.bytefreezer.transformations.filters.text;

import com.google.re2j.Pattern;
import io.bytefreezer.transformations.event.ErrorCode;
import io.bytefreezer.transformations.event.FieldPath;
import io.bytefreezer.transformations.event.Limits;
import io.bytefreezer.transformations.filter.Example;
import io.bytefreezer.transformations.filter.Filter;
import io.bytefreezer.transformations.filter.FilterFunction;
import io.bytefreezer.transformations.filter.FilterScope;
import io.bytefreezer.transformations.filter.FilterType;
import io.bytefreezer.transformations.filter.TextFunction;
import io.bytefreezer.transformations.option.Option;
import io.bytefreezer.transformations.regex.Re2;
import io.bytefreezer.transformations.regex.Replacement;
import java.util.List;
import java.util.Optional;

/**
 * Replaces what a regular expression finds.
 *
 * @param sourceField the text
 * @param targetField where the result goes; nothing for the source itself
 * @param pattern an RE2 regular expression
 * @param replacement what stands instead, as Go's {@code regexp} writes it
 * @param global whether all that is found is replaced, or the first only
 */
public record RegexReplace(
        FieldPath sourceField, Optional<FieldPath> targetField, String pattern, String replacement, boolean global)
        implements Filter {

    private static final Option<FieldPath> SOURCE_FIELD =
            Option.path("source_field", "Text to change.").defaultsTo("message");
    private static final Option<FieldPath> TARGET_FIELD =
            Option.path("target_field", "Field to write; by default the source itself.");
    private static final Option<String> PATTERN =
            Option.text("pattern", "Regular expression (RE2).").required();
    private static final Option<String> REPLACEMENT = Option.text(
                    "replacement",
                    "What stands for each match; $1, ${1} or ${name} for what a group captured, $$ for a dollar sign.")
            .required();
    private static final Option<Boolean> GLOBAL = Option.flag(
                    "global", "Whether to replace all matches; else the first only.")
            .defaultsTo(true);

    /** Describes this filter. */
    public static final FilterType TYPE = new FilterType(
            "regex_replace",
            "Replaces what a regular expression finds in a text. Expressions are RE2's: they never backtrack.",
            List.of(SOURCE_FIELD, TARGET_FIELD, PATTERN, REPLACEMENT, GLOBAL),
            options -> new RegexReplace(
                    options.get(SOURCE_FIELD),
                    options.find(TARGET_FIELD),
                    options.get(PATTERN),
                    options.get(REPLACEMENT),
                    options.get(GLOBAL)),
            examples());

    private static List<Example> examples() {
        return List.of(
                Example.becomes("A secret out of a URL", """
                        {"source_field": "url", "pattern": "token=[^&]*", "replacement": "token=***"}""", """
                        {"url": "/login?token=s3cr3t&next=/"}""", """
                        {"url": "/login?token=***&next=/"}"""),
                Example.becomes("Groups, into another field", """
                        {"target_field": "who", "pattern": "^(\\\\w+) logged in from (?P<ip>\\\\S+)$", \
                        "replacement": "${ip}/$1"}""", """
                        {"message": "ada logged in from 10.0.0.7"}""", """
                        {"message": "ada logged in from 10.0.0.7", "who": "10.0.0.7/ada"}"""),
                Example.becomes("Only the first", """
                        {"pattern": "\\\\s+", "replacement": " | ", "global": false}""", """
                        {"message": "disk    full on sda"}""", """
                        {"message": "disk | full on sda"}"""),
                Example.rejected("A number is no text", """
                        {"source_field": "status", "pattern": "2..", "replacement": "ok"}""", """
                        {"status": 200}""", ErrorCode.WRONG_TYPE));
    }

    @Override
    public FilterFunction compile(FilterScope scope) {
        Pattern regex = Re2.compile(pattern, scope.limits(), scope.config().at("pattern"))
                .orElse(null);
        if (regex == null) {
            return FilterFunction.NOTHING;
        }
        Replacement with =
                Replacement.compile(replacement, regex, scope.config().at("replacement"));
        FieldPath target = targetField.orElse(sourceField);
        Limits limits = scope.limits();
        return TextFunction.on(
                sourceField,
                (event, text) -> TextFunction.set(event, target, with.replace(regex, text, global, limits)));
    }
}
