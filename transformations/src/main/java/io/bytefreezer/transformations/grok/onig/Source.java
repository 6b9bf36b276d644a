package io.bytefreezer.transformations.grok.onig;

/** The text of an expression and how far it is read. One parser's own. */
final class Source {

    private static final int END = -1;

    private final int[] codePoints;
    private int at;

    Source(String expression) {
        codePoints = expression.codePoints().toArray();
    }

    boolean hasNext() {
        return at < codePoints.length;
    }

    /** What comes next, or a number that is no character at the end. */
    int peek() {
        return peek(0);
    }

    int peek(int ahead) {
        return at + ahead < codePoints.length ? codePoints[at + ahead] : END;
    }

    int next() {
        if (!hasNext()) {
            throw new UnsupportedSyntax("an expression that ends early");
        }
        return codePoints[at++];
    }

    /** Takes these characters if they come next. */
    boolean take(String expected) {
        for (int i = 0; i < expected.length(); i++) {
            if (peek(i) != expected.charAt(i)) {
                return false;
            }
        }
        at += expected.length();
        return true;
    }

    /** Takes all up to this character, and the character. */
    String takeUntil(char last) {
        StringBuilder taken = new StringBuilder();
        for (int next = next(); next != last; next = next()) {
            taken.appendCodePoint(next);
        }
        return taken.toString();
    }

    /** Whether this character is still to come. */
    boolean hasLater(char wanted) {
        for (int i = at; i < codePoints.length; i++) {
            if (codePoints[i] == wanted) {
                return true;
            }
        }
        return false;
    }

    int position() {
        return at;
    }

    void goBackTo(int position) {
        at = position;
    }
}
