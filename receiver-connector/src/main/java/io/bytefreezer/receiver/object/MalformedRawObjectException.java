package io.bytefreezer.receiver.object;

import org.jspecify.annotations.Nullable;

/** Bytes that should be a raw object are none, or are damaged. */
public final class MalformedRawObjectException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** With what is wrong and the error it was seen by, if there was one. */
    public MalformedRawObjectException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
