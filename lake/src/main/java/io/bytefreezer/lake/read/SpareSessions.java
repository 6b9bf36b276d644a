package io.bytefreezer.lake.read;

import java.sql.SQLException;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Databases that are started before a query needs one, and closed after it was answered: both take longer than many queries. Each is given once. Thread-safe.
 */
public final class SpareSessions implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(SpareSessions.class);

    private final DuckSession.Limits limits;
    /** Those of a database that nobody took yet. */
    private final DuckSession.Limits first;

    private final BlockingQueue<Database> spares;
    private final ExecutorService worker = Executors.newSingleThreadExecutor(
            Thread.ofPlatform().daemon().name("spare-sessions").factory());

    /** Keeps at most so many of these limits. The first is made at once. */
    public SpareSessions(DuckSession.Limits limits, int most) {
        this.limits = limits;
        this.first = new DuckSession.Limits(limits.memoryBytes(), 1, limits.streams());
        this.spares = new ArrayBlockingQueue<>(most);
        worker.execute(this::refill);
    }

    /**
     * A database with nothing in it.
     *
     * @param memoryBytes what it may use
     * @param fileBytes how much there is to read
     */
    Database take(long memoryBytes, long fileBytes) throws SQLException {
        @Nullable Database spare = spares.poll();
        Database taken = spare == null ? Database.start(first) : spare;
        try {
            if (memoryBytes != limits.memoryBytes()) {
                taken.limit(memoryBytes);
            }
            if (limits.threadsFor(fileBytes) > first.threads()) {
                taken.threads(limits.threadsFor(fileBytes));
            }
            return taken;
        } catch (SQLException e) {
            give(taken);
            throw e;
        }
    }

    /** Makes another in the place of one that was taken, if there is none left. */
    void replace() {
        try {
            worker.execute(this::refill);
        } catch (RejectedExecutionException closed) {
            LOG.debug("A query began after its service ended", closed);
        }
    }

    /** Ends a database that nobody uses any more. */
    void give(Database used) {
        try {
            worker.execute(() -> close(used));
        } catch (RejectedExecutionException closed) {
            LOG.debug("A query ended after its service", closed);
            close(used);
        }
    }

    @Override
    public void close() {
        // What was given still has to be closed, and then what is left.
        worker.execute(() -> spares.forEach(SpareSessions::close));
        worker.close();
    }

    private void refill() {
        if (spares.remainingCapacity() == 0) {
            return;
        }
        try {
            Database started = Database.start(first);
            if (!spares.offer(started)) {
                close(started);
            }
        } catch (SQLException e) {
            LOG.warn("No database could be started in advance; the next query tries itself", e);
        }
    }

    private static void close(Database database) {
        try {
            database.close();
        } catch (SQLException e) {
            LOG.warn("A query's database does not close", e);
        }
    }
}
