package io.bytefreezer.schemas.wire;

/** The schema registry did not do what was asked: it is away (worth a retry) or refused (not worth one). */
public final class SchemaRegistryException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final boolean retriable;

    /** With what was asked and answered, and whether asking again may help. */
    public SchemaRegistryException(String message, boolean retriable) {
        super(message);
        this.retriable = retriable;
    }

    /** With the error by which the registry was seen to be away. */
    public SchemaRegistryException(String message, Throwable cause) {
        super(message, cause);
        this.retriable = true;
    }

    /** Whether asking again may help. */
    public boolean isRetriable() {
        return retriable;
    }
}
