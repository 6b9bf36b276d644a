package io.bytefreezer.transformations.option;

import org.jspecify.annotations.Nullable;

/**
 * Something wrong in a transformation document.
 *
 * @param pointer JSON pointer (RFC 6901) to the value; empty for the document itself
 * @param line line of the value, from 1; 0 where unknown
 * @param column column in that line, from 1; 0 where unknown
 * @param message what is wrong and what is allowed
 * @param suggestion what may have been meant, or null
 */
public record Problem(
        String pointer,
        int line,
        int column,
        String message,
        @Nullable String suggestion) {

    /** In one line, as compilers do. */
    @Override
    public String toString() {
        String place = pointer.isEmpty() ? "document" : pointer;
        return place
                + (line > 0 ? " (line " + line + ", column " + column + ")" : "")
                + ": "
                + message
                + (suggestion == null ? "" : "; did you mean '" + suggestion + "'?");
    }
}
