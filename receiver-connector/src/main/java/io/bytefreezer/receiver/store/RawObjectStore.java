package io.bytefreezer.receiver.store;

import io.bytefreezer.receiver.layout.RawObjectKey;
import io.bytefreezer.receiver.layout.RawObjectStamp;
import io.bytefreezer.schemas.name.DatasetRef;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * What landing needs of an object store. Every method throws {@link RawObjectStoreException} when the store cannot be
 * reached or refuses. Safe for use by many threads.
 */
public interface RawObjectStore extends AutoCloseable {

    /** What is noted beside an object, or nothing when there is none of this name. */
    Optional<RawObjectStamp> find(RawObjectKey key);

    /**
     * Stores a file under a name nobody has yet.
     *
     * @return whether the object is there because of this call; false when the name was taken. A call whose answer was
     *     lost and that was repeated on the way may say false though the object is ours
     */
    boolean create(RawObjectKey key, Path file, RawObjectStamp stamp);

    /** Names the dataset's objects of this hour and later, in no particular order. */
    void list(DatasetRef dataset, Instant from, Consumer<RawObjectKey> each);

    @Override
    void close();
}
