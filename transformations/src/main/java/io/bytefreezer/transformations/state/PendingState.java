package io.bytefreezer.transformations.state;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What one raw event would change in a state, until it is known what becomes of it. An event that is rejected changes nothing:
 * replayed after a rule was mended, it must not be taken for a duplicate of itself. Belongs to one thread.
 */
public final class PendingState implements KeyedState {

    private final KeyedState state;
    private @Nullable Map<String, Change> changes;

    /** Changes of this state. */
    public PendingState(KeyedState state) {
        this.state = state;
    }

    @SuppressWarnings("ArrayRecordComponent") // never leaves this class
    private record Change(byte @Nullable [] value, Instant until) {}

    @Override
    public byte @Nullable [] get(String key, Instant now) {
        Change change = changes == null ? null : changes.get(key);
        if (change == null) {
            return state.get(key, now);
        }
        return change.until.isAfter(now) ? change.value : null;
    }

    @Override
    public void put(String key, byte[] value, Instant until) {
        note(key, new Change(value, until));
    }

    @Override
    public void remove(String key) {
        note(key, new Change(null, Instant.MAX));
    }

    private void note(String key, Change change) {
        Map<String, Change> noted = changes;
        if (noted == null) {
            noted = new LinkedHashMap<>();
            changes = noted;
        }
        noted.put(key, change);
    }

    /** Makes the changes, in the order of their first mention. */
    public void commit() {
        if (changes == null) {
            return;
        }
        changes.forEach((key, change) -> {
            if (change.value == null) {
                state.remove(key);
            } else {
                state.put(key, change.value, change.until);
            }
        });
        changes = null;
    }
}
