package io.bytefreezer.query.run;

import io.bytefreezer.query.run.QueryFailedException.Kind;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Stops one query, from any thread. Whoever asks first gives the reason. Safe for use by many threads. */
public final class Cancellation {

    private static final Logger LOG = LoggerFactory.getLogger(Cancellation.class);

    private @Nullable QueryFailedException reason;
    private @Nullable Statement running;
    private @Nullable Thread held;

    /** Asks the query to stop; the second and later reasons are not heard. */
    public synchronized void cancel(Kind kind, String message) {
        if (reason == null) {
            reason = new QueryFailedException(kind, message);
        }
        interrupt();
    }

    /**
     * The thread begins what may hold it, such as sending to a peer that stopped reading, or waiting for a place to run in:
     * cancelling interrupts it.
     */
    public synchronized void holds(Thread thread) {
        held = thread;
    }

    /** Nothing holds it any more; call it from that thread, whose interrupt this takes back. */
    public synchronized void heldNoMore() {
        if (held != null) {
            held = null;
            // Whether it was interrupted does not matter now, as long as what the thread does next is not.
            boolean unused = Thread.interrupted();
        }
    }

    /** Why the query was cancelled, if it was. */
    public synchronized Optional<QueryFailedException> reason() {
        return Optional.ofNullable(reason);
    }

    /** Names the statement to interrupt from now on. */
    synchronized void attach(Statement statement) throws QueryFailedException {
        check();
        running = statement;
    }

    /** The statement is done with. */
    synchronized void detach() {
        running = null;
    }

    synchronized void check() throws QueryFailedException {
        if (reason != null) {
            throw reason;
        }
    }

    /** Interrupts again: an interrupt that comes just before the engine begins is lost on it. */
    synchronized void repeat() {
        if (reason != null) {
            interrupt();
        }
    }

    private void interrupt() {
        Statement statement = running;
        if (statement != null) {
            try {
                statement.cancel();
            } catch (SQLException e) {
                LOG.debug("A query could not be interrupted; it is tried again until it ends", e);
            }
        }
        Thread thread = held;
        if (thread != null) {
            thread.interrupt();
        }
    }
}
