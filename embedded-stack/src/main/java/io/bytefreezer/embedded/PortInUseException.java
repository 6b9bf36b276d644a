package io.bytefreezer.embedded;

import java.io.Serial;

/** Somebody else already listens on a port that an embedded server was told to take. */
public final class PortInUseException extends RuntimeException {

    @Serial
    private static final long serialVersionUID = 1L;

    private final int port;

    /**
     * Says who wanted which port.
     *
     * @param server what was to listen, for people, for instance {@code "Kafka"}
     * @param port the TCP port that is taken
     * @param cause how the operating system refused
     */
    public PortInUseException(String server, int port, Throwable cause) {
        super(
                server + " cannot listen on port " + port + ": it is in use. Stop what uses it or choose another port.",
                cause);
        this.port = port;
    }

    /** Returns the TCP port that is taken. */
    public int port() {
        return port;
    }
}
