package io.bytefreezer.proxy.spool;

import io.bytefreezer.proxy.append.Appended;
import io.bytefreezer.proxy.append.Appender;
import io.bytefreezer.proxy.append.NumberedEvents;
import io.bytefreezer.proxy.sink.Delivery.Failure;
import io.bytefreezer.proxy.sink.Delivery.Reason;
import io.bytefreezer.proxy.spool.SpoolStore.ReadLimits;
import io.bytefreezer.schemas.event.RawEvent;
import io.bytefreezer.schemas.name.DatasetRef;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes events out of the spool, dataset by dataset in the order they came, on one thread of its own. They are deleted
 * when their destination has them. A dataset whose events do not get on is tried again later, and the others go on.
 */
final class Forwarder {

    private static final Logger LOG = LoggerFactory.getLogger(Forwarder.class);

    private static final ReadLimits BATCH_MAX = new ReadLimits(5_000, 4L * 1024 * 1024);
    private static final Duration LOOK_AGAIN_MAX = Duration.ofSeconds(1);
    private static final Duration STOP_TIMEOUT = Duration.ofSeconds(1);

    private final SpoolDisk disk;
    private final Function<UUID, Appender> appenders;
    private final Acknowledged acknowledged;
    private final Map<DatasetRef, Trouble> troubles = new ConcurrentHashMap<>();
    private final Thread thread;
    private volatile boolean closed;

    /** Only the forwarder's thread touches these. */
    private @Nullable Source source;

    /** Starts its thread. */
    Forwarder(SpoolDisk disk, Function<UUID, Appender> appenders, Acknowledged acknowledged) {
        this.disk = disk;
        this.appenders = appenders;
        this.acknowledged = acknowledged;
        this.thread = Thread.ofPlatform().name("spool-forwarder").daemon().start(this::run);
    }

    /** Hears of events that are durable at their destination; called by one thread. */
    @FunctionalInterface
    interface Acknowledged {
        void take(DatasetRef dataset, List<RawEvent> events);
    }

    /**
     * The store as the destination knows it.
     *
     * @param met datasets of which it is known that the destination has no more than the store ever had
     */
    private record Source(SpoolStore store, UUID id, Appender appender, Set<DatasetRef> met) {}

    /** What keeps events from getting on, by dataset. */
    Map<DatasetRef, Trouble> troubles() {
        return troubles;
    }

