package io.bytefreezer.query.result;

import java.io.IOException;
import java.io.Serial;

/** A value has no place in the form that an answer is to have; the message is for whoever asked. */
public final class UnfitValueException extends IOException {

    @Serial
    private static final long serialVersionUID = 1L;

    /** Says which value, and what to do. */
    public UnfitValueException(String message) {
        super(message);
    }
}
