package io.bytefreezer.transformations.filters.field;

import io.bytefreezer.transformations.event.ErrorCode;
import io.bytefreezer.transformations.event.Event;
import io.bytefreezer.transformations.event.FieldPath;
import io.bytefreezer.transformations.filter.Example;
import io.bytefreezer.transformations.filter.Filter;
import io.bytefreezer.transformations.filter.FilterFunction;
import io.bytefreezer.transformations.filter.FilterScope;
import io.bytefreezer.transformations.filter.FilterType;
import io.bytefreezer.transformations.filter.Verdict;
import io.bytefreezer.transformations.option.Option;
import io.bytefreezer.transformations.option.Options;
import io.bytefreezer.transformations.value.Texts;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Shortens texts.
 *
 * @param fields the texts
 * @param bytesMax how many bytes of UTF-8 they may have
 * @param charactersMax how many characters they may have
 * @param ellipsis what stands at the end of those that were shortened
 */
public record Truncate(
        List<FieldPath> fields, Optional<Integer> bytesMax, Optional<Integer> charactersMax, String ellipsis)
        implements Filter {

    private static final Option<FieldPath> FIELD = Option.path("field", "Text, or list of texts, to shorten.");
    private static final Option<List<FieldPath>> FIELDS =
            Option.paths("fields", "Texts, or lists of texts, to shorten.");
    private static final Option<Integer> BYTES_MAX =
            Option.integer("max_bytes", 1, Integer.MAX_VALUE, "Most bytes, in UTF-8, that a text may have.");
    private static final Option<Integer> CHARACTERS_MAX =
            Option.integer("max_characters", 1, Integer.MAX_VALUE, "Most characters that a text may have.");
    private static final Option<String> ELLIPSIS = Option.text(
                    "ellipsis", "What ends a text that was shortened, e.g. …; it counts.")
            .defaultsTo("");

    /** Describes this filter. */
    public static final FilterType TYPE = new FilterType(
            "truncate",
            "Shortens texts to a number of bytes or characters, never inside a character.",
            List.of(FIELD, FIELDS, BYTES_MAX, CHARACTERS_MAX, ELLIPSIS),
            Truncate::bind,
            List.of(
                    Example.becomes("Characters", """
                            {"field": "message", "max_characters": 10, "ellipsis": "…"}""", """
                            {"message": "a stack trace of a hundred lines"}""", """
                            {"message": "a stack t…"}"""),
                    Example.becomes("Bytes: no half of an é stays", """
                            {"fields": ["a", "b.c"], "max_bytes": 4}""", """
                            {"a": "café", "b": {"c": "12345"}}""", """
                            {"a": "caf", "b": {"c": "1234"}}"""),
                    Example.rejected("A number is no text", """
                            {"field": "n", "max_bytes": 4}""", """
                            {"n": 12345}""", ErrorCode.WRONG_TYPE)));

    /** Copies the list. */
    public Truncate {
        fields = List.copyOf(fields);
    }

    private static Truncate bind(Options options) {
        List<FieldPath> fields = Stream.concat(
                        options.find(FIELD).stream(),
                        options.find(FIELDS).stream().flatMap(List::stream))
                .toList();
        return new Truncate(fields, options.find(BYTES_MAX), options.find(CHARACTERS_MAX), options.get(ELLIPSIS));
    }

    @Override
    public FilterFunction compile(FilterScope scope) {
        if (fields.isEmpty()) {
            scope.config().report("give option 'field' or option 'fields'");
        }
        if (bytesMax.isPresent() == charactersMax.isPresent()) {
            scope.config().report("give either option 'max_bytes' or option 'max_characters'");
        }
        boolean inBytes = bytesMax.isPresent();
        int max = bytesMax.or(() -> charactersMax).orElse(0);
        int room = max - length(ellipsis, inBytes);
        if (room < 0) {
            scope.config().at("ellipsis").report("the ellipsis alone is longer than a text may be");
        }
        return event -> apply(event, new Cut(inBytes, max, room, ellipsis));
    }

    private Verdict apply(Event event, Cut cut) {
        @Nullable Object[] shortened = new Object[fields.size()];
        for (int i = 0; i < shortened.length; i++) {
            Object value = event.get(fields.get(i));
            shortened[i] = value == null ? null : Texts.each(value, cut::of);
            if (value != null && shortened[i] == null) {
                return new Verdict.Reject(ErrorCode.WRONG_TYPE, "'" + fields.get(i) + "' is not a text");
            }
            if (value != null && !event.canSet(fields.get(i))) {
                return Verdict.pathConflict(fields.get(i));
            }
        }
        for (int i = 0; i < shortened.length; i++) {
            if (shortened[i] != null) {
                event.set(fields.get(i), shortened[i]);
            }
        }
        return Verdict.PASS;
    }

    private static int length(String text, boolean inBytes) {
        return text.codePoints()
                .map(character -> inBytes ? utf8Length(character) : 1)
                .sum();
    }

    private static int utf8Length(int character) {
        if (character < 0x80) {
            return 1;
        }
        if (character < 0x800) {
            return 2;
        }
        return character < 0x10000 ? 3 : 4;
    }

    /** How texts are cut: those longer than a maximum, to what leaves room for the ellipsis. */
    private record Cut(boolean inBytes, int max, int room, String ellipsis) {

        String of(String text) {
            // No character has more than three bytes for each of its chars: most texts are short enough at a glance.
            if (text.length() <= max / 3) {
                return text;
            }
            int length = 0;
            int end = 0;
            int at = 0;
            while (at < text.length() && length <= max) {
                int character = text.codePointAt(at);
                end = length <= room ? at : end;
                length += inBytes ? utf8Length(character) : 1;
                at += Character.charCount(character);
            }
            return length <= max ? text : text.substring(0, end) + ellipsis;
        }
    }
}
