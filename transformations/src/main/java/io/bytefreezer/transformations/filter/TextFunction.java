package io.bytefreezer.transformations.filter;

import io.bytefreezer.transformations.event.ErrorCode;
import io.bytefreezer.transformations.event.Event;
import io.bytefreezer.transformations.event.EventException;
import io.bytefreezer.transformations.event.FieldPath;

/** What a filter does with the text of one field. Pure, and safe for use by many threads. */
@FunctionalInterface
public interface TextFunction {

    /** Changes the event in place and says what becomes of it; before it throws it changes nothing. */
    Verdict apply(Event event, String text) throws EventException;

    /** Works on the text of a field: an event without it passes, one whose field is no text is rejected. */
    static FilterFunction on(FieldPath source, TextFunction function) {
        return event -> {
            Object value = event.get(source);
            if (value == null) {
                return Verdict.PASS;
            }
            if (!(value instanceof String text)) {
                return new Verdict.Reject(ErrorCode.WRONG_TYPE, "'" + source + "' is not a text");
            }
            try {
                return function.apply(event, text);
            } catch (EventException e) {
                return new Verdict.Reject(e.code(), "'" + source + "': " + e.detail());
            }
        };
    }

    /** Puts what becomes of a text where it belongs. */
    static Verdict set(Event event, FieldPath target, Object value) {
        return event.set(target, value) ? Verdict.PASS : Verdict.pathConflict(target);
    }
}
