package io.bytefreezer.receiver.store;

import org.jspecify.annotations.Nullable;

/** The store did not do what was asked: it is away (worth a retry) or refused (not worth one). */
public final class RawObjectStoreException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final boolean retriable;

    /** With what was asked and answered, the error it was seen by (null where there was none), and whether asking again may help. */
    public RawObjectStoreException(String message, @Nullable Throwable cause, boolean retriable) {
        super(message, cause);
        this.retriable = retriable;
    }

    /** Whether asking again may help. */
    public boolean isRetriable() {
        return retriable;
    }
}
