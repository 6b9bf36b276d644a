package io.bytefreezer.schemas.name;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/**
 * The id of a tenant or dataset. It stands in topic names, object keys and table names, so nothing but lower case letters,
 * digits and single dashes between them is let in.
 *
 * @param value the id, at most {@value #LENGTH_MAX} characters
 */
public record ResourceId(@JsonValue String value) implements Comparable<ResourceId> {

    /** Longest id: that of a DNS label, so that an id can stand in a host name. */
    public static final int LENGTH_MAX = 63;

    /** What an id looks like, as part of a longer expression; its length is not in it. */
    static final String REGEX = "[a-z0-9](?:-?[a-z0-9])*";

    /**
     * @throws IllegalArgumentException when the id is not valid; the message is fit for a user
     */
    @JsonCreator
    public ResourceId {
        if (!isValid(value)) {
            throw new IllegalArgumentException(
                    "'" + printable(value) + "' is not a valid id: use lower case letters, digits and"
                            + " single dashes between them, at most " + LENGTH_MAX + " characters");
        }
    }

    /** Whether the text is a valid id. By hand, as {@link #REGEX} says it: this is asked for every record of every topic. */
    public static boolean isValid(String text) {
        if (text.length() > LENGTH_MAX) {
            return false;
        }
        // No dash is first: as if one stood before it.
        boolean afterDash = true;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '-' ? afterDash : !isLetterOrDigit(c)) {
                return false;
            }
            afterDash = c == '-';
        }
        return !afterDash;
    }

    private static boolean isLetterOrDigit(char c) {
        return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
    }

    @Override
    public int compareTo(ResourceId other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }

    /** What a stranger sent goes into messages and logs: without control characters, and not at any length. */
    private static String printable(String text) {
        String head = text.length() > LENGTH_MAX ? text.substring(0, LENGTH_MAX) + "…" : text;
        return head.replaceAll("\\p{Cntrl}", "?");
    }
}
