package io.bytefreezer.proxy.append;

import io.bytefreezer.proxy.sink.Delivery.Failure;
import io.bytefreezer.proxy.sink.Delivery.Reason;
import io.bytefreezer.schemas.name.DatasetRef;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The appenders of many sources, the most recently used of them open. Each source's events are appended one call after
 * the other. Safe for use by many threads.
 */
public final class SourceAppenders implements AutoCloseable {

    /** Each has a producer of its own, with a thread and connections. */
    public static final int OPEN_MAX = 32;

    private static final float LOAD = 0.75f;

    private final Function<UUID, Appender> opener;
    private final int openMax;
    private final Map<UUID, Entry> open = new LinkedHashMap<>(OPEN_MAX, LOAD, true);

    /** Opens appenders with this function when they are needed. */
    public SourceAppenders(Function<UUID, Appender> opener) {
        this(opener, OPEN_MAX);
    }

    SourceAppenders(Function<UUID, Appender> opener, int openMax) {
        this.opener = opener;
        this.openMax = openMax;
    }

    /** One source's appender, and by how many calls it is used or waited for. */
    private static final class Entry {

        private final Appender appender;
        private final ReentrantLock turn = new ReentrantLock(true);
        private int calls;

        private Entry(Appender appender) {
            this.appender = appender;
        }
    }

    /** Appends as {@link Appender#append} does; fails as busy when more sources than may be open append at once. */
    public Appended append(UUID source, DatasetRef dataset, NumberedEvents events) {
        Entry entry = enter(source);
        if (entry == null) {
            return new Appended.Failed(
                    new Failure(0, Reason.BUSY, "more than " + openMax + " proxies forward at the same time"));
        }
        entry.turn.lock();
        try {
            return entry.appender.append(dataset, events);
        } finally {
            entry.turn.unlock();
            leave(entry);
        }
    }

    @Override
    public synchronized void close() {
        open.values().forEach(entry -> entry.appender.close());
        open.clear();
    }

    private synchronized @Nullable Entry enter(UUID source) {
        Entry entry = open.get(source);
        if (entry == null) {
            if (open.size() >= openMax && !closeOne()) {
                return null;
            }
            entry = new Entry(opener.apply(source));
            open.put(source, entry);
        }
        entry.calls++;
        return entry;
    }

    private synchronized void leave(Entry entry) {
        entry.calls--;
    }

    /** The one that was not used for the longest time. */
    private boolean closeOne() {
        for (Iterator<Entry> entries = open.values().iterator(); entries.hasNext(); ) {
            Entry entry = entries.next();
            if (entry.calls == 0) {
                entries.remove();
                entry.appender.close();
                return true;
            }
        }
        return false;
    }
}
