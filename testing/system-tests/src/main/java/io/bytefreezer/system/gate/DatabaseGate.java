package io.bytefreezer.system.gate;

import static java.nio.charset.StandardCharsets.UTF_16BE;

import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Stands before the catalog's database and passes bytes on, but can break a connection after the database has carried out a
 * change of a table and before the client hears of it. It knows as much of H2's protocol as that takes: a statement's text
 * goes there as UTF-16, in one packet, and the order to carry it out in the next. Safe for use by many threads.
 */
public final class DatabaseGate implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(DatabaseGate.class);

    /** How Iceberg's catalog swaps a table's metadata: the commit itself. */
    private static final byte[] COMMIT = "UPDATE iceberg_tables".getBytes(UTF_16BE);

    private static final int BUFFER_BYTES = 64 * 1024;

    private final int port;
    private final Sockets sockets;
    private final AtomicInteger armed = new AtomicInteger();
    private final AtomicLong lost = new AtomicLong();

    /** How far a connection is on its way to losing an answer. */
    private enum Phase {
        /** Everything passes. */
        PASSING,
        /** The commit is prepared; the next packet of the client carries it out. */
        PREPARED,
        /** It is being carried out: what the database says next is not heard. */
        CARRIED_OUT
    }

    /** One connection: written by the thread of its client, read by that of its answers. */
    private static final class Link {
        private volatile Phase phase = Phase.PASSING;
    }

    private DatabaseGate(int port, int database) {
        this.port = port;
        sockets = Sockets.listen(port, database, this::serve);
    }

    /**
     * Opens a gate.
     *
     * @param port where it listens, on the loopback address
     * @param database the database's port there
     */
    public static DatabaseGate open(int port, int database) {
        return new DatabaseGate(port, database);
    }

    /** The answers to the next so many commits are lost. */
    public void loseCommits(int commits) {
        armed.addAndGet(commits);
    }

    /** Breaks all connections. */
    public void cut() {
        sockets.resetAll();
    }

    /** Nothing more happens. */
    public void disarm() {
        armed.set(0);
    }

    /** How many commits landed without their client hearing of it. */
    public long lost() {
        return lost.get();
    }

    /** Where it listens. */
    public int port() {
        return port;
    }

    @Override
    public void close() {
        sockets.close();
    }

    private void serve(Socket client) {
        Link link = new Link();
        try {
            Socket database = sockets.connect();
            Thread.ofVirtual().name("gate-answers").start(() -> passAnswers(database, client, link));
            InputStream in = client.getInputStream();
            byte[] buffer = new byte[BUFFER_BYTES];
            for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
                link.phase = after(link.phase, buffer, count);
                database.getOutputStream().write(buffer, 0, count);
            }
            sockets.close(database);
        } catch (IOException e) {
            LOG.debug("a connection to the database broke", e);
        }
    }

    private Phase after(Phase phase, byte[] packet, int length) {
        return switch (phase) {
            case PASSING ->
                contains(packet, length) && armed.getAndUpdate(count -> Math.max(0, count - 1)) > 0
                        ? Phase.PREPARED
                        : Phase.PASSING;
            case PREPARED, CARRIED_OUT -> Phase.CARRIED_OUT;
        };
    }

    private void passAnswers(Socket database, Socket client, Link link) {
        byte[] buffer = new byte[BUFFER_BYTES];
        try {
            InputStream in = database.getInputStream();
            for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
                if (link.phase == Phase.CARRIED_OUT) {
                    lost.incrementAndGet();
                    sockets.reset(database);
                    sockets.reset(client);
                    return;
                }
                client.getOutputStream().write(buffer, 0, count);
            }
        } catch (IOException e) {
            LOG.debug("a connection from the database broke", e);
        }
        sockets.close(client);
    }

    private static boolean contains(byte[] packet, int length) {
        for (int from = 0; from + COMMIT.length <= length; from++) {
            int matched = 0;
            while (matched < COMMIT.length && packet[from + matched] == COMMIT[matched]) {
                matched++;
            }
            if (matched == COMMIT.length) {
                return true;
            }
        }
        return false;
    }
}
