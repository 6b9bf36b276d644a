package io.bytefreezer.runtime.kafka;

import org.jspecify.annotations.Nullable;

/** The topics of datasets could not be found or created; the message says which and why. */
public final class TopicsUnavailableException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final boolean retriable;

    /** With what was wrong, the error it was seen by if there is one, and whether another try may help. */
    public TopicsUnavailableException(String message, @Nullable Throwable cause, boolean retriable) {
        super(message, cause);
        this.retriable = retriable;
    }

    /** Whether another try may help: the brokers were away, rather than refused. */
    public boolean isRetriable() {
        return retriable;
    }
}
