package io.bytefreezer.query.result;

import java.io.IOException;
import java.io.Serial;

/** A value has no place in the form that an answer is to have; the message is for whoever asked. */
public final class UnfitValueException extends IOException {

    @Serial
    private static final long serialVersionUID = 1L;

    private UnfitValueException(String message) {
        super(message);
    }

    /** Says which value, and what to do. */
    static UnfitValueException of(String form, String column, Object value) {
        return new UnfitValueException("column '" + column + "' has the value " + value + ", which " + form
                + "'s type for it does not hold: cast it, e.g. to varchar");
    }
}
