package io.bytefreezer.piper.state;

/** What filters remember cannot be read now: the task starts again at its last commit. */
public final class StateUnavailableException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    StateUnavailableException(String message, Throwable cause) {
        super(message, cause);
    }

    StateUnavailableException(String message) {
        super(message);
    }
}
