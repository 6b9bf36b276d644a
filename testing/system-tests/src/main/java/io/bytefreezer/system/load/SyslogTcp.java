package io.bytefreezer.system.load;

import io.bytefreezer.system.ledger.Entry;
import io.bytefreezer.system.ledger.Ledger;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends syslog messages over TCP connections of some messages each. A proxy closes a connection when all that came over it is
 * in its hands; so where it did, and did not die meanwhile, which closes connections too, the messages are as good as
 * acknowledged to a sender that trusts its spool. For one thread.
 */
final class SyslogTcp implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(SyslogTcp.class);
    private static final int MESSAGES_MAX = 20;
    private static final int PATIENCE_MILLIS = 20_000;

    private final Proxy proxy;
    private final Ledger ledger;
    private final boolean trusting;
    private final List<Integer> sent = new ArrayList<>();
    private @Nullable Socket socket;
    private int life;

    /**
     * A sender.
     *
     * @param trusting whether a connection that the proxy closed counts as an acknowledgement
     */
    SyslogTcp(Proxy proxy, Ledger ledger, boolean trusting) {
        this.proxy = proxy;
        this.ledger = ledger;
        this.trusting = trusting;
    }

    /** Sends one more. */
    void send(IntFunction<byte[]> messages) {
        int id = ledger.nextId();
        byte[] message = messages.apply(id);
        ledger.sending(id, Entry.Way.SYSLOG_TCP, message);
        byte[] line = new byte[message.length + 1];
        System.arraycopy(message, 0, line, 0, message.length);
        line[message.length] = '\n';
        try {
            connection().getOutputStream().write(line);
            sent.add(id);
            if (sent.size() == MESSAGES_MAX) {
                finish();
            }
        } catch (IOException e) {
            LOG.debug("a message to port {} is not sent", proxy.syslog(), e);
            close();
        }
    }

    @Override
    public void close() {
        sent.clear();
        Socket open = socket;
        socket = null;
        if (open != null) {
            try {
                open.close();
            } catch (IOException e) {
                LOG.debug("{} does not close", open, e);
            }
        }
    }

    private Socket connection() throws IOException {
        Socket open = socket;
        if (open == null) {
            life = proxy.life().getAsInt();
            open = new Socket(InetAddress.getLoopbackAddress(), proxy.syslog());
            open.setSoTimeout(PATIENCE_MILLIS);
            socket = open;
        }
        return open;
    }

    /** Says that nothing more comes, and waits for the proxy to close. */
    private void finish() throws IOException {
        Socket open = connection();
        open.shutdownOutput();
        boolean closed = open.getInputStream().read() < 0;
        if (trusting && closed && life > 0 && life == proxy.life().getAsInt()) {
            sent.forEach(ledger::acknowledged);
        }
        close();
    }
}
