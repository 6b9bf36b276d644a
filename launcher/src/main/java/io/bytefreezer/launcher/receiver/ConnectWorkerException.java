package io.bytefreezer.launcher.receiver;

/** The Connect worker did not start, or refused the connector. */
final class ConnectWorkerException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    ConnectWorkerException(String what, Throwable cause) {
        super(what + " did not start: " + cause.getMessage(), cause);
    }
}
