package io.bytefreezer.transformations.filters.privacy;

import com.google.re2j.Pattern;
import io.bytefreezer.transformations.event.FieldPath;
import io.bytefreezer.transformations.filter.Example;
import io.bytefreezer.transformations.filter.Filter;
import io.bytefreezer.transformations.filter.FilterFunction;
import io.bytefreezer.transformations.filter.FilterScope;
import io.bytefreezer.transformations.filter.FilterType;
import io.bytefreezer.transformations.filters.privacy.detect.Detectors;
import io.bytefreezer.transformations.option.Option;
import io.bytefreezer.transformations.option.OptionType;
import io.bytefreezer.transformations.option.OptionTypes;
import io.bytefreezer.transformations.option.Options;
import io.bytefreezer.transformations.option.Secret;
import io.bytefreezer.transformations.option.Site;
import io.bytefreezer.transformations.regex.Re2;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Covers what should not be seen.
 *
 * @param fields where; none for the whole event
 * @param detectors names of what to look for
 * @param patterns expressions to look for, by name
 * @param action how it is covered
 * @param replacement text for {@code replace}
 * @param keepLast how many characters {@code mask} leaves
 * @param key secret for {@code hash}
 */
public record Redact(
        List<FieldPath> fields,
        List<String> detectors,
        Map<String, String> patterns,
        String action,
        String replacement,
        int keepLast,
        Optional<Secret> key)
        implements Filter {

    private static final int KEEP_LAST_MAX = 16;

    private static final Option<List<FieldPath>> FIELDS = Option.paths(
            "fields",
            "Fields to look at, with all that is in them; without any, the whole event. With neither `detectors` nor"
                    + " `patterns` their values are covered whole.");
    private static final Option<List<String>> DETECTORS = Option.of(
            "detectors",
            OptionType.listOf(OptionTypes.choice(Detectors.names())),
            "What to look for: " + Detectors.description() + ".");
    private static final Option<Map<String, String>> PATTERNS =
            Option.textMap("patterns", "What else to look for: regular expressions (RE2) by a name of your choice.");
    private static final Option<String> ACTION = Option.choice(
                    "action",
                    List.of("replace", "mask", "hash"),
                    "`replace` puts `replacement` in its place, `mask` a star for each letter and digit but the last few,"
                            + " `hash` its HMAC-SHA-256 with `key`: the same value gets the same hash, so that it can still"
                            + " be counted and joined.")
            .defaultsTo("replace");
    private static final Option<String> REPLACEMENT = Option.text(
                    "replacement",
                    "Text for `replace`; ${name} is what was found, the name of a detector or a pattern.")
            .defaultsTo("[REDACTED:${name}]");
    private static final Option<Integer> KEEP_LAST = Option.integer(
                    "keep_last",
                    0,
                    KEEP_LAST_MAX,
                    "How many letters and digits `mask` leaves at the end; none of what has no more than twice as many.")
            .defaultsTo(4L);
    private static final Option<Secret> KEY = Option.of(
            "key",
            OptionTypes.SECRET,
            "Secret for `hash`. It is never logged, but it is part of the document, which the control plane keeps.");

    /** Describes this filter. */
    public static final FilterType TYPE = new FilterType(
            "redact",
            "Covers what should not be seen: card numbers, addresses, keys and tokens, found by named detectors that check"
                    + " what can be checked, or by regular expressions. It looks at values, not at names of fields; a number"
                    + " in which something is found becomes a text. Found is what looks right, not what is meant: no detector"
                    + " replaces leaving a secret out of the log.",
            List.of(FIELDS, DETECTORS, PATTERNS, ACTION, REPLACEMENT, KEEP_LAST, KEY),
            Redact::bind,
            List.of(
                    Example.becomes("In all texts of an event", """
                            {"detectors": ["card_number", "email"]}""", """
                            {"message": "paid by 4111 1111 1111 1111, receipt to ann@example.com",
                             "order": {"number": "4111111111111112", "contacts": ["bob@example.org"]}}""", """
                            {"message": "paid by [REDACTED:card_number], receipt to [REDACTED:email]",
                             "order": {"number": "4111111111111112", "contacts": ["[REDACTED:email]"]}}"""),
                    Example.becomes("The last digits stay", """
                            {"fields": "card", "detectors": "card_number", "action": "mask"}""", """
                            {"card": "5500-0055-5555-5559"}""", """
                            {"card": "****-****-****-5559"}"""),
                    Example.becomes("A field as a whole", """
                            {"fields": ["user.password"], "replacement": "[gone]"}""", """
                            {"user": {"name": "ann", "password": "correct horse"}}""", """
                            {"user": {"name": "ann", "password": "[gone]"}}"""),
                    Example.becomes("By an expression of your own", """
                            {"patterns": {"employee": "\\\\bE-[0-9]{6}\\\\b"}}""", """
                            {"message": "badge E-204117 refused at door 7"}""", """
                            {"message": "badge [REDACTED:employee] refused at door 7"}"""),
                    Example.becomes("Hidden, but still to be told apart", """
                            {"detectors": "ipv4", "action": "hash", "key": "an example, not a secret"}""", """
                            {"client": "203.0.113.9"}""", """
                            {"client": "3361aec5b577db25935c90901fdfca47ed329adea0c5eb51bdfd907d215aa502"}""")));

    /** Copies lists and map. */
    public Redact {
        fields = List.copyOf(fields);
        detectors = List.copyOf(detectors);
        patterns = Map.copyOf(patterns);
    }

    private static Redact bind(Options options) {
        return new Redact(
                options.find(FIELDS).orElse(List.of()),
                options.find(DETECTORS).orElse(List.of()),
                options.find(PATTERNS).orElse(Map.of()),
                options.get(ACTION),
                options.get(REPLACEMENT),
                options.get(KEEP_LAST),
                options.find(KEY));
    }

    @Override
    public FilterFunction compile(FilterScope scope) {
        Site config = scope.config();
        Cover cover = cover(config);
        boolean searches = !detectors.isEmpty() || !patterns.isEmpty();
        if (!searches && fields.isEmpty()) {
            config.report("say what to cover: give 'detectors', 'patterns' or 'fields'");
        }
        if (!searches) {
            return event -> Leaves.rewrite(event, fields, leaf -> cover.of("field", leaf.toString()));
        }
        Map<String, Pattern> compiled = new LinkedHashMap<>();
        patterns.forEach((name, regex) -> Re2.compile(
                        regex, scope.limits(), config.at("patterns").at(name))
                .ifPresent(pattern -> compiled.put(name, pattern)));
        Redactor redactor =
                new Redactor(new Detectors(detectors), compiled, scope.limits().regexInputBytes(), cover);
        return event -> Leaves.rewrite(event, fields, redactor::redact);
    }

    private Cover cover(Site config) {
        return switch (action) {
            case "mask" -> Cover.mask(keepLast);
            case "hash" -> hash(config);
            default -> Cover.replacement(replacement);
        };
    }

    private Cover hash(Site config) {
        if (key.isEmpty()) {
            config.report("action 'hash' needs a 'key'");
            return Cover.mask(0);
        }
        Hmac hmac = new Hmac(key.get());
        return (name, found) -> hmac.hex(found);
    }
}
