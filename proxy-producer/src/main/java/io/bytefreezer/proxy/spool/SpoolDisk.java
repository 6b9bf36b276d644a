package io.bytefreezer.proxy.spool;

import io.bytefreezer.proxy.spool.SpoolException.Kind;
import io.bytefreezer.runtime.config.DataSize;
import io.bytefreezer.runtime.health.Health;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The store in use, which is opened again when it fails, and replaced by an empty one when it is damaged. Safe for use by
 * many threads.
 */
final class SpoolDisk implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(SpoolDisk.class);

    private final SpoolFiles files;
    private final FreeSpace freeSpace;
    private final DataSize freeMin;
    private final Signal signal = new Signal();
    private volatile SpoolStore store;
    private volatile List<Path> damaged;
    private volatile String problem = "";

    /**
     * Opens what is there, or an empty store.
     *
     * @param freeSpace asks the disk
     * @param freeMin what has to stay free on the disk
     * @throws SpoolException when the directory cannot be used
     */
    SpoolDisk(SpoolFiles files, FreeSpace freeSpace, DataSize freeMin) throws SpoolException {
        this.files = files;
        this.freeSpace = freeSpace;
        this.freeMin = freeMin;
        this.store = files.open();
        this.damaged = files.damaged();
    }

    /** Knows how many bytes are free on the spool's disk. */
    @FunctionalInterface
    interface FreeSpace {
        long bytes() throws SpoolException;
    }

    SpoolStore store() {
        return store;
    }

    /** Fires when events were added or deleted, or the store was replaced. */
    Signal signal() {
        return signal;
    }

    /** Whether what is to be written waits. */
    boolean isFailing() {
        return !problem.isEmpty();
    }

    /**
     * Appends to the store, which may have been replaced by now.
     *
     * @throws SpoolException when the events are not on disk, or when that is not known
     */
    void append(SpoolStore to, List<SpoolEvents> events) throws SpoolException {
        long free = freeSpace.bytes();
        if (free < freeMin.bytes()) {
            throw new SpoolException(
                    Kind.NO_SPACE,
                    "only " + free + " bytes are free on the disk of the spool, less than spool.free_min (" + freeMin
                            + "): make room",
                    null);
        }
        to.append(events);
        if (!problem.isEmpty()) {
            LOG.info("the spool can be written again");
            problem = "";
        }
        signal.fire();
    }

    /** Does what can be done about an error of this store: the next try may find another. */
    synchronized void repair(SpoolStore broken, SpoolException error) {
        String message = String.valueOf(error.getMessage());
        if (!message.equals(problem)) {
            LOG.error("the spool fails: {}", message);
        }
        problem = message;
        if (error.kind() == Kind.NO_SPACE || store != broken) {
            return;
        }
        broken.close();
        try {
            if (error.kind() == Kind.DAMAGED) {
                files.setAside(message);
            }
            store = files.open();
            damaged = files.damaged();
            signal.fire();
        } catch (SpoolException e) {
            problem = String.valueOf(e.getMessage());
        }
    }

    /** Degraded while it cannot be written, and while a damaged store waits for somebody to look at it. */
    Health health() {
        List<String> reasons = new ArrayList<>();
        if (!problem.isEmpty()) {
            reasons.add(problem);
        }
        damaged.stream()
                .filter(Files::exists)
                .map(path -> "a damaged spool was set aside in " + path
                        + ": its events were not sent; keep it for a rescue, or delete it")
                .forEach(reasons::add);
        return reasons.isEmpty() ? Health.up() : Health.degraded(reasons.toArray(String[]::new));
    }

    @Override
    public synchronized void close() {
        store.close();
    }
}
