package io.bytefreezer.runtime.control;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** The control plane gave no answer at all: whoever asks it next will wait as long. */
public final class ControlPlaneAwayException extends IOException {

    private static final long serialVersionUID = 1L;

    /** With what was seen, and the error it was seen by, or null. */
    public ControlPlaneAwayException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
