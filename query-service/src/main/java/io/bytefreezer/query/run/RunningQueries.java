package io.bytefreezer.query.run;

import io.bytefreezer.query.run.QueryFailedException.Kind;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Watches over all running queries with one thread, ten times a second: cancels what runs too long, and everything when
 * the process grows too far, as the engine's own memory limit does not count all it allocates. Safe for use by many
 * threads.
 */
public final class RunningQueries implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(RunningQueries.class);
    private static final Duration TICK = Duration.ofMillis(100);

    /** Growth beyond the queries' own limits that is not blamed on them. */
    private static final long GROWTH_SLACK_BYTES = 512L * 1024 * 1024;

    private final Set<Entry> entries = ConcurrentHashMap.newKeySet();
    private final QueryLimits limits;
    private final ProcessMemory memory = new ProcessMemory();
    private final ScheduledExecutorService ticker = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("query-watch").factory());

    private final ScheduledFuture<?> ticks;

    /** Watches by these limits from now on. */
    public RunningQueries(QueryLimits limits) {
        this.limits = limits;
        this.ticks =
                ticker.scheduleAtFixedRate(this::safeTick, TICK.toMillis(), TICK.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** One query, watched until this is closed. */
    public record Entry(Cancellation cancellation, long startNanos, Duration time, RunningQueries owner)
            implements AutoCloseable {

        @Override
        public void close() {
            owner.entries.remove(this);
        }
    }

    /** Starts a query's time. */
    public Entry add(Cancellation cancellation, Duration time) {
        Entry entry = new Entry(cancellation, System.nanoTime(), time, this);
        entries.add(entry);
        return entry;
    }

    /** Cancels all queries and ends the watch. */
    @Override
    public void close() {
        ticks.cancel(false);
        ticker.shutdownNow();
        entries.forEach(entry -> entry.cancellation().cancel(Kind.CANCELLED, "the service stops; try again"));
    }

    /** The watch goes on whatever happens: without it no limit of time would hold. */
    private void safeTick() {
        try {
            tick();
        } catch (RuntimeException e) {
            LOG.error("The watch over running queries failed; it goes on", e);
        }
    }

    private void tick() {
        long now = System.nanoTime();
        boolean tooLarge = memory.grownBytes(entries.isEmpty())
                > entries.size() * limits.memory().bytes() + GROWTH_SLACK_BYTES;
        for (Entry entry : entries) {
            if (now - entry.startNanos() > entry.time().toNanos()) {
                entry.cancellation()
                        .cancel(
                                Kind.TIME_LIMIT,
                                "the query ran longer than " + seconds(entry.time()) + ": " + EngineErrors.WHAT_HELPS);
            } else if (tooLarge) {
                entry.cancellation()
                        .cancel(
                                Kind.MEMORY_LIMIT,
                                "queries running now took more memory than this service may use: "
                                        + EngineErrors.WHAT_HELPS);
            }
            entry.cancellation().repeat();
        }
    }

    private static String seconds(Duration time) {
        return time.toMillis() % 1000 == 0 ? time.toSeconds() + " s" : time.toMillis() + " ms";
    }
}
