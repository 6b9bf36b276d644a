package io.bytefreezer.transformations.state;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What filters remember of the events of one raw partition, each under keys of its own. It is changed with the event: when the
 * event is processed again after a crash, what it had changed is undone first. Belongs to the thread that applies the plan.
 */
public interface KeyedState {

    /** The value of a key; null where there is none, or its time is over at {@code now}. The caller does not change it. */
    byte @Nullable [] get(String key, Instant now);

    /** Remembers a value until the time; it may be forgotten earlier only where a limit of the state itself is met. */
    void put(String key, byte[] value, Instant until);

    /** Forgets a key. */
    void remove(String key);
}
