package io.bytefreezer.runtime.service;

/** A service cannot start; the message says what to do about it. */
public final class ServiceStartException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** Whose move it is. */
    public enum Kind {
        /** The configuration has to be changed: the process ends with exit code 2. */
        CONFIG,
        /** Something outside is away or refuses: another try may help. */
        EXTERNAL
    }

    private final Kind kind;

    /** With what is wrong and what to do. */
    public ServiceStartException(Kind kind, String message) {
        super(message);
        this.kind = kind;
    }

    /** With what is wrong, what to do, and the error it was seen by. */
    public ServiceStartException(Kind kind, String message, Throwable cause) {
        super(message, cause);
        this.kind = kind;
    }

    /** Whose move it is. */
    public Kind kind() {
        return kind;
    }
}
