package io.bytefreezer.system.ledger;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.zip.CRC32C;

/**
 * Everything that was sent. An event is entered before it is sent, and again when it was acknowledged, so that nothing can be
 * found that is not here. Safe for use by many threads.
 */
public final class Ledger {

    private final Map<Integer, Entry> entries = new ConcurrentHashMap<>();
    private final Set<Integer> expiring = ConcurrentHashMap.newKeySet();
    private final AtomicInteger last = new AtomicInteger();

    /** A number that no event has yet. */
    public int nextId() {
        return last.incrementAndGet();
    }

    /** Enters an event that is about to be sent. */
    public void sending(int id, Entry.Way way, byte[] payload) {
        entries.put(id, new Entry(id, way, sum(payload), Entry.Answer.UNKNOWN));
    }

    /** Notes that an event was acknowledged. */
    public void acknowledged(int id) {
        entries.computeIfPresent(
                id, (key, entry) -> new Entry(id, entry.way(), entry.payloadSum(), Entry.Answer.ACKNOWLEDGED));
    }

    /** Notes that an event is so old that its row will not stay. */
    public void expires(int id) {
        expiring.add(id);
    }

    /** The events whose rows do not stay. */
    public Set<Integer> expiring() {
        return Set.copyOf(expiring);
    }

    /** All entries so far, by number. */
    public Map<Integer, Entry> entries() {
        return new HashMap<>(entries);
    }

    /** How many events were sent so far. */
    public int size() {
        return entries.size();
    }

    /** The checksum of a payload. */
    public static int sum(byte[] payload) {
        CRC32C crc = new CRC32C();
        crc.update(payload);
        return (int) crc.getValue();
    }
}
