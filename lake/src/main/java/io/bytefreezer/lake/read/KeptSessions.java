package io.bytefreezer.lake.read;

import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Sessions that stay open for a while for the next query of the same reader on the very same views: making the views and reading the files' footers takes longer than many
 * queries. A session has one query at a time. Thread-safe.
 *
 * <p>This is for SQL that was checked to be a query which calls no function that changes a session; nothing of one query can then be seen by the next. A session whose query
 * did not end well is not used again. Rows that are in no file of the table are withdrawn when their query has ended, and the next one's take their place.
 */
public final class KeptSessions implements AutoCloseable {

    private static final Duration TICK = Duration.ofSeconds(5);

    private final SpareSessions spares;
    private final int most;
    private final Duration time;
    /** The last used first; guarded by itself. */
    private final Deque<Kept> idle = new ArrayDeque<>();

    private boolean closed;
    private final ScheduledExecutorService ticker = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("kept-sessions").factory());

    /**
     * Keeps sessions that no query uses.
     *
     * @param spares where databases come from and where they end; it stays open
     * @param most how many
     * @param time how long
     */
    public KeptSessions(SpareSessions spares, int most, Duration time) {
        this.spares = spares;
        this.most = most;
        this.time = time;
        long tick = Math.min(TICK.toMillis(), time.toMillis());
        var unused = ticker.scheduleWithFixedDelay(() -> endOld(System.nanoTime()), tick, tick, TimeUnit.MILLISECONDS);
    }

    /**
     * All that a session depends on.
     *
     * @param reader who asks; nobody else gets the session
     * @param memoryBytes what DuckDB may use
     * @param fileBytes size of the views' files
     * @param views the tables that can be seen, with what is kept back of them
     * @param defaultTenant whose tables can be named without their tenant
     */
    public record Use(
            String reader, long memoryBytes, long fileBytes, List<TableView> views, Optional<String> defaultTenant) {

        /** Copies the list. */
        public Use {
            views = List.copyOf(views);
        }

        /** Whether a session of the other has the same views, when the rows that are in no file are set aside. */
        boolean isLike(Use other) {
            return reader.equals(other.reader)
                    && memoryBytes == other.memoryBytes
                    && fileBytes == other.fileBytes
                    && defaultTenant.equals(other.defaultTenant)
                    && views.size() == other.views.size()
                    && IntStream.range(0, views.size())
                            .allMatch(i -> views.get(i).isLike(other.views.get(i)));
        }
    }

    /** A session that waits for its next query. */
    private record Kept(Use use, Database database, long sinceNanos) {}

    /**
     * Opens a session, or gives one that was kept for the same use. The files of the views must be there while it is in use, not between.
     *
     * @throws LakeException as {@link DuckSession#open(DuckSession.Limits, List, Optional)} does
     */
    public DuckSession open(Use use) {
        Optional<Database> kept = take(use);
        if (kept.isPresent()) {
            return DuckSession.again(kept.get(), (used, endedWell) -> give(use, used, endedWell), use.views());
        }
        return DuckSession.open(
                () -> spares.take(use.memoryBytes(), use.fileBytes()),
                (used, endedWell) -> {
                    give(use, used, endedWell);
                    spares.replace();
                },
                use.views(),
                use.defaultTenant());
    }

    /** Ends all that wait. */
    @Override
    public void close() {
        ticker.shutdownNow();
        List<Kept> ended;
        synchronized (idle) {
            closed = true;
            ended = List.copyOf(idle);
            idle.clear();
        }
        end(ended);
    }

    private Optional<Database> take(Use use) {
        synchronized (idle) {
            Iterator<Kept> newestFirst = idle.iterator();
            while (newestFirst.hasNext()) {
                Kept kept = newestFirst.next();
                if (kept.use().isLike(use)) {
                    newestFirst.remove();
                    return Optional.of(kept.database());
                }
            }
            return Optional.empty();
        }
    }

    private void give(Use use, Database used, boolean endedWell) {
        if (!endedWell || !isOpen(used)) {
            spares.give(used);
            return;
        }
        used.rows().withdrawAll();
        List<Kept> ended = new ArrayList<>();
        synchronized (idle) {
            idle.addFirst(new Kept(use, used, System.nanoTime()));
            while (idle.size() > (closed ? 0 : most)) {
                ended.add(idle.removeLast());
            }
        }
        end(ended);
    }

    private static boolean isOpen(Database database) {
        try {
            return !database.connection().isClosed();
        } catch (SQLException broken) {
            return false;
        }
    }

    /** Ends those that waited too long by now. */
    void endOld(long now) {
        List<Kept> ended = new ArrayList<>();
        synchronized (idle) {
            for (@Nullable Kept last = idle.peekLast();
                    last != null && now - last.sinceNanos() > time.toNanos();
                    last = idle.peekLast()) {
                ended.add(idle.removeLast());
            }
        }
        end(ended);
    }

    private void end(List<Kept> ended) {
        ended.forEach(kept -> spares.give(kept.database()));
    }
}
