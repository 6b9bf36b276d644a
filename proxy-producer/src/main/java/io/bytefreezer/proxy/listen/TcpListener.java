package io.bytefreezer.proxy.listen;

import io.bytefreezer.proxy.count.ProxyMetrics;
import io.bytefreezer.proxy.decode.Decoder;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Accepts connections and reads each on a virtual thread of its own. */
final class TcpListener implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(TcpListener.class);

    /** Connections the system keeps waiting while the proxy is busy accepting others. */
    private static final int BACKLOG = 128;

    private static final Duration CLOSE_TIMEOUT = Duration.ofMillis(1500);

    /** Out of file handles, for one, does not pass at once. */
    private static final Duration ACCEPT_PAUSE = Duration.ofMillis(100);

    private final ServerSocket server;
    private final Options options;
    private final Supplier<Decoder> decoders;
    private final Target target;
    private final Set<TcpConnection> connections = ConcurrentHashMap.newKeySet();

    private TcpListener(ServerSocket server, Options options, Supplier<Decoder> decoders, Target target) {
        this.server = server;
        this.options = options;
        this.decoders = decoders;
        this.target = target;
    }

    /**
     * What bounds the connections.
     *
     * @param connectionsMax how many may be open
     * @param idleTimeout how long one may be silent
     */
    record Options(int connectionsMax, Duration idleTimeout) {}

    /**
     * Binds and starts accepting.
     *
     * @throws IOException when the address cannot be bound
     */
    static TcpListener open(InetSocketAddress address, Options options, Supplier<Decoder> decoders, Target target)
            throws IOException {
        ServerSocket server = new ServerSocket();
        try {
            server.setReuseAddress(true);
            server.bind(address, BACKLOG);
        } catch (IOException e) {
            server.close();
            throw e;
        }
        TcpListener listener = new TcpListener(server, options, decoders, target);
        Thread.ofVirtual().name("tcp-" + target.dataset()).start(listener::run);
        return listener;
    }

    int port() {
        return server.getLocalPort();
    }

    int connections() {
        return connections.size();
    }

    /** Accepts no more, lets connections read what has arrived, and closes them. */
    @Override
    public void close() {
        closeQuietly(server);
        long deadline = System.nanoTime() + CLOSE_TIMEOUT.toNanos();
        connections.forEach(TcpConnection::finish);
        connections.forEach(connection -> connection.await(Duration.ofNanos(deadline - System.nanoTime())));
        connections.forEach(TcpConnection::close);
    }

    private void run() {
        while (!server.isClosed()) {
            try {
                take(server.accept());
            } catch (IOException e) {
                if (!server.isClosed()) {
                    LOG.warn("TCP input '{}' of {} could not accept a connection", target.input(), target.dataset(), e);
                    LockSupport.parkNanos(ACCEPT_PAUSE.toNanos());
                }
            }
        }
    }

    private void take(Socket socket) throws IOException {
        if (connections.size() >= options.connectionsMax()) {
            target.metrics().connection(target.input(), false, "connections_max");
            socket.close();
            return;
        }
        target.metrics().connection(target.input(), true, ProxyMetrics.NO_REASON);
        TcpConnection connection =
                new TcpConnection(socket, options.idleTimeout(), decoders.get(), target, connections::remove);
        connections.add(connection);
        connection.start();
    }

    private static void closeQuietly(ServerSocket server) {
        try {
            server.close();
        } catch (IOException e) {
            LOG.debug("closing a server socket failed", e);
        }
    }
}
