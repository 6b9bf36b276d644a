package io.bytefreezer.packer;

import java.util.ArrayDeque;
import java.util.Deque;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What was opened and has to be closed, last one first, also when the start fails half-way. Not thread-safe. */
final class Closers {

    private static final Logger LOG = LoggerFactory.getLogger(Closers.class);

    private final Deque<Runnable> lastFirst = new ArrayDeque<>();

    void add(Runnable closer) {
        lastFirst.push(closer);
    }

    /** Closes all; one that fails does not keep the others open. */
    void close() {
        while (!lastFirst.isEmpty()) {
            Runnable closer = lastFirst.pop();
            try {
                closer.run();
            } catch (RuntimeException e) {
                LOG.warn("something does not close well while the packer stops", e);
            }
        }
    }
}
