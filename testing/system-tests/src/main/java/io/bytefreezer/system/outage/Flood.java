package io.bytefreezer.system.outage;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/**
 * Sends numbered messages at a steady rate until it is stopped. A sender that was held back makes up for it, so that a time
 * without reading shows. Started and stopped by one thread; counts may be read by any.
 */
final class Flood implements AutoCloseable {

    private static final int TICKS_PER_SECOND = 100;
    private static final long TICK_NANOS = Duration.ofSeconds(1).toNanos() / TICKS_PER_SECOND;

    private final Transport transport;
    private final int port;
    private final int perTick;
    private final AtomicInteger sent = new AtomicInteger();
    private final Thread thread;
    private volatile boolean stopped;
    private volatile long behindNanosMax;

    /** Starts sending this many messages a second, a multiple of 100, to the port on the loopback address. */
    Flood(Transport transport, int port, int rate) {
        this.transport = transport;
        this.port = port;
        this.perTick = rate / TICKS_PER_SECOND;
        this.thread =
                Thread.ofPlatform().name("flood-" + transport.label()).daemon().start(this::run);
    }

    Transport transport() {
        return transport;
    }

    /** Messages handed to the operating system. */
    int sent() {
        return sent.get();
    }

    /** How long it was held back at most. */
    Duration behindMax() {
        return Duration.ofNanos(behindNanosMax);
    }

    /** Ends it when what is due was sent. */
    @Override
    public void close() {
        stopped = true;
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        try {
            switch (transport) {
                case UDP -> sendDatagrams();
                case TCP -> sendLines();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(transport + " ends after " + sent + " messages", e);
        }
    }

    private void sendDatagrams() throws IOException {
        try (DatagramSocket socket = new DatagramSocket()) {
            InetSocketAddress proxy = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
            pace(() -> {
                byte[] message = transport.message(sent.get());
                socket.send(new DatagramPacket(message, message.length, proxy));
                sent.incrementAndGet();
            });
        }
    }

    private void sendLines() throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port);
                OutputStream out = new BufferedOutputStream(socket.getOutputStream())) {
            pace(() -> {
                out.write(transport.message(sent.get()));
                out.write('\n');
                sent.incrementAndGet();
                if (sent.get() % perTick == 0) {
                    out.flush();
                }
            });
        }
    }

    /** Sends one message. */
    @FunctionalInterface
    private interface Send {
        void one() throws IOException;
    }

    private void pace(Send send) throws IOException {
        long due = System.nanoTime();
        while (!stopped) {
            for (int i = 0; i < perTick; i++) {
                send.one();
            }
            due += TICK_NANOS;
            long left = due - System.nanoTime();
            behindNanosMax = Math.max(behindNanosMax, -left);
            LockSupport.parkNanos(left);
        }
    }
}
