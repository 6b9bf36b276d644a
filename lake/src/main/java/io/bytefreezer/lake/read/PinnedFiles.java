package io.bytefreezer.lake.read;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;

/** Local files that stay while this is open. Closing twice is harmless. */
public final class PinnedFiles implements AutoCloseable {

    private final List<Path> paths;
    private final Runnable unpin;
    private final AtomicBoolean closed = new AtomicBoolean();

    PinnedFiles(List<Path> paths, Runnable unpin) {
        this.paths = List.copyOf(paths);
        this.unpin = unpin;
    }

    /** The local copies, in the order of the files asked for. */
    public List<Path> paths() {
        return paths;
    }

    @Override
    public void close() {
        if (closed.compareAndSet(false, true)) {
            unpin.run();
        }
    }
}
