package io.bytefreezer.transformations.filters.privacy.detect;

/** Classes of characters, and what stands at a place of a text; outside of it stands a blank. */
final class Chars {

    private Chars() {}

    static char at(String text, int index) {
        return index >= 0 && index < text.length() ? text.charAt(index) : ' ';
    }

    static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    static boolean isLetter(char c) {
        char lower = (char) (c | 0x20);
        return lower >= 'a' && lower <= 'z';
    }

    static boolean isAlphanumeric(char c) {
        return isDigit(c) || isLetter(c);
    }

    static boolean isHex(char c) {
        char lower = (char) (c | 0x20);
        return isDigit(c) || (lower >= 'a' && lower <= 'f');
    }

    /** A letter or a digit of any script. */
    static boolean isOfWord(char c) {
        return c < 0x80 ? isAlphanumeric(c) : Character.isLetterOrDigit(c);
    }

    static boolean isBase64Url(char c) {
        return isAlphanumeric(c) || c == '-' || c == '_';
    }

    /** Where the digits that begin here end. */
    static int endOfDigits(String text, int from) {
        int at = from;
        while (isDigit(at(text, at))) {
            at++;
        }
        return at;
    }

    /** Whether a number with dots in it goes on before this place: {@code 1.} and then the place. */
    static boolean isAfterDecimalPoint(String text, int at) {
        return at(text, at - 1) == '.' && isDigit(at(text, at - 2));
    }

    /** Whether a word or a number with dots in it goes on at this place. */
    static boolean goesOn(String text, int at) {
        return isOfWord(at(text, at)) || (at(text, at) == '.' && isDigit(at(text, at + 1)));
    }
}
