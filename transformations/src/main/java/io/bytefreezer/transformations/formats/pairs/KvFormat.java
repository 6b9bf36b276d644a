package io.bytefreezer.transformations.formats.pairs;

import io.bytefreezer.transformations.event.ErrorCode;
import io.bytefreezer.transformations.format.Detector;
import io.bytefreezer.transformations.format.Format;
import io.bytefreezer.transformations.format.FormatExample;
import io.bytefreezer.transformations.format.FormatFunction;
import io.bytefreezer.transformations.format.FormatScope;
import io.bytefreezer.transformations.format.FormatType;
import io.bytefreezer.transformations.formats.lines.Lines;
import io.bytefreezer.transformations.option.Option;
import io.bytefreezer.transformations.option.Options;
import io.bytefreezer.transformations.option.Site;
import java.util.List;

/**
 * Keys with values, as firewalls and many a script write them; no specification, the options are those that people know from
 * Logstash's <a href="https://www.elastic.co/docs/reference/logstash/plugins/plugins-filters-kv">kv</a>.
 *
 * @param fieldSplit characters between pairs
 * @param valueSplit characters between a key and its value
 * @param quotes characters that may stand around a value
 * @param prefix put before each key
 */
public record KvFormat(String fieldSplit, String valueSplit, String quotes, String prefix) implements Format {

    private static final Option<String> FIELD_SPLIT = Option.text(
                    "field_split", "Characters of which any separates pairs, such as a blank, or ; and a comma.")
            .defaultsTo(" ");
    private static final Option<String> VALUE_SPLIT = Option.text(
                    "value_split", "Characters of which the first on the way separates a key from its value.")
            .defaultsTo("=");
    private static final Option<String> QUOTES = Option.text(
                    "quotes",
                    "Characters that may stand around a value, which then may hold separators; a backslash before one makes it"
                            + " part of the value. Empty when there are none.")
            .defaultsTo("\"'");
    private static final Option<String> PREFIX =
            Option.text("prefix", "Text put before each key.").defaultsTo("");

    /** Describes this format. */
    public static final FormatType TYPE = new FormatType(
            "kv",
            "Lines of keys with values, `key=value`, the separators being yours to name. A line is an event. Values are text."
                    + " A key that repeats has a list of its values; words that are no pairs are kept in the list `_extra`. A"
                    + " line without any pair, or with a quote that is never closed, rejects the payload.",
            List.of("kv", "key-value", "key_value"),
            Detector.NEVER,
            List.of(FIELD_SPLIT, VALUE_SPLIT, QUOTES, PREFIX),
            KvFormat::bind,
            List.of(
                    FormatExample.events("A firewall", """
                            action=deny src=192.0.2.7 dst=10.0.0.5 rule='block all' msg="no \\"any\\" rule"
                            """, """
                            {"action": "deny", "src": "192.0.2.7", "dst": "10.0.0.5", "rule": "block all",
                             "msg": "no \\"any\\" rule"}"""),
                    FormatExample.configured(
                            "Other separators, and a prefix", """
                            {"field_split": ";,", "value_split": ":", "prefix": "car_"}""", "speed: 83; gear: 4, mode: eco; mode: sport", """
                            {"car_speed": "83", "car_gear": "4", "car_mode": ["eco", "sport"]}"""),
                    FormatExample.events("Words that are no pairs", "login failed user=ana from=192.0.2.7", """
                            {"user": "ana", "from": "192.0.2.7", "_extra": ["login", "failed"]}"""),
                    FormatExample.rejected("No pair at all", "disk full", ErrorCode.MALFORMED_PAYLOAD)));

    private static KvFormat bind(Options options) {
        return new KvFormat(
                options.get(FIELD_SPLIT), options.get(VALUE_SPLIT), options.get(QUOTES), options.get(PREFIX));
    }

    @Override
    public FormatFunction compile(FormatScope scope) {
        CharSet fields = new CharSet(fieldSplit);
        CharSet values = new CharSet(valueSplit);
        CharSet quoting = new CharSet(quotes);
        Site site = scope.config();
        if (fieldSplit.isEmpty() || fieldSplit.indexOf('\n') >= 0) {
            site.at("field_split").report("must hold at least one character, and no end of a line");
        }
        if (valueSplit.isEmpty() || values.overlaps(fields)) {
            site.at("value_split").report("must hold at least one character, and none of 'field_split'");
        }
        if (quoting.overlaps(fields) || quoting.overlaps(values)) {
            site.at("quotes").report("must hold no character of 'field_split' or 'value_split'");
        }
        int nameCharsMax = scope.limits().fieldNameChars();
        KeyValues parser = new KeyValues(fields, values, quoting, prefix, nameCharsMax);
        return input -> Lines.events(input.payload(), scope.limits(), parser);
    }
}
