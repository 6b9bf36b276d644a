package io.bytefreezer.embedded;

import java.io.Serial;
import java.util.concurrent.Callable;

/** An embedded server failed at what the message names; its cause is the server's own error. */
public final class EmbeddedStackException extends RuntimeException {

    @Serial
    private static final long serialVersionUID = 1L;

    /**
     * Says what failed when no other error is behind it.
     *
     * @param message what failed, where, and what to do about it
     */
    public EmbeddedStackException(String message) {
        super(message);
    }

    /**
     * Says what failed.
     *
     * @param message what failed, where, and what to do about it
     * @param cause the server's own error
     */
    public EmbeddedStackException(String message, Throwable cause) {
        super(message, cause);
    }

    /**
     * Calls into a server whose methods declare (Jetty) or throw undeclared (Scala) checked exceptions, and names the
     * action when it fails. What is already named passes through.
     *
     * @param action the action in the infinitive, for instance {@code "start the broker in /data"}
     * @param call the server's code
     * @param <T> what the call returns
     * @return what the call returned
     * @throws EmbeddedStackException when the call fails
     * @throws PortInUseException when the call threw it
     */
    public static <T> T naming(String action, Callable<T> call) {
        try {
            return call.call();
        } catch (EmbeddedStackException | PortInUseException alreadyNamed) {
            throw alreadyNamed;
        } catch (Exception failure) {
            if (failure instanceof InterruptedException) {
                Thread.currentThread().interrupt();
            }
            throw new EmbeddedStackException("Could not " + action + ": " + failure.getMessage(), failure);
        }
    }
}
