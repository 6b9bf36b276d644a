package io.bytefreezer.provenance.rules;

import io.bytefreezer.transformations.state.KeyedState;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A state that knows nothing, and notes whether anybody asked. Belongs to one thread. */
final class AskedState implements KeyedState {

    private boolean asked;

    /** Whether anybody asked, or wanted to remember something. */
    boolean wasAsked() {
        return asked;
    }

    @Override
    public byte @Nullable [] get(String key, Instant now) {
        asked = true;
        return null;
    }

    @Override
    public void put(String key, byte[] value, Instant until) {
        asked = true;
    }

    @Override
    public void remove(String key) {
        asked = true;
    }
}
