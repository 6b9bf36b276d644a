package io.bytefreezer.lake.read;

import io.bytefreezer.lake.LakeException;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/**
 * The books of a cache: sizes, pins and order of use. No I/O. Thread-safe by its own lock, which is never held during a download.
 */
final class CacheIndex {

    private final long bytesMax;
    private final Consumer<Path> remover;
    /** In order of last use, the oldest first. */
    private final Map<Path, Entry> entries = new LinkedHashMap<>(16, 0.75f, true);

    private long bytes;

    /** Books for files of so many bytes; {@code remover} deletes one, under the lock, so that it cannot meet a new download of the same file. */
    CacheIndex(long bytesMax, Consumer<Path> remover) {
        this.bytesMax = bytesMax;
        this.remover = remover;
    }

    /**
     * The answer to a pin.
     *
     * @param entry what is pinned
     * @param isNew whether the caller must fetch it
     */
    record Pin(Entry entry, boolean isNew) {
        /** Completes when the file is there. */
        CompletableFuture<Path> ready() {
            return entry.ready;
        }
    }

    synchronized long bytes() {
        return bytes;
    }

    /** Takes in a file that is already there. */
    synchronized void adopt(Path path, long size) {
        entries.put(path, new Entry(size, CompletableFuture.completedFuture(path)));
        bytes += size;
    }

    /** Keeps a file from eviction, making room for it if it is new. */
    synchronized Pin pin(Path path, long size) {
        Entry known = entries.get(path);
        if (known != null && known.size == size && !known.ready.isCompletedExceptionally()) {
            known.pins++;
            return new Pin(known, false);
        }
        if (known != null) {
            // Left by a failed download, or by something that is not our file: fetched again over it.
            entries.remove(path);
            bytes -= known.size;
        }
        shrink(size);
        Entry entry = new Entry(size, new CompletableFuture<>());
        entry.pins = 1;
        entries.put(path, entry);
        bytes += size;
        return new Pin(entry, true);
    }

    synchronized void unpin(Pin pin) {
        pin.entry.pins--;
    }

    /** Forgets a file whose download failed. */
    synchronized void failed(Path path, Pin pin) {
        if (entries.remove(path, pin.entry)) {
            bytes -= pin.entry.size;
        }
    }

    /** Evicts until so many bytes more fit; what is pinned stays. */
    synchronized void shrink(long more) {
        Iterator<Map.Entry<Path, Entry>> oldestFirst = entries.entrySet().iterator();
        while (bytes + more > bytesMax && oldestFirst.hasNext()) {
            Map.Entry<Path, Entry> candidate = oldestFirst.next();
            if (candidate.getValue().pins == 0) {
                bytes -= candidate.getValue().size;
                remover.accept(candidate.getKey());
                oldestFirst.remove();
            }
        }
        if (more > 0 && bytes + more > bytesMax) {
            throw new LakeException(
                    LakeException.Kind.LIMIT,
                    "the file cache is full: %d bytes are in use, %d more are needed, %d are allowed. Ask for a shorter time range or enlarge the cache"
                            .formatted(bytes, more, bytesMax));
        }
    }

    /** One file; its fields are guarded by the index. */
    static final class Entry {
        private final long size;
        private final CompletableFuture<Path> ready;
        private int pins;

        Entry(long size, CompletableFuture<Path> ready) {
            this.size = size;
            this.ready = ready;
        }
    }
}
