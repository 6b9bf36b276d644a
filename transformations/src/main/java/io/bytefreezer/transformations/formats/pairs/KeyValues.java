package io.bytefreezer.transformations.formats.pairs;

import io.bytefreezer.transformations.event.ErrorCode;
import io.bytefreezer.transformations.event.EventException;
import io.bytefreezer.transformations.format.Text;
import io.bytefreezer.transformations.formats.lines.Lines;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads keys with values. Immutable.
 *
 * @param fieldSplit characters between pairs
 * @param valueSplit characters between a key and its value
 * @param quotes characters that may stand around a value
 * @param prefix put before each key
 * @param nameCharsMax longest key
 */
record KeyValues(CharSet fieldSplit, CharSet valueSplit, CharSet quotes, String prefix, int nameCharsMax)
        implements Lines.Parser {

    /** Field for words that are no pairs. */
    static final String EXTRA = "_extra";

    private static final int WORDS_MAX = 4096;

    @Override
    public Map<String, @Nullable Object> parse(Text line) throws EventException {
        return new Reading(line.value()).event();
    }

    /** A position that moves through a line. */
    private final class Reading {

        private final String line;
        private final PairList pairs = new PairList(nameCharsMax);
        private final List<@Nullable Object> extra = new ArrayList<>(0);
        private int at;

        Reading(String line) {
            this.line = line;
        }

        Map<String, @Nullable Object> event() throws EventException {
            skipBetween();
            while (at < line.length()) {
                pair();
                skipBetween();
            }
            Map<String, @Nullable Object> event = pairs.event();
            if (event.isEmpty()) {
                throw new EventException(
                        ErrorCode.MALFORMED_PAYLOAD,
                        "there is no key with a value; see 'field_split' and 'value_split'");
            }
            if (!extra.isEmpty()) {
                pairs.add(EXTRA, extra); // last, and to whatever has that name
            }
            return event;
        }

        private void pair() throws EventException {
            String key = keyOrWord();
            if (key.isEmpty() || !isAt(valueSplit)) {
                String word = isAt(valueSplit) ? rest() : key;
                if (extra.size() == WORDS_MAX) {
                    throw new EventException(
                            ErrorCode.TOO_LARGE, "more than " + WORDS_MAX + " words that are no pairs");
                }
                if (!word.isEmpty()) {
                    extra.add(word);
                }
                return;
            }
            at++;
            pairs.add(prefix + key, value());
        }

        private String keyOrWord() {
            int start = at;
            while (at < line.length() && !isAt(fieldSplit) && !isAt(valueSplit)) {
                at++;
            }
            return line.substring(start, at).strip();
        }

        private String value() throws EventException {
            int start = at;
            skipBlanks();
            if (isAt(quotes)) {
                String quoted = quoted(line.charAt(at));
                skipBlanks();
                if (at < line.length() && !isAt(fieldSplit) && !isBlankBefore()) {
                    throw malformed(at, "there is text right after a closing quote");
                }
                return quoted;
            }
            at = start;
            return rest();
        }

        private String rest() {
            int start = at;
            while (at < line.length() && !isAt(fieldSplit)) {
                at++;
            }
            return line.substring(start, at).strip();
        }

        /** Up to the same quote; a backslash escapes it and itself, nothing else. */
        private String quoted(char quote) throws EventException {
            int opened = at++;
            StringBuilder value = new StringBuilder();
            while (at < line.length() && line.charAt(at) != quote) {
                char next = at + 1 < line.length() ? line.charAt(at + 1) : '\0';
                at += line.charAt(at) == '\\' && (next == quote || next == '\\') ? 1 : 0;
                value.append(line.charAt(at++));
            }
            if (at >= line.length()) {
                throw malformed(opened, "the quote is never closed");
            }
            at++;
            return value.toString();
        }

        /** Blanks and separators between pairs. */
        private void skipBetween() {
            while (at < line.length() && (isAt(fieldSplit) || line.charAt(at) == ' ' || line.charAt(at) == '\t')) {
                at++;
            }
        }

        /** Blanks that do not separate pairs. */
        private void skipBlanks() {
            while (at < line.length() && line.charAt(at) == ' ' && !fieldSplit.has(' ')) {
                at++;
            }
        }

        private boolean isBlankBefore() {
            return line.charAt(at - 1) == ' ';
        }

        private boolean isAt(CharSet set) {
            return at < line.length() && set.has(line.charAt(at));
        }

        private EventException malformed(int position, String what) {
            return new EventException(ErrorCode.MALFORMED_PAYLOAD, what + " (character " + (position + 1) + ")");
        }
    }
}
