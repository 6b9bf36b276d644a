package io.bytefreezer.transformations.filter;

import io.bytefreezer.transformations.event.ErrorCode;

/** What becomes of an event after a filter. */
public sealed interface Verdict {

    /** It goes on to the next filter. */
    Verdict PASS = new Pass();

    /** It goes on to the next filter. */
    record Pass() implements Verdict {}

    /**
     * It ends here, as intended.
     *
     * @param reason which of the filter's conditions held: a constant, fit for a metric's label
     */
    record Drop(String reason) implements Verdict {}

    /**
     * The filter cannot do its work on it.
     *
     * @param code why
     * @param detail what was found where, for a person
     */
    record Reject(ErrorCode code, String detail) implements Verdict {}
}
