package io.bytefreezer.proxy.spool;

import io.bytefreezer.proxy.spool.SpoolException.Kind;
import io.bytefreezer.schemas.event.RawEvent;
import io.bytefreezer.schemas.name.DatasetRef;
import io.bytefreezer.schemas.wire.UndecodableRecordException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import org.jspecify.annotations.Nullable;
import org.rocksdb.RocksDB;
import org.rocksdb.RocksDBException;
import org.rocksdb.RocksIterator;
import org.rocksdb.WriteBatch;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Events on disk, by dataset and number. One thread appends, one deletes; reading and closing are safe from any. What is
 * closed answers with {@link Kind#FAILED}: native memory is never touched after it is gone.
 */
final class SpoolStore implements AutoCloseable {

    static {
        RocksDB.loadLibrary();
    }

    private static final Logger LOG = LoggerFactory.getLogger(SpoolStore.class);

    private static final int ID_BYTES = 16;
    private static final long RECLAIM_BYTES = 32L * 1024 * 1024;

    /** Those who use the store share it, whoever closes it waits for them. */
    private final ReadWriteLock use = new ReentrantReadWriteLock();

    private final Map<DatasetRef, Extent> extents = new ConcurrentHashMap<>();
    private final StoreSettings settings;
    private final RocksDB db;
    private boolean closed;

    /** Since files were looked for that can go; the deleting thread's. */
    private long deletedBytes;

    private volatile UUID id = new UUID(0, 0);

    /** Who holds what was when it was opened. */
    private final Map<DatasetRef, Extent> opened;

    private SpoolStore(StoreSettings settings, RocksDB db) throws RocksDBException, SpoolException {
        this.settings = settings;
        this.db = db;
        byte[] stored = db.get(SpoolKeys.id());
        if (stored == null) {
            renew();
        } else {
            ByteBuffer bytes = ByteBuffer.wrap(stored);
            id = new UUID(bytes.getLong(), bytes.getLong());
        }
        findExtents();
        opened = Map.copyOf(extents);
    }

    /**
     * Opens the store in this directory, or makes one.
     *
     * @throws SpoolException when it is damaged, in use, or cannot be read or written
     */
    @SuppressWarnings("resource") // the store closes both, or this method does when it fails
    static SpoolStore open(Path directory) throws SpoolException {
        StoreSettings settings = new StoreSettings();
        @Nullable RocksDB db = null;
        boolean whole = false;
        try {
            db = RocksDB.open(settings.options(), directory.toString());
            SpoolStore store = new SpoolStore(settings, db);
            whole = true;
            return store;
        } catch (RocksDBException e) {
            throw SpoolException.of("the spool in " + directory + " cannot be opened", e);
        } finally {
            if (!whole) {
                if (db != null) {
                    db.close();
                }
                settings.close();
            }
        }
    }

    /** Names the spool for ever: a new one each time a store is made. */
    UUID id() {
        return id;
    }

    /** What it holds now, by dataset. */
    Map<DatasetRef, Extent> extents() {
        return extents;
    }

    Extent extent(DatasetRef dataset) {
        return extents.getOrDefault(dataset, Extent.EMPTY);
    }

    /** What it held of the dataset when it was opened. */
    Extent opened(DatasetRef dataset) {
        return opened.getOrDefault(dataset, Extent.EMPTY);
    }

    /** Bytes of all events. */
    long bytes() {
        return extents.values().stream().mapToLong(Extent::bytes).sum();
    }

    /** How often its log was synced since it was opened. */
    long syncs() throws SpoolException {
        return using("the spool's statistics cannot be read", settings::syncs);
    }

    /**
     * Appends the events at the ends of their datasets, all or none; when it returns they are on disk.
     *
     * @throws SpoolException when they are not, or when that is not known
     */
    void append(List<SpoolEvents> added) throws SpoolException {
        using("the spool cannot be written", () -> {
            Map<DatasetRef, Extent> ends = new HashMap<>();
            try (WriteBatch batch = new WriteBatch()) {
                for (SpoolEvents events : added) {
                    Extent end = ends.getOrDefault(events.dataset(), extent(events.dataset()));
                    ends.put(events.dataset(), put(batch, events, end));
                }
                db.write(settings.synced(), batch);
            }
            // Only now anybody may see them: what was not synced must not be sent.
            ends.forEach((dataset, end) -> extents.merge(dataset, end, Extent::endingAt));
            return ends;
        });
    }

    /**
     * The oldest events of a dataset: as many as the limits allow, and one at least if there is one.
     *
     * @param before number of the first event that is not wanted
     * @throws SpoolException when they cannot be read, or are not what was written
     */
    List<RawEvent> read(DatasetRef dataset, long before, ReadLimits limits) throws SpoolException {
        long first = extent(dataset).first();
        return using("the spool cannot be read", () -> {
            List<RawEvent> events = new ArrayList<>();
            long bytes = 0;
            try (RocksIterator iterator = db.newIterator(settings.reads())) {
                iterator.seek(SpoolKeys.event(dataset, first));
                for (long number = first; number < before && events.size() < limits.events(); number++) {
                    byte[] value = value(iterator, SpoolKeys.event(dataset, number));
                    bytes += value.length;
                    if (bytes > limits.bytes() && !events.isEmpty()) {
                        break;
                    }
                    events.add(SpoolValue.event(value));
                    iterator.next();
                }
            }
            return events;
        });
    }

    /** When the oldest event of all was received; nothing when there is none, or it cannot be read now. */
    Optional<Instant> oldest() {
        return extents.keySet().stream()
                .map(this::oldest)
                .flatMap(Optional::stream)
                .min(Comparator.naturalOrder());
    }

    private Optional<Instant> oldest(DatasetRef dataset) {
        Extent extent = extent(dataset);
        try {
            return extent.events() == 0
                    ? Optional.empty()
                    : read(dataset, extent.first() + 1, new ReadLimits(1, 0)).stream()
                            .map(RawEvent::receivedAt)
                            .findFirst();
        } catch (SpoolException e) {
            // The forwarder reads the same event, and does something about it.
            LOG.debug("the oldest event of {} cannot be read", dataset, e);
            return Optional.empty();
        }
    }

    /**
     * What one read takes at most.
     *
     * @param events how many events
     * @param bytes how many bytes of these, beyond the first event
     */
    record ReadLimits(int events, long bytes) {}

    private static byte[] value(RocksIterator iterator, byte[] key) throws RocksDBException, SpoolException {
        if (iterator.isValid() && Arrays.equals(iterator.key(), key)) {
            return iterator.value();
        }
        iterator.status();
        throw new SpoolException(
                Kind.DAMAGED,
                "event " + SpoolKeys.number(key) + " of " + SpoolKeys.dataset(key) + " is missing in the spool",
                null);
    }

    /**
     * Deletes the events of a dataset before this number, which is not after its end. A crash may bring them back.
     *
     * @throws SpoolException when they could not be deleted
     */
    void delete(DatasetRef dataset, long before) throws SpoolException {
        Extent extent = extent(dataset);
        using("events that were sent cannot be deleted from the spool", () -> {
            byte[] last = before > extent.first() ? db.get(SpoolKeys.event(dataset, before - 1)) : null;
            if (last != null) {
                long bytesBefore = SpoolValue.bytesTotal(last);
                try (WriteBatch batch = new WriteBatch()) {
                    batch.deleteRange(SpoolKeys.event(dataset, extent.first()), SpoolKeys.event(dataset, before));
                    batch.put(SpoolKeys.mark(dataset), SpoolValue.mark(before, bytesBefore));
                    db.write(settings.relaxed(), batch);
                }
                extents.computeIfPresent(dataset, (same, now) -> now.shrunk(before, bytesBefore));
                reclaim(dataset, before, bytesBefore - extent.bytesBefore());
            }
            return before;
        });
    }

    /** Files that hold nothing but what is deleted go at once: left alone they would stay until others take their room. */
    private void reclaim(DatasetRef dataset, long before, long bytes) throws RocksDBException {
        deletedBytes += bytes;
        if (deletedBytes >= RECLAIM_BYTES) {
            deletedBytes = 0;
            // First the mark: after a crash nobody may look for what these files held.
            db.syncWal();
            List<byte[]> range = List.of(SpoolKeys.event(dataset, 0), SpoolKeys.event(dataset, before));
            db.deleteFilesInRanges(db.getDefaultColumnFamily(), range, false);
        }
    }

    /**
     * Gives the spool another id, as if its events had never been sent.
     *
     * @throws SpoolException when it could not be written
     */
    void renew() throws SpoolException {
        using("the spool's id cannot be written", () -> {
            UUID fresh = UUID.randomUUID();
            byte[] bytes = ByteBuffer.allocate(ID_BYTES)
                    .putLong(fresh.getMostSignificantBits())
                    .putLong(fresh.getLeastSignificantBits())
                    .array();
            db.put(settings.synced(), SpoolKeys.id(), bytes);
            id = fresh;
            return fresh;
        });
    }

    @Override
    public void close() {
        use.writeLock().lock();
        try {
            if (!closed) {
                closed = true;
                db.close();
                settings.close();
            }
        } finally {
            use.writeLock().unlock();
        }
    }

    private static Extent put(WriteBatch batch, SpoolEvents events, Extent extent) throws RocksDBException {
        Extent end = extent;
        for (byte[] encoded : events.encoded()) {
            byte[] key = SpoolKeys.event(events.dataset(), end.next());
            end = end.grown(key.length + Long.BYTES + encoded.length);
            batch.put(key, SpoolValue.of(end.bytesTotal(), encoded));
        }
        return end;
    }

    /** A dataset's mark says where its events begin, its last event where they end. */
    private void findExtents() throws RocksDBException {
        try (RocksIterator iterator = db.newIterator(settings.reads())) {
            for (iterator.seek(SpoolKeys.marks());
                    iterator.isValid() && SpoolKeys.isMark(iterator.key());
                    iterator.next()) {
                extents.put(SpoolKeys.dataset(iterator.key()), SpoolValue.extent(iterator.value()));
            }
            iterator.status();
            iterator.seek(SpoolKeys.events());
            while (iterator.isValid() && SpoolKeys.isEvent(iterator.key())) {
                DatasetRef dataset = SpoolKeys.dataset(iterator.key());
                iterator.seekForPrev(SpoolKeys.afterEvents(dataset));
                extents.put(
                        dataset,
                        extent(dataset)
                                .endingAt(
                                        SpoolKeys.number(iterator.key()) + 1, SpoolValue.bytesTotal(iterator.value())));
                iterator.next();
            }
            iterator.status();
        }
    }

    private interface Action<T extends @Nullable Object> {
        T run() throws RocksDBException, SpoolException;
    }

    private <T> T using(String what, Action<T> action) throws SpoolException {
        use.readLock().lock();
        try {
            if (closed) {
                throw new SpoolException(Kind.FAILED, "the spool is closed", null);
            }
            return action.run();
        } catch (RocksDBException e) {
            throw SpoolException.of(what, e);
        } catch (UndecodableRecordException e) {
            throw new SpoolException(Kind.DAMAGED, what + ": " + e.getMessage(), e);
        } finally {
            use.readLock().unlock();
        }
    }
}
