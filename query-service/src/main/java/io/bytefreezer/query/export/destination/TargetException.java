package io.bytefreezer.query.export.destination;

import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A target did not take a batch; the message is fit for logs and health. */
public final class TargetException extends Exception {

    private static final long serialVersionUID = 1L;

    /** What to do about it. */
    public enum Kind {
        /** Send the batch again later. */
        AGAIN,
        /** Send it in smaller parts. */
        TOO_LARGE,
        /** Nothing will be taken until somebody mends the target or its configuration. */
        REFUSED
    }

    private final Kind kind;
    private final transient @Nullable Duration pause;

    /** With what happened. */
    public TargetException(Kind kind, String message) {
        super(message);
        this.kind = kind;
        this.pause = null;
    }

    /** With the wait that the target asks for. */
    TargetException(Kind kind, String message, @Nullable Duration pause) {
        super(message);
        this.kind = kind;
        this.pause = pause;
    }

    /** With the error it was seen by. */
    TargetException(Kind kind, String message, Throwable cause) {
        super(message, cause);
        this.kind = kind;
        this.pause = null;
    }

    /** What to do about it. */
    public Kind kind() {
        return kind;
    }

    /** The wait that the target asks for. */
    public Optional<Duration> pause() {
        return Optional.ofNullable(pause);
    }
}
