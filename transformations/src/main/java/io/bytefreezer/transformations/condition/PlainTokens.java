package io.bytefreezer.transformations.condition;

import io.bytefreezer.transformations.event.ExactNumber;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The words of a {@code condition}. Belongs to the thread that compiles. */
final class PlainTokens {

    // No two alternatives begin alike, and each part is possessive: it never backtracks.
    private static final Pattern TOKEN = Pattern.compile("\\s*+(?:(?<symbol>==|!=|<=|>=|&&|\\|\\||[<>!(),\\[\\]])"
            + "|(?<quote>[\"'])"
            + "|(?<number>-?[0-9]++(?:\\.[0-9]++)?(?![\\w.@-]))|(?<name>[\\w@][\\w.@-]*+))");

    private final String text;
    private final Matcher matcher;
    private boolean found;
    private int end;
    private @Nullable String quoted;

    /** Something stands where something else is needed. */
    static final class Unexpected extends Exception {

        private static final long serialVersionUID = 1;

        Unexpected(String message) {
            super(message, null, false, false);
        }
    }

    PlainTokens(String text) {
        this.text = text;
        this.matcher = TOKEN.matcher(text);
        look();
    }

    /** Whether one of these words comes next, which is taken then. */
    boolean accept(String... words) {
        String word = word();
        if (word == null || !List.of(words).contains(word)) {
            return false;
        }
        advance();
        return true;
    }

    void expect(String word) throws Unexpected {
        if (!accept(word)) {
            throw unexpected("'" + word + "'");
        }
    }

    void expectEnd() throws Unexpected {
        if (found || !text.substring(at()).isBlank()) {
            throw unexpected("'and', 'or' or the end");
        }
    }

    /** The next word, be it a name or a symbol. */
    String next(String wanted) throws Unexpected {
        String word = word();
        if (word == null) {
            throw unexpected(wanted);
        }
        advance();
        return word;
    }

    /** A name of a field. */
    String name() throws Unexpected {
        String name = found ? matcher.group("name") : null;
        if (name == null) {
            throw unexpected("a field");
        }
        advance();
        return name;
    }

    /** A text in quotes. */
    String text() throws Unexpected {
        String value = quoted;
        if (value == null) {
            throw unexpected("a text in quotes");
        }
        advance();
        return value;
    }

    /** A number. */
    Object number() throws Unexpected {
        String digits = found ? matcher.group("number") : null;
        if (digits == null) {
            throw unexpected("a number");
        }
        advance();
        return new ExactNumber(digits);
    }

    /** A text in quotes, a number, true or false. */
    Object value() throws Unexpected {
        if (quoted != null) {
            return text();
        }
        if (accept("true")) {
            return true;
        }
        return accept("false") ? false : number();
    }

    private @Nullable String word() {
        if (!found) {
            return null;
        }
        String symbol = matcher.group("symbol");
        return symbol == null ? matcher.group("name") : symbol;
    }

    private void advance() {
        matcher.region(end, text.length());
        look();
    }

    private void look() {
        found = matcher.lookingAt();
        quoted = null;
        if (found) {
            end = matcher.end();
            String quote = matcher.group("quote");
            if (quote != null) {
                readQuoted(quote.charAt(0));
            }
        }
    }

    /** Up to the next such quote that no backslash escapes; without one there is no text. */
    private void readQuoted(char quote) {
        StringBuilder value = new StringBuilder();
        for (int i = end; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == quote) {
                quoted = value.toString();
                end = i + 1;
                return;
            }
            boolean escapes = c == '\\' && i + 1 < text.length() && "\"'\\".indexOf(text.charAt(i + 1)) >= 0;
            value.append(escapes ? text.charAt(++i) : c);
        }
    }

    private int at() {
        return found ? matcher.start() : matcher.regionStart();
    }

    private Unexpected unexpected(String wanted) {
        String rest = text.substring(at()).strip();
        String shown =
                rest.isEmpty() ? "the end" : "'" + (rest.length() > 20 ? rest.substring(0, 20) + "…" : rest) + "'";
        return new Unexpected(wanted + " is needed at character " + (at() + 1) + ", not " + shown);
    }
}
