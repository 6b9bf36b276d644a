package io.bytefreezer.transformations.state;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A state in memory that forgets the eldest keys beyond its size; for trials, replays and tests. Belongs to one thread. */
public final class MemoryState implements KeyedState {

    private static final int ENTRIES_MAX = 100_000;

    private final Map<String, Remembered> entries = new LinkedHashMap<>() {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Remembered> eldest) {
            return size() > ENTRIES_MAX;
        }
    };

    @SuppressWarnings("ArrayRecordComponent") // never leaves this class
    private record Remembered(byte[] value, Instant until) {}

    @Override
    public byte @Nullable [] get(String key, Instant now) {
        Remembered entry = entries.get(key);
        if (entry == null) {
            return null;
        }
        if (entry.until.isAfter(now)) {
            return entry.value;
        }
        entries.remove(key);
        return null;
    }

    @Override
    public void put(String key, byte[] value, Instant until) {
        entries.put(key, new Remembered(value, until));
    }

    @Override
    public void remove(String key) {
        entries.remove(key);
    }
}
