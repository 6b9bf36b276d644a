package io.bytefreezer.provenance.origin;

import org.jspecify.annotations.Nullable;

/** Raw records could not be read; the message says which, where, and why. */
public final class OriginException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** Whose fault it is. */
    public enum Kind {
        /** The store or the brokers do not answer: try again later. */
        EXTERNAL,
        /** What is there cannot be read, whoever tries. */
        DATA
    }

    private final Kind kind;

    /** With what is wrong, and the error it was seen by, or null. */
    public OriginException(Kind kind, String message, @Nullable Throwable cause) {
        super(cause == null ? message : message + ": " + cause.getMessage(), cause);
        this.kind = kind;
    }

    /** Whose fault it is. */
    public Kind kind() {
        return kind;
    }
}