    /** Forwards what can be forwarded in this time, and ends. */
    void stop(Duration timeout) {
        long deadline = System.nanoTime() + timeout.toNanos();
        try {
            long seen = disk.signal().count();
            while (hasWorkToDo() && System.nanoTime() < deadline) {
                disk.signal().awaitAfter(seen, Duration.ofNanos(deadline - System.nanoTime()));
                seen = disk.signal().count();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        closed = true;
        thread.interrupt();
        try {
            thread.join(STOP_TIMEOUT);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean hasWorkToDo() {
        return disk.store().extents().entrySet().stream()
                .anyMatch(entry -> entry.getValue().events() > 0 && !troubles.containsKey(entry.getKey()));
    }

    private void run() {
        while (!closed) {
            long seen = disk.signal().count();
            if (!pass()) {
                await(seen);
            }
        }
        drop();
    }

    private void await(long seen) {
        try {
            disk.signal().awaitAfter(seen, untilNextTry());
        } catch (InterruptedException e) {
            LOG.debug("the forwarder is told to end", e);
        }
    }

    private Duration untilNextTry() {
        long now = System.nanoTime();
        long next = troubles.values().stream()
                .mapToLong(trouble -> trouble.retryAt() - now)
                .min()
                .orElse(LOOK_AGAIN_MAX.toNanos());
        return Duration.ofNanos(Math.clamp(next, 0, LOOK_AGAIN_MAX.toNanos()));
    }

    /** One batch of each dataset that has one; says whether any got on. */
    private boolean pass() {
        SpoolStore store = disk.store();
        troubles.keySet().removeIf(dataset -> store.extent(dataset).events() == 0);
        boolean moved = false;
        for (DatasetRef dataset : List.copyOf(store.extents().keySet())) {
            if (!closed && store.extent(dataset).events() > 0 && isDue(dataset)) {
                moved |= forward(store, dataset);
            }
        }
        return moved;
    }

    private boolean isDue(DatasetRef dataset) {
        Trouble trouble = troubles.get(dataset);
        return trouble == null || trouble.isOver(System.nanoTime());
    }

    private boolean forward(SpoolStore store, DatasetRef dataset) {
        try {
            Source now = source(store);
            boolean isNew = !now.met().contains(dataset);
            long before =
                    isNew ? store.opened(dataset).next() : store.extent(dataset).next();
            NumberedEvents batch =
                    new NumberedEvents(store.extent(dataset).first(), store.read(dataset, before, BATCH_MAX));
            return settle(now, dataset, batch, offer(now.appender(), dataset, batch));
        } catch (SpoolException e) {
            drop();
            disk.repair(store, e);
            return false;
        } catch (RuntimeException e) {
            LOG.error("forwarding of {} failed", dataset, e);
            drop();
            trouble(dataset, new Failure(0, Reason.UNAVAILABLE, String.valueOf(e)));
            return false;
        }
    }

    /** Offers the batch, with events cut as far as they have to be. */
    private Appended offer(Appender appender, DatasetRef dataset, NumberedEvents batch) {
        List<RawEvent> events = new ArrayList<>(batch.events());
        boolean afterGap = false;
        while (true) {
            Appended answer = appender.append(dataset, new NumberedEvents(batch.first(), events, afterGap));
            if (answer instanceof Appended.Gap gap && !afterGap) {
                LOG.warn(
                        "the destination of {} has forgotten that it had events {} to {}: going on after them",
                        dataset,
                        gap.expected(),
                        batch.first() - 1);
                afterGap = true;
            } else if (answer instanceof Appended.Failed failed && canBeCut(failed.failure(), events)) {
                int index = failed.failure().index();
                events.set(index, Truncation.halved(events.get(index)));
            } else {
                return answer;
            }
        }
    }

    private boolean canBeCut(Failure failure, List<RawEvent> events) {
        return !closed
                && failure.reason() == Reason.TOO_LARGE
                && failure.index() < events.size()
                && Truncation.isPossible(events.get(failure.index()));
    }

    private boolean settle(Source now, DatasetRef dataset, NumberedEvents batch, Appended answer)
            throws SpoolException {
        return switch (answer) {
            case Appended.UpTo upTo -> advance(now, dataset, batch, upTo.next());
            case Appended.Gap gap -> trouble(dataset, gap(gap));
            case Appended.Failed failed -> trouble(dataset, failed.failure());
        };
    }

    private boolean advance(Source now, DatasetRef dataset, NumberedEvents batch, long next) throws SpoolException {
        SpoolStore store = now.store();
        if (now.met().add(dataset) && next > store.opened(dataset).next()) {
            LOG.warn(
                    "the destination of {} has more of this spool than the spool itself: it is an old copy, and gets a"
                            + " new id; some events may be sent twice",
                    dataset);
            store.renew();
            drop();
            return true;
        }
        store.delete(dataset, Math.min(next, store.extent(dataset).next()));
        int taken = (int) Math.min(batch.events().size(), next - batch.first());
        acknowledged.take(dataset, batch.events().subList(0, taken));
        if (troubles.remove(dataset) != null) {
            retryAll();
        }
        disk.signal().fire();
        return true;
    }

    private boolean trouble(DatasetRef dataset, Failure failure) {
        Trouble before = troubles.get(dataset);
        Trouble now = Trouble.after(before == null ? 0 : before.failures(), failure, System.nanoTime());
        troubles.put(dataset, now);
        if (before == null || !before.failure().message().equals(failure.message())) {
            LOG.warn("events of {} wait in the spool: {}", dataset, failure.message());
        }
        return false;
    }

    /** Where one gets on again, others may too. */
    private void retryAll() {
        long now = System.nanoTime();
        troubles.replaceAll((dataset, trouble) -> trouble.now(now));
    }

    private Source source(SpoolStore store) {
        Source now = source;
        if (now == null || now.store() != store || !now.id().equals(store.id())) {
            drop();
            now = new Source(store, store.id(), appenders.apply(store.id()), new HashSet<>());
            source = now;
        }
        return now;
    }

    private void drop() {
        Source now = source;
        source = null;
        if (now != null) {
            now.appender().close();
        }
    }

    private static Failure gap(Appended.Gap gap) {
        return new Failure(
                0, Reason.UNAVAILABLE, "the destination asks for event " + gap.expected() + ", which is gone");
    }
}
