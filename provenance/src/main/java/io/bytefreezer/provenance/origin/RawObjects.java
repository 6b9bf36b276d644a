package io.bytefreezer.provenance.origin;

import io.bytefreezer.receiver.layout.RawObjectKey;
import io.bytefreezer.receiver.layout.RawObjectStamp;
import io.bytefreezer.receiver.object.MalformedRawObjectException;
import io.bytefreezer.receiver.object.RawObjectReader;
import io.bytefreezer.receiver.object.RawObjectRecord;
import io.bytefreezer.receiver.object.RawObjectWriter;
import io.bytefreezer.receiver.store.RawObjectStoreException;
import io.bytefreezer.receiver.store.S3RawObjectStore;
import io.bytefreezer.receiver.store.S3Settings;
import io.bytefreezer.runtime.config.Secret;
import io.bytefreezer.runtime.config.StorageConfig;
import io.bytefreezer.schemas.name.DatasetRef;
import io.bytefreezer.schemas.wire.EventCodec;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.LongPredicate;
import org.jspecify.annotations.Nullable;

/** The raw objects of a bucket. Safe for use by many threads. */
public final class RawObjects implements AutoCloseable {

    /** Objects whose stamps are asked for at the same time. */
    private static final int REQUESTS_AT_ONCE_MAX = 16;

    private final S3RawObjectStore store;

    private RawObjects(S3RawObjectStore store) {
        this.store = store;
    }

    /**
     * The objects in the bucket of this block. Nothing is sent before the first call.
     *
     * @throws IllegalArgumentException when it names no bucket
     */
    public static RawObjects open(StorageConfig storage) {
        String bucket = storage.bucket();
        if (bucket == null || bucket.isBlank()) {
            throw new IllegalArgumentException(
                    "storage.bucket is missing: give the bucket of the raw objects, or set S3_BUCKET");
        }
        return new RawObjects(S3RawObjectStore.open(new S3Settings(
                storage.endpoint(),
                storage.region(),
                bucket,
                credentials(storage.accessKey(), storage.secretKey()),
                storage.pathStyle())));
    }

    private static S3Settings.@Nullable Credentials credentials(
            @Nullable String accessKey, @Nullable Secret secretKey) {
        return accessKey == null || secretKey == null ? null : new S3Settings.Credentials(accessKey, secretKey.value());
    }

    /**
     * The objects of a dataset that were read from this topic, by partition and in the order of their first offsets. An
     * object that goes while this looks is left out.
     *
     * @throws OriginException when the store does not answer, or an object lacks what should be noted beside it
     */
    public SortedMap<Integer, List<RawObject>> list(DatasetRef dataset, String topic) {
        try (ExecutorService threads = Executors.newFixedThreadPool(
                REQUESTS_AT_ONCE_MAX, Thread.ofVirtual().factory())) {
            List<Future<Optional<RawObject>>> asked = new ArrayList<>();
            store.list(dataset, Instant.EPOCH, key -> {
                if (key.topic().equals(topic)) {
                    asked.add(threads.submit(() -> store.find(key).map(stamp -> new RawObject(key, stamp))));
                }
            });
            SortedMap<Integer, List<RawObject>> byPartition = new TreeMap<>();
            for (Future<Optional<RawObject>> answer : asked) {
                await(answer)
                        .ifPresent(object -> byPartition
                                .computeIfAbsent(object.key().partition(), partition -> new ArrayList<>())
                                .add(object));
            }
            byPartition
                    .values()
                    .forEach(objects -> objects.sort(
                            Comparator.comparingLong(object -> object.key().firstOffset())));
            return byPartition;
        } catch (RawObjectStoreException e) {
            throw failure("cannot list the raw objects of " + dataset, e);
        }
    }

    /**
     * The records of these objects.
     *
     * @param objects objects of one partition, in the order of their first offsets; where two hold the same offset, the
     *     earlier one's record is given
     * @param codec writes the events as they were on Kafka
     */
    public RawRecords records(List<RawObject> objects, EventCodec codec) {
        List<RawObject> copy = List.copyOf(objects);
        return range -> new RawObjectCursor(copy, range, codec, this::open);
    }

    /**
     * Puts an object in its own place once more without some records. Its stamp still says from where to where it was read.
     *
     * @param goes whether the record of an offset goes
     * @param file where it is made; left for the caller to delete
     * @return how many records went; where none did, the object is as it was
     * @throws OriginException when store or disk do not answer, or the object is damaged
     */
    public long without(RawObject object, LongPredicate goes, Path file) {
        long gone = 0;
        long kept = 0;
        RawObjectWriter writer;
        try (RawObjectReader reader = open(object.key());
                RawObjectWriter out = RawObjectWriter.open(Files.newOutputStream(file), object.key())) {
            writer = out;
            while (reader.hasNext()) {
                RawObjectRecord record = reader.next();
                if (goes.test(record.offset())) {
                    gone++;
                } else {
                    out.append(record);
                    kept++;
                }
            }
        } catch (IOException | UncheckedIOException e) {
            throw new OriginException(
                    OriginException.Kind.EXTERNAL, "raw object " + object.key() + " cannot be written anew", e);
        } catch (MalformedRawObjectException e) {
            throw new OriginException(OriginException.Kind.DATA, "raw object " + object.key() + " is damaged", e);
        }
        if (gone > 0) {
            replace(object, file, object.stamp().of(kept, writer.sha256Hex()));
        }
        return gone;
    }

    /**
     * Deletes a dataset's objects, whatever topic they were read from.
     *
     * @return how many
     * @throws OriginException when the store does not answer
     */
    public long delete(DatasetRef dataset) {
        try {
            List<RawObjectKey> all = new ArrayList<>();
            store.list(dataset, Instant.EPOCH, all::add);
            all.forEach(store::delete);
            return all.size();
        } catch (RawObjectStoreException e) {
            throw failure("cannot delete the raw objects of " + dataset, e);
        }
    }

    private void replace(RawObject object, Path file, RawObjectStamp stamp) {
        try {
            store.replace(object.key(), file, stamp);
        } catch (RawObjectStoreException e) {
            throw failure("cannot replace raw object " + object.key(), e);
        }
    }

    @Override
    public void close() {
        store.close();
    }

    private RawObjectReader open(RawObjectKey key) {
        try {
            return new RawObjectReader(store.read(key)
                    .orElseThrow(() -> new OriginException(
                            OriginException.Kind.EXTERNAL,
                            "raw object " + key + " was listed, and then was not there",
                            null)));
        } catch (RawObjectStoreException e) {
            throw failure("cannot read raw object " + key, e);
        } catch (MalformedRawObjectException e) {
            throw new OriginException(OriginException.Kind.DATA, "raw object " + key + " is damaged", e);
        }
    }

    private static <T> T await(Future<T> answer) {
        try {
            return answer.get();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RawObjectStoreException store) {
                throw store;
            }
            throw new IllegalStateException("looking at a raw object failed", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new OriginException(OriginException.Kind.EXTERNAL, "interrupted while looking at raw objects", e);
        }
    }

    private static OriginException failure(String what, RawObjectStoreException e) {
        OriginException.Kind kind = e.isRetriable() ? OriginException.Kind.EXTERNAL : OriginException.Kind.DATA;
        return new OriginException(kind, what, e);
    }
}
