package io.bytefreezer.packer.flush;

/** A batch, or the look at a table, did not work out; nothing was lost, and it is tried again. */
public final class PackException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** With what could not be done. */
    public PackException(String message) {
        super(message);
    }

    /** With what could not be done, and why. */
    public PackException(String message, Throwable cause) {
        super(message + ": " + cause.getMessage(), cause);
    }
}
