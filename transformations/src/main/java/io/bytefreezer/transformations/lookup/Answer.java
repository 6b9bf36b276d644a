package io.bytefreezer.transformations.lookup;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What came of asking. */
public sealed interface Answer {

    /** There is nothing by that key. */
    Answer NOT_FOUND = new NotFound();

    /** Nobody knows yet: it is being found out, and the event does not wait for it. */
    Answer PENDING = new Pending();

    /**
     * Something was found.
     *
     * @param values what, by name, with values as events have them; may be shared, so nobody changes it
     */
    record Found(Map<String, @Nullable Object> values) implements Answer {}

    /** There is nothing by that key. */
    record NotFound() implements Answer {}

    /** Nobody knows yet. */
    record Pending() implements Answer {}

    /**
     * What would know is not there.
     *
     * @param reason what is missing and what to do, for a person
     */
    record Unavailable(String reason) implements Answer {}
}
