package io.bytefreezer.query.export;

/** An export could not go on; its cursor stays where the last complete step ended. The message is for an operator. */
public final class ExportException extends Exception {

    private static final long serialVersionUID = 1L;

    /** What should be done about it. */
    public enum Kind {
        /** Query, target or configuration are wrong, or the cursor is too old. */
        WRONG,
        /** Lake or target do not answer as hoped: the next run tries it again. */
        NO_ANSWER
    }

    private final Kind kind;

    /** With what happened. */
    public ExportException(Kind kind, String message) {
        super(message);
        this.kind = kind;
    }

    /** With the error it was seen by. */
    public ExportException(Kind kind, String message, Throwable cause) {
        super(message, cause);
        this.kind = kind;
    }

    /** What should be done about it. */
    public Kind kind() {
        return kind;
    }
}
