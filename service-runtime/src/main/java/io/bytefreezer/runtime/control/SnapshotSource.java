package io.bytefreezer.runtime.control;

import io.bytefreezer.schemas.snapshot.Snapshot;
import java.util.Optional;
import java.util.function.Consumer;

/** Where a service reads what its account has configured. Implementations are safe for use by many threads. */
public interface SnapshotSource {

    /** The last good snapshot, or nothing when there never was one. */
    Optional<Snapshot> current();

    /** How contact with the control plane stands. */
    ControlStatus status();

    /**
     * Calls the listener with the current snapshot, if there is one, before this returns; then with each changed one.
     * Calls never overlap and come in the order of the changes. A listener that throws is logged and called again on the
     * next change.
     *
     * @return ends the calls when closed
     */
    Registration onChange(Consumer<Snapshot> listener);
}
