package io.bytefreezer.transformations.grok;

import io.bytefreezer.transformations.event.FieldPath;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What came of trying a pattern on a text. */
public sealed interface GrokMatch {

    /** The pattern does not match. */
    GrokMatch NONE = new None();

    /** The pattern took too long. */
    GrokMatch TIMED_OUT = new TimedOut();

    /** The pattern does not match. */
    record None() implements GrokMatch {}

    /** The pattern took too long. */
    record TimedOut() implements GrokMatch {}

    /**
     * The pattern matches, but a capture is not of its type.
     *
     * @param field the capture
     * @param expected its type in lower case
     */
    record NotConvertible(FieldPath field, String expected) implements GrokMatch {}

    /**
     * The pattern matches.
     *
     * @param fields what it captured, in the order of the pattern
     */
    record Matched(List<Field> fields) implements GrokMatch {}

    /**
     * A field captured.
     *
     * @param path where it goes
     * @param value its value; null or an empty text where the group took no part in the match or matched nothing
     */
    record Field(FieldPath path, @Nullable Object value) {

        /** Whether nothing was captured. */
        public boolean isEmpty() {
            return value == null || "".equals(value);
        }
    }
}
