package io.bytefreezer.system.gate;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A listening socket and the connections behind it, each served by a thread of its own. Safe for use by many threads. */
final class Sockets implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Sockets.class);
    private static final int BACKLOG = 64;
    private static final int CONNECT_MILLIS_MAX = 5_000;

    private final ServerSocket listener;
    private final int target;
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();

    private Sockets(ServerSocket listener, int target) {
        this.listener = listener;
        this.target = target;
    }

    /** Serves a port of the loopback address, on behalf of another one there. */
    static Sockets listen(int port, int target, Consumer<Socket> serve) {
        try {
            ServerSocket listener = new ServerSocket(port, BACKLOG, InetAddress.getLoopbackAddress());
            Sockets sockets = new Sockets(listener, target);
            Thread.ofVirtual().name("gate-" + port).start(() -> sockets.acceptAll(serve));
            return sockets;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot listen on port " + port, e);
        }
    }

    /** A connection to what is behind the gate. */
    Socket connect() throws IOException {
        Socket socket = new Socket();
        socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), target), CONNECT_MILLIS_MAX);
        socket.setTcpNoDelay(true);
        open.add(socket);
        return socket;
    }

    /** Closes a connection so that the other side is told that it broke. */
    void reset(Socket socket) {
        try {
            socket.setSoLinger(true, 0);
        } catch (IOException e) {
            LOG.debug("{} is closed already", socket, e);
        }
        close(socket);
    }

    void close(Socket socket) {
        open.remove(socket);
        try {
            socket.close();
        } catch (IOException e) {
            LOG.debug("{} does not close", socket, e);
        }
    }

    /** Resets all connections. */
    void resetAll() {
        open.forEach(this::reset);
    }

    @Override
    public void close() {
        try {
            listener.close();
        } catch (IOException e) {
            LOG.debug("{} does not close", listener, e);
        }
        resetAll();
    }

    private void acceptAll(Consumer<Socket> serve) {
        while (!listener.isClosed()) {
            try {
                Socket client = listener.accept();
                client.setTcpNoDelay(true);
                open.add(client);
                Thread.ofVirtual().name("gate").start(() -> {
                    try {
                        serve.accept(client);
                    } finally {
                        close(client);
                    }
                });
            } catch (IOException e) {
                LOG.debug("{} takes no more connections", listener, e);
            }
        }
    }
}
