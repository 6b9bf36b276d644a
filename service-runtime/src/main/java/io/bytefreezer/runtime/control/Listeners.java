package io.bytefreezer.runtime.control;

import io.bytefreezer.schemas.snapshot.Snapshot;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The current snapshot and those who want to know of the next. Safe for use by many threads; a lock keeps calls apart. */
final class Listeners {

    private static final Logger LOG = LoggerFactory.getLogger(Listeners.class);

    private final ReentrantLock calls = new ReentrantLock();
    private final List<Consumer<Snapshot>> listeners = new CopyOnWriteArrayList<>();
    private volatile @Nullable Snapshot current;

    Optional<Snapshot> current() {
        return Optional.ofNullable(current);
    }

    void publish(Snapshot snapshot) {
        calls.lock();
        try {
            current = snapshot;
            listeners.forEach(listener -> tell(listener, snapshot));
        } finally {
            calls.unlock();
        }
    }

    Registration add(Consumer<Snapshot> listener) {
        calls.lock();
        try {
            listeners.add(listener);
            Snapshot known = current;
            if (known != null) {
                tell(listener, known);
            }
        } finally {
            calls.unlock();
        }
        return () -> listeners.remove(listener);
    }

    /** One listener's failure is its own: the others and the next snapshot still come. */
    private static void tell(Consumer<Snapshot> listener, Snapshot snapshot) {
        try {
            listener.accept(snapshot);
        } catch (RuntimeException e) {
            LOG.error("A listener failed on snapshot revision {}; it keeps what it had", snapshot.revision(), e);
        }
    }
}
