package io.bytefreezer.runtime.config;

import org.jspecify.annotations.Nullable;

/**
 * Where and how a service listens for HTTP.
 *
 * @param host address to listen on
 * @param port port to listen on; 0 takes any free one
 * @param tls certificate and key for HTTPS, or null for plain HTTP
 * @param requestMax largest request body that is read
 * @param headersMax largest total size of a request's headers
 */
@Doc("The service's HTTP port: its API, `/health` and `/metrics`.")
public record ServerConfig(
        @Doc("Address to listen on.") @Default("0.0.0.0") String host,
        @Doc("Port to listen on; 0 takes any free one.") int port,

        @Doc("Serves HTTPS with this certificate.") @Nullable TlsConfig tls,

        @Doc("Largest request body.") @Default("32MiB") DataSize requestMax,

        @Doc("Largest total size of a request's headers.") @Default("16KiB")
        DataSize headersMax) {

    private static final DataSize REQUEST_MAX = DataSize.ofMebibytes(32);
    private static final DataSize HEADERS_MAX = DataSize.ofKibibytes(16);
    private static final int PORT_MAX = 65_535;

    /**
     * @throws IllegalArgumentException when the port is none
     */
    public ServerConfig {
        if (port < 0 || port > PORT_MAX) {
            throw new IllegalArgumentException("a port is a number from 0 to " + PORT_MAX + ", not " + port);
        }
        if (headersMax.bytes() > Integer.MAX_VALUE) {
            throw new IllegalArgumentException("headers_max must be less than 2GiB");
        }
    }

    /** With the usual limits. */
    public ServerConfig(String host, int port, @Nullable TlsConfig tls) {
        this(host, port, tls, REQUEST_MAX, HEADERS_MAX);
    }

    /** What is configured, or all addresses and the service's own port. */
    public static ServerConfig orDefault(@Nullable ServerConfig configured, int port) {
        return configured != null ? configured : new ServerConfig("0.0.0.0", port, null);
    }
}
