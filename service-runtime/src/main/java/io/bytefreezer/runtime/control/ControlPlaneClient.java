package io.bytefreezer.runtime.control;

import io.bytefreezer.runtime.config.ControlConfig;
import io.bytefreezer.schemas.snapshot.Snapshot;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Optional;
import java.util.function.Consumer;

/** STUB */
public final class ControlPlaneClient implements SnapshotSource, AutoCloseable {
    private final Listeners listeners = new Listeners();

    /** STUB */
    public ControlPlaneClient(ControlConfig config, Path cacheFile, Clock clock) {}

    /** STUB */
    public void start() {}

    @Override
    public Optional<Snapshot> current() {
        return listeners.current();
    }

    @Override
    public ControlStatus status() {
        return new ControlStatus(false, "stub", null);
    }

    @Override
    public Registration onChange(Consumer<Snapshot> listener) {
        return listeners.add(listener);
    }

    @Override
    public void close() {}
}
