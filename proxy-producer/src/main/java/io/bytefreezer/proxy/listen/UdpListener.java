package io.bytefreezer.proxy.listen;

import io.bytefreezer.proxy.count.ProxyMetrics.Outcome;
import io.bytefreezer.proxy.decode.Decoded;
import io.bytefreezer.proxy.decode.DecodedEvent;
import io.bytefreezer.proxy.decode.Decoder;
import io.bytefreezer.proxy.join.Joined;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads datagrams on one thread of its own, as many at once as have arrived. When it is closed it still reads what has
 * arrived until then.
 */
final class UdpListener implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(UdpListener.class);

    /** Batches still taken after the input was told to close. */
    private static final int LAST_BATCHES_MAX = 100;

    private static final int DATAGRAM_BYTES_MAX = 65_535;
    private static final int BATCH_MAX = 512;
    private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(1);
    private static final Duration LOOK_FOR_DROPS = Duration.ofSeconds(1);

    private final DatagramChannel channel;
    private final Selector selector;
    private final KernelDrops kernelDrops;
    private final Decoder decoder;
    private final Target target;
    private final Lines lines;
    private final ByteBuffer buffer = ByteBuffer.allocateDirect(DATAGRAM_BYTES_MAX);
    private final Thread reader;
    private volatile boolean closing;

    private UdpListener(Socket socket, Selector selector, Decoder decoder, Target target) {
        this.channel = socket.channel();
        this.kernelDrops = socket.kernelDrops();
        this.selector = selector;
        this.decoder = decoder;
        this.target = target;
        this.lines = target.lines();
        this.reader =
                Thread.ofPlatform().name("udp-" + target.dataset()).daemon().unstarted(this::run);
    }

    /** A bound socket, and what is known of what it loses. */
    private record Socket(DatagramChannel channel, KernelDrops kernelDrops) {}

    /**
     * Binds and starts reading.
     *
     * @throws IOException when the address cannot be bound
     */
    @SuppressWarnings("resource") // the listener closes the channel, or this method does when it fails
    static UdpListener open(InetSocketAddress address, int receiveBuffer, Decoder decoder, Target target)
            throws IOException {
        Set<Long> sockets = KernelDrops.sockets();
        DatagramChannel channel = DatagramChannel.open();
        try {
            channel.setOption(StandardSocketOptions.SO_RCVBUF, receiveBuffer);
            channel.bind(address).configureBlocking(false);
            Selector selector = Selector.open();
            channel.register(selector, SelectionKey.OP_READ);
            int granted = channel.getOption(StandardSocketOptions.SO_RCVBUF);
            if (granted < receiveBuffer) {
                LOG.info(
                        "UDP {}: the system grants a receive buffer of {} bytes, not {}",
                        address,
                        granted,
                        receiveBuffer);
            }
            int port = ((InetSocketAddress) channel.getLocalAddress()).getPort();
            KernelDrops drops = KernelDrops.of(port, sockets);
            UdpListener listener = new UdpListener(new Socket(channel, drops), selector, decoder, target);
            listener.reader.start();
            return listener;
        } catch (IOException e) {
            channel.close();
            throw e;
        }
    }

    @Override
    public void close() {
        closing = true;
        selector.wakeup();
        try {
            reader.join(CLOSE_TIMEOUT);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        try (channel;
                selector) {
            long lookAt = System.nanoTime();
            while (!closing) {
                selector.select(lines.pause(LOOK_FOR_DROPS).toMillis());
                selector.selectedKeys().clear();
                drain();
                offer(lines.due());
                if (System.nanoTime() - lookAt >= 0) {
                    countDrops();
                    lookAt = System.nanoTime() + LOOK_FOR_DROPS.toNanos();
                }
            }
            countDrops();
        } catch (IOException e) {
            LOG.error("UDP input '{}' of {} stopped", target.input(), target.dataset(), e);
        } finally {
            offer(lines.last(new Decoded.NeedMore()));
        }
    }

    /** What never got here: the system's buffer was full. */
    private void countDrops() {
        target.metrics()
                .events(target.dataset(), target.input(), Outcome.DROPPED, "kernel_buffer", kernelDrops.fresh());
    }

    /** Takes what waits in the socket; a sender that never pauses does not keep a closing input open. */
    private void drain() throws IOException {
        for (int left = LAST_BATCHES_MAX; left > 0; left -= closing ? 1 : 0) {
            List<DecodedEvent> batch = receive();
            if (batch.isEmpty()) {
                return;
            }
            offer(lines.take(batch));
            if (batch.size() < BATCH_MAX) {
                offer(lines.due());
            }
        }
    }

    private void offer(Joined joined) {
        try (joined) {
            List<DecodedEvent> events = joined.events();
            if (!events.isEmpty()) {
                target.offer(events);
            }
        }
    }

    private List<DecodedEvent> receive() throws IOException {
        List<DecodedEvent> batch = new ArrayList<>();
        while (batch.size() < BATCH_MAX) {
            buffer.clear();
            if (!(channel.receive(buffer) instanceof InetSocketAddress sender)) {
                break;
            }
            Decoded decoded = decoder.decode(target.origin(sender), buffer.flip(), true);
            if (decoded instanceof Decoded.Events complete) {
                batch.addAll(complete.events());
            }
        }
        return batch;
    }
}
