package io.bytefreezer.system.load;

import io.bytefreezer.system.ledger.Entry;
import io.bytefreezer.system.ledger.Ledger;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.Socket;
import java.time.Instant;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Sends syslog messages to one proxy, over UDP and over a TCP connection that it opens again when it breaks. For one thread. */
final class SyslogSender implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(SyslogSender.class);

    private final int port;
    private final Ledger ledger;
    private final RandomGenerator random;
    private @Nullable Socket tcp;

    SyslogSender(int port, Ledger ledger, RandomGenerator random) {
        this.port = port;
        this.ledger = ledger;
        this.random = random;
    }

    void sendUdp() {
        byte[] message = next(Entry.Way.SYSLOG_UDP);
        try (DatagramSocket socket = new DatagramSocket()) {
            socket.send(new DatagramPacket(message, message.length, InetAddress.getLoopbackAddress(), port));
        } catch (IOException e) {
            LOG.debug("a datagram to port {} is not sent", port, e);
        }
    }

    void sendTcp() {
        byte[] message = next(Entry.Way.SYSLOG_TCP);
        byte[] line = new byte[message.length + 1];
        System.arraycopy(message, 0, line, 0, message.length);
        line[message.length] = '\n';
        try {
            Socket socket = tcp;
            if (socket == null) {
                socket = new Socket(InetAddress.getLoopbackAddress(), port);
                tcp = socket;
            }
            socket.getOutputStream().write(line);
        } catch (IOException e) {
            LOG.debug("a message to port {} is not sent", port, e);
            close();
        }
    }

    @Override
    public void close() {
        Socket socket = tcp;
        tcp = null;
        if (socket != null) {
            try {
                socket.close();
            } catch (IOException e) {
                LOG.debug("{} does not close", socket, e);
            }
        }
    }

    private byte[] next(Entry.Way way) {
        int id = ledger.nextId();
        byte[] message = EventText.syslog(id, random, Instant.now());
        ledger.sending(id, way, message);
        return message;
    }
}
