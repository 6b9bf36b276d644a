package io.bytefreezer.provenance.control;

import org.jspecify.annotations.Nullable;

/** The control plane did not tell what was asked; the message says what and why. */
public final class ControlPlaneException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** With what is wrong, and the error it was seen by, or null. */
    public ControlPlaneException(String message, @Nullable Throwable cause) {
        super(cause == null || cause.getMessage() == null ? message : message + ": " + cause.getMessage(), cause);
    }
}
