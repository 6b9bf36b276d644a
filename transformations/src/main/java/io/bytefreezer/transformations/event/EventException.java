package io.bytefreezer.transformations.event;

/** This one event cannot be read; caught where its outcome is made and never seen outside of the engine. */
public final class EventException extends Exception {

    private static final long serialVersionUID = 1;

    /** Why. */
    private final ErrorCode code;

    /**
     * Without a stack trace: it is a value on the way to an outcome, and floods of malformed events must stay cheap.
     *
     * @param code why
     * @param detail what was found where, for a person
     */
    public EventException(ErrorCode code, String detail) {
        super(detail, null, false, false);
        this.code = code;
    }

    /** Why. */
    public ErrorCode code() {
        return code;
    }

    /** What was found where, for a person. */
    public String detail() {
        return String.valueOf(getMessage());
    }
}
