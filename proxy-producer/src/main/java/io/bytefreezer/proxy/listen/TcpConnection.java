package io.bytefreezer.proxy.listen;

import io.bytefreezer.proxy.decode.DecodedEvent;
import io.bytefreezer.proxy.decode.Decoder;
import io.bytefreezer.proxy.decode.Origin;
import io.bytefreezer.proxy.join.Joined;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads one connection to its end on a virtual thread. Its end is the sender's close, silence for too long, an error, or
 * {@link #finish}; in each case what has been read of the last message is kept, and lines that wait for others go on.
 */
final class TcpConnection implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(TcpConnection.class);

    private static final int READ_BYTES = 64 * 1024;

    /** How often a silent connection looks whether it is to end. */
    private static final Duration POLL = Duration.ofSeconds(1);

    private final Socket socket;
    private final Duration idleTimeout;
    private final Decoder decoder;
    private final Target target;
    private final Lines lines;
    private final Origin origin;
    private final byte[] buffer = new byte[READ_BYTES];
    private final Consumer<TcpConnection> ended;
    private final Thread reader;
    private volatile boolean finishing;

    /**
     * Takes the socket, which it closes.
     *
     * @param ended called on the reading thread when all is read and handed on
     */
    TcpConnection(Socket socket, Duration idleTimeout, Decoder decoder, Target target, Consumer<TcpConnection> ended) {
        this.socket = socket;
        this.idleTimeout = idleTimeout;
        this.decoder = decoder;
        this.target = target;
        this.lines = target.lines();
        this.origin = target.origin((InetSocketAddress) socket.getRemoteSocketAddress());
        this.ended = ended;
        this.reader = Thread.ofVirtual().name("tcp-" + origin.sourceAddress()).unstarted(this::run);
    }

    void start() {
        reader.start();
    }

    /** Ends it as soon as nothing more has arrived. */
    void finish() {
        finishing = true;
    }

    /** Waits until it has ended. */
    void await(Duration timeout) {
        try {
            if (timeout.isPositive()) {
                reader.join(timeout);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Ends it at once. */
    @Override
    public void close() {
        reader.interrupt();
        closeSocket();
    }

    private void run() {
        try {
            readAll(socket.getInputStream());
        } catch (IOException e) {
            LOG.debug("connection from {} broke", origin.sourceAddress(), e);
        } catch (InterruptedException e) {
            LOG.debug("connection from {} was ended", origin.sourceAddress(), e);
            Thread.currentThread().interrupt();
        } finally {
            closeSocket();
            ended.accept(this);
        }
    }

    private void readAll(InputStream in) throws IOException, InterruptedException {
        try {
            for (int read = read(in); read >= 0; read = read(in)) {
                put(lines.take(decoder.decode(origin, ByteBuffer.wrap(buffer, 0, read), false)));
                if (read < buffer.length) {
                    put(lines.due());
                }
            }
        } finally {
            put(lines.last(decoder.decode(origin, ByteBuffer.allocate(0), true)));
        }
    }

    /** The next bytes, or -1 at the end, whichever end it is. */
    private int read(InputStream in) throws IOException, InterruptedException {
        Duration poll = idleTimeout.compareTo(POLL) < 0 ? idleTimeout : POLL;
        long silentSince = System.nanoTime();
        while (!finishing || in.available() > 0) {
            try {
                socket.setSoTimeout((int) lines.pause(poll).toMillis());
                return in.read(buffer);
            } catch (SocketTimeoutException e) {
                put(lines.due());
                if (System.nanoTime() - silentSince >= idleTimeout.toNanos()) {
                    LOG.debug("connection from {} was silent for {}", origin.sourceAddress(), idleTimeout);
                    return -1;
                }
            }
        }
        return -1;
    }

    private void put(Joined joined) throws InterruptedException {
        try (joined) {
            List<DecodedEvent> events = joined.events();
            if (!events.isEmpty()) {
                target.put(events);
            }
        } catch (InterruptedException e) {
            // What is still to come is not waited for either.
            Thread.currentThread().interrupt();
            throw e;
        }
    }

    private void closeSocket() {
        try {
            socket.close();
        } catch (IOException e) {
            LOG.debug("closing the connection from {} failed", origin.sourceAddress(), e);
        }
    }
}
