package io.bytefreezer.system.load;

import io.bytefreezer.system.ledger.Entry;
import io.bytefreezer.system.ledger.Ledger;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.util.function.IntFunction;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Sends syslog messages over UDP, of which nothing is ever heard. For one thread. */
record SyslogUdp(Proxy proxy, Ledger ledger) {

    private static final Logger LOG = LoggerFactory.getLogger(SyslogUdp.class);

    void send(IntFunction<byte[]> messages) {
        int id = ledger.nextId();
        byte[] message = messages.apply(id);
        ledger.sending(id, Entry.Way.SYSLOG_UDP, message);
        try (DatagramSocket socket = new DatagramSocket()) {
            socket.send(new DatagramPacket(message, message.length, InetAddress.getLoopbackAddress(), proxy.syslog()));
        } catch (IOException e) {
            LOG.debug("a datagram to port {} is not sent", proxy.syslog(), e);
        }
    }
}
