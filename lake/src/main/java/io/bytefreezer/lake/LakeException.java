package io.bytefreezer.lake;

/** Something the lake could not do; its message says what, where, and what helps. */
public final class LakeException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** What the caller should do about it. */
    public enum Kind {
        /** The settings are wrong: do not start. */
        CONFIG,
        /** A table holds something this version cannot read: say so to the user. */
        DATA,
        /** Store, catalog or disk did not answer as hoped: try again later. */
        EXTERNAL,
        /** More was asked for than the limits allow: ask for less or raise them. */
        LIMIT,
        /** What was asked for is not there, or not any more: say so to the user. */
        MISSING,
        /** A fault in this program: fail the task without committing. */
        INTERNAL
    }

    private final Kind kind;

    /** An error without a cause in another library. */
    public LakeException(Kind kind, String message) {
        super(message);
        this.kind = kind;
    }

    /** An error that another library's exception caused. */
    public LakeException(Kind kind, String message, Throwable cause) {
        super(message + ": " + cause.getMessage(), cause);
        this.kind = kind;
    }

    /** What the caller should do about it. */
    public Kind kind() {
        return kind;
    }
}
