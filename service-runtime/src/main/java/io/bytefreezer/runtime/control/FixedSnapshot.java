package io.bytefreezer.runtime.control;

import io.bytefreezer.schemas.snapshot.Snapshot;
import java.util.Optional;
import java.util.function.Consumer;

/** A snapshot set by hand: for tests, and for use without a control plane. Safe for use by many threads. */
public final class FixedSnapshot implements SnapshotSource {

    private final Listeners listeners = new Listeners();

    private FixedSnapshot() {}

    /** With this snapshot. */
    public static FixedSnapshot of(Snapshot snapshot) {
        FixedSnapshot source = new FixedSnapshot();
        source.set(snapshot);
        return source;
    }

    /** Without any, as a service that never reached its control plane. */
    public static FixedSnapshot none() {
        return new FixedSnapshot();
    }

    /** Takes a new snapshot and tells all listeners before it returns. */
    public void set(Snapshot snapshot) {
        listeners.publish(snapshot);
    }

    @Override
    public Optional<Snapshot> current() {
        return listeners.current();
    }

    @Override
    public ControlStatus status() {
        return new ControlStatus(true, null, null);
    }

    @Override
    public Registration onChange(Consumer<Snapshot> listener) {
        return listeners.add(listener);
    }
}
