package io.bytefreezer.system.process;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.time.Duration;

/** How one sees from outside that a process serves. Immutable. */
public sealed interface Probe {

    /** How long an answer may take. */
    Duration PATIENCE = Duration.ofSeconds(2);

    /** Whether it serves now. */
    boolean serves();

    /**
     * It takes connections.
     *
     * @param port on the loopback address
     */
    record Listens(int port) implements Probe {

        @Override
        public boolean serves() {
            try (Socket socket = new Socket()) {
                socket.connect(
                        new InetSocketAddress(InetAddress.getLoopbackAddress(), port), (int) PATIENCE.toMillis());
                return true;
            } catch (IOException notYet) {
                return false;
            }
        }
    }

    /**
     * Its {@code /health} answers 200: it is up or degraded.
     *
     * @param port of its HTTP server on the loopback address
     */
    record IsHealthy(int port) implements Probe {

        @Override
        public boolean serves() {
            try {
                HttpURLConnection connection = (HttpURLConnection) URI.create("http://127.0.0.1:" + port + "/health")
                        .toURL()
                        .openConnection();
                connection.setConnectTimeout((int) PATIENCE.toMillis());
                connection.setReadTimeout((int) PATIENCE.toMillis());
                return connection.getResponseCode() == HttpURLConnection.HTTP_OK;
            } catch (IOException notYet) {
                return false;
            }
        }
    }

    /** It does its work and ends, and never serves. */
    record Ends() implements Probe {

        @Override
        public boolean serves() {
            return false;
        }
    }
}
