package io.bytefreezer.proxy.spool;

import io.bytefreezer.proxy.append.Appender;
import io.bytefreezer.proxy.config.SpoolConfig;
import io.bytefreezer.proxy.count.ProxyMetrics;
import io.bytefreezer.proxy.count.ProxyMetrics.Outcome;
import io.bytefreezer.proxy.sink.Delivery;
import io.bytefreezer.proxy.sink.EventSink;
import io.bytefreezer.proxy.sink.Room;
import io.bytefreezer.runtime.config.DataSize;
import io.bytefreezer.runtime.health.Health;
import io.bytefreezer.runtime.service.ServiceStartException;
import io.bytefreezer.schemas.event.RawEvent;
import io.bytefreezer.schemas.name.DatasetRef;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Stands in for senders that cannot repeat themselves (UDP, TCP without acknowledgement). Guarantees:
 *
 * <ol>
 *   <li>{@link #accept} never blocks; what it completes without a failure is on disk.
 *   <li>Events leave in the order they came, dataset by dataset, and reach their destination once each, also when the
 *       process or the machine dies at any moment.
 *   <li>What the destination does not take stays; a dataset that is stuck does not hold up the others.
 *   <li>When it is full, {@link #isFull} says so: whoever asks before taking events keeps it within its limit, but for
 *       what is being read at that moment.
 * </ol>
 *
 * <p>Safe for use by many threads; opened and closed by one.
 */
public final class Spool implements EventSink, Room {

    /** One dataset takes half of the whole at most, so that one that is stuck leaves room for the others. */
    private static final int SHARES = 2;

    private static final Duration FULL_LOOK_AGAIN = Duration.ofSeconds(1);

    private final long bytesMax;
    private final SpoolDisk disk;
    private final SpoolWriter writer;
    private final Forwarder forwarder;

    Spool(DataSize bytesMax, SpoolDisk disk, Forwarder forwarder) {
        this.bytesMax = bytesMax.bytes();
        this.disk = disk;
        this.writer = new SpoolWriter(disk);
        this.forwarder = forwarder;
    }

    /**
     * Opens the spool and begins to forward what is in it.
     *
     * @param directory where it is; made when it is missing
     * @param appenders takes the events in the end, by the spool's id
     * @throws ServiceStartException when the directory cannot be used
     */
    public static Spool open(
            SpoolConfig config, Path directory, Function<UUID, Appender> appenders, ProxyMetrics metrics) {
        try {
            SpoolFiles files = new SpoolFiles(directory);
            SpoolDisk disk = new SpoolDisk(files, files::freeBytes, config.freeMin());
            Forwarder forwarder = new Forwarder(disk, appenders, (dataset, events) -> count(metrics, dataset, events));
            return new Spool(config.bytesMax(), disk, forwarder);
        } catch (SpoolException e) {
            throw new ServiceStartException(
                    ServiceStartException.Kind.CONFIG, e.getMessage() + " (spool.dir; another proxy may use it)", e);
        }
    }

    private static void count(ProxyMetrics metrics, DatasetRef dataset, List<RawEvent> events) {
        Map<String, Long> byInput =
                events.stream().collect(Collectors.groupingBy(RawEvent::input, Collectors.counting()));
        byInput.forEach(
                (input, count) -> metrics.events(dataset, input, Outcome.ACKNOWLEDGED, ProxyMetrics.NO_REASON, count));
    }

    @Override
    public CompletableFuture<Delivery> accept(DatasetRef dataset, List<RawEvent> events) {
        return events.isEmpty()
                ? CompletableFuture.completedFuture(new Delivery(0, List.of()))
                : writer.add(dataset, events);
    }

    @Override
    public boolean isFull(DatasetRef dataset) {
        long queued = writer.queuedBytes();
        SpoolStore store = disk.store();
        return store.bytes() + queued >= bytesMax || store.extent(dataset).bytes() + queued >= bytesMax / SHARES;
    }

    @Override
    public void await(DatasetRef dataset) throws InterruptedException {
        long seen = disk.signal().count();
        while (isFull(dataset)) {
            disk.signal().awaitAfter(seen, FULL_LOOK_AGAIN);
            seen = disk.signal().count();
        }
    }

    @Override
    public String delay() {
        return disk.isFailing() ? "spool_failed" : UNBOUNDED.delay();
    }

    /** Shows how much is in it. */
    public void show(ProxyMetrics metrics, InstantSource clock) {
        metrics.gauge("spool_bytes", () -> disk.store().bytes());
        metrics.gauge("spool_events", this::events);
        metrics.gauge(
                "spool_oldest_age_seconds", () -> oldestAge(clock.instant()).toSeconds());
    }

    /** Degraded when events do not get on, cannot be kept, or were set aside as damaged. */
    public Health health() {
        SpoolStore store = disk.store();
        List<String> reasons = new ArrayList<>();
        forwarder.troubles().forEach((dataset, trouble) -> {
            long waiting = store.extent(dataset).events();
            if (waiting > 0) {
                reasons.add(waiting + " events of " + dataset + " wait in the spool: "
                        + trouble.failure().message());
            }
        });
        store.extents().keySet().stream()
                .filter(this::isFull)
                .map(dataset -> "the spool is full for " + dataset + " (spool.bytes_max): UDP is dropped")
                .forEach(reasons::add);
        Health events = reasons.isEmpty() ? Health.up() : Health.degraded(reasons.toArray(String[]::new));
        return Health.worst(events, disk.health());
    }

    /** Writes what was accepted, forwards what it can, and ends; all of it within this time, about. */
    public void close(Duration timeout) {
        long deadline = System.nanoTime() + timeout.toNanos();
        writer.stop(timeout);
        forwarder.stop(Duration.ofNanos(Math.max(0, deadline - System.nanoTime())));
        disk.close();
    }

    private long events() {
        return disk.store().extents().values().stream()
                .mapToLong(Extent::events)
                .sum();
    }

    private Duration oldestAge(Instant now) {
        return disk.store()
                .oldest()
                .map(oldest -> Duration.between(oldest, now))
                .orElse(Duration.ZERO);
    }
}
