package io.bytefreezer.embedded.kafka;

import io.bytefreezer.embedded.PortInUseException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.server.ServerSocketFactory;

/**
 * Listening sockets, bound before Kafka starts: so the ports are known while its configuration is written, nobody can take
 * them in between, and a port in use is told from every other failure. Kafka takes over the sockets that it asks for.
 *
 * <p>Used by the one thread that starts a node.
 */
final class ListenerSockets implements ServerSocketFactory, AutoCloseable {

    static final String HOST = "127.0.0.1";

    private static final int BACKLOG = 128;

    private final Map<String, ServerSocketChannel> channelByListener = new HashMap<>();

    /**
     * Binds one more socket.
     *
     * @param port the port to take, or 0 for a free one
     * @return the port taken
     * @throws PortInUseException when somebody else has the port
     */
    int bind(String listener, int port) {
        try {
            ServerSocketChannel channel = ServerSocketChannel.open();
            channelByListener.put(listener, channel);
            channel.configureBlocking(false);
            channel.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), BACKLOG);
            return channel.socket().getLocalPort();
        } catch (BindException e) {
            close();
            throw new PortInUseException("Kafka", port, e);
        } catch (IOException e) {
            close();
            throw new UncheckedIOException("Could not listen on " + HOST + ":" + port, e);
        }
    }

    @Override
    public ServerSocketChannel openServerSocket(
            String listener, InetSocketAddress address, int backlog, int receiveBufferSize) throws IOException {
        ServerSocketChannel channel = channelByListener.remove(listener);
        if (channel == null) {
            throw new IOException("Kafka asks for a listener that was not planned: " + listener + " on " + address);
        }
        return channel;
    }

    /** Closes what Kafka did not take over. */
    @Override
    public void close() {
        for (ServerSocketChannel channel : channelByListener.values()) {
            try {
                channel.close();
            } catch (IOException e) {
                throw new UncheckedIOException("Could not close the listening socket " + channel, e);
            }
        }
        channelByListener.clear();
    }
}
