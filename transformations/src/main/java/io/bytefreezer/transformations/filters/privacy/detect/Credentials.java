package io.bytefreezer.transformations.filters.privacy.detect;

/** Finds keys and tokens. */
final class Credentials {

    private static final int AWS_KEY_CHARS = 20;
    private static final int TOKEN_CHARS_MIN = 16;
    private static final int PEM_LABEL_MAX = 64;
    private static final String BEARER = "bearer ";
    private static final String PEM_BEGIN = "-----BEGIN ";
    private static final String PEM_END = "-----END ";
    private static final String PEM_DASHES = "-----";

    private Credentials() {}

    /** The id of an AWS access key, long-lived or of a session (AWS IAM user guide, "IAM identifiers"). */
    static int endOfAwsKey(String text, int at) {
        if (!text.startsWith("AKIA", at) && !text.startsWith("ASIA", at)) {
            return -1;
        }
        int end = at + 4;
        while (isUpperOrDigit(Chars.at(text, end))) {
            end++;
            if (end - at > AWS_KEY_CHARS) {
                return -1;
            }
        }
        return end - at == AWS_KEY_CHARS && !Chars.isOfWord(Chars.at(text, end)) ? end : -1;
    }

    private static boolean isUpperOrDigit(char c) {
        return Chars.isDigit(c) || (c >= 'A' && c <= 'Z');
    }

    /** The token after the word {@code Bearer} (RFC 6750, 2.1), of 16 characters or more. */
    static int endOfBearer(String text, int at) {
        int word = at - BEARER.length();
        if (Chars.at(text, at - 1) != ' '
                || !text.regionMatches(true, word, BEARER, 0, BEARER.length())
                || Chars.isOfWord(Chars.at(text, word - 1))) {
            return -1;
        }
        int end = at;
        while (isOfToken(Chars.at(text, end))) {
            end++;
        }
        while (Chars.at(text, end) == '=') {
            end++;
        }
        return end - at >= TOKEN_CHARS_MIN ? end : -1;
    }

    private static boolean isOfToken(char c) {
        return Chars.isBase64Url(c) || c == '.' || c == '~' || c == '+' || c == '/';
    }

    /** A JSON Web Token in its compact form (RFC 7515, 7.1), known by the two objects that it begins with. */
    static int endOfJwt(String text, int at) {
        // Where the first part goes on before this place, it was looked at from there.
        if (!text.startsWith("eyJ", at) || Chars.isBase64Url(Chars.at(text, at - 1))) {
            return -1;
        }
        int header = endOfBase64Url(text, at);
        if (Chars.at(text, header) != '.' || !text.startsWith("eyJ", header + 1)) {
            return -1;
        }
        int payload = endOfBase64Url(text, header + 1);
        return Chars.at(text, payload) == '.' ? endOfBase64Url(text, payload + 1) : -1;
    }

    private static int endOfBase64Url(String text, int from) {
        int at = from;
        while (Chars.isBase64Url(Chars.at(text, at))) {
            at++;
        }
        return at;
    }

    /** A private key in PEM (RFC 7468) or in the armour of OpenPGP; one without an end ends with the text. */
    static int endOfPrivateKey(String text, int at) {
        if (!text.startsWith(PEM_BEGIN, at)) {
            return -1;
        }
        int label = at + PEM_BEGIN.length();
        int labelEnd = label;
        while (labelEnd - label < PEM_LABEL_MAX && isOfLabel(Chars.at(text, labelEnd)) && labelEnd < text.length()) {
            labelEnd++;
        }
        String name = text.substring(label, labelEnd);
        if (!name.contains("PRIVATE KEY") || !text.startsWith(PEM_DASHES, labelEnd)) {
            return -1;
        }
        String last = PEM_END + name + PEM_DASHES;
        int end = text.indexOf(last, labelEnd);
        return end < 0 ? text.length() : end + last.length();
    }

    private static boolean isOfLabel(char c) {
        return isUpperOrDigit(c) || c == ' ';
    }
}
