package io.bytefreezer.receiver;

import static org.assertj.core.api.Assertions.assertThat;

import io.bytefreezer.receiver.layout.RawObjectKey;
import io.bytefreezer.receiver.layout.RawObjectStamp;
import io.bytefreezer.receiver.object.RawObjectReader;
import io.bytefreezer.receiver.object.RawObjectRecord;
import io.bytefreezer.receiver.store.RawObjectStore;
import io.bytefreezer.receiver.store.RawObjectStoreException;
import io.bytefreezer.schemas.name.DatasetRef;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** A store in memory that fails when told to, before or after it did what was asked. */
final class MemoryStore implements RawObjectStore {

    enum Fault {
        NONE,
        BEFORE,
        AFTER
    }

    record Stored(byte[] bytes, RawObjectStamp stamp) {}

    final Map<String, Stored> objects = new TreeMap<>();
    Supplier<Fault> faults = () -> Fault.NONE;

    @Override
    public Optional<RawObjectStamp> find(RawObjectKey key) {
        return faulty(() -> Optional.ofNullable(objects.get(key.path())).map(Stored::stamp));
    }

    @Override
    public boolean create(RawObjectKey key, Path file, RawObjectStamp stamp) {
        return faulty(() -> {
            try {
                return objects.putIfAbsent(key.path(), new Stored(Files.readAllBytes(file), stamp)) == null;
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
    }

    @Override
    public void list(DatasetRef dataset, Instant from, Consumer<RawObjectKey> each) {
        faulty(() -> {
            keys().stream()
                    .filter(key -> key.dataset().equals(dataset))
                    .filter(key -> key.path().compareTo(RawObjectKey.folder(dataset, from)) > 0)
                    .forEach(each);
            return true;
        });
    }

    @Override
    public void close() {}

    private <T> T faulty(Supplier<T> call) {
        Fault fault = faults.get();
        if (fault == Fault.BEFORE) {
            throw new RawObjectStoreException("the store is away", null, true);
        }
        T answer = call.get();
        if (fault == Fault.AFTER) {
            throw new RawObjectStoreException("the answer was lost", null, true);
        }
        return answer;
    }

    List<RawObjectKey> keys() {
        return objects.keySet().stream()
                .map(path -> RawObjectKey.parse(path).orElseThrow())
                .toList();
    }

    /** Every record of a partition, object by object in the order of their first offsets. */
    List<RawObjectRecord> records(String topic, int partition) {
        List<RawObjectRecord> records = new ArrayList<>();
        keys().stream()
                .filter(key -> key.topic().equals(topic) && key.partition() == partition)
                .sorted(Comparator.comparingLong(RawObjectKey::firstOffset))
                .forEach(key -> records.addAll(read(key)));
        return records;
    }

    List<RawObjectRecord> read(RawObjectKey key) {
        Stored stored = objects.get(key.path());
        List<RawObjectRecord> records = new ArrayList<>();
        try (RawObjectReader reader = new RawObjectReader(new ByteArrayInputStream(stored.bytes()))) {
            reader.forEachRemaining(records::add);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        assertThat(records).hasSize((int) stored.stamp().records());
        assertThat(records.get(0).offset())
                .isEqualTo(key.firstOffset())
                .isEqualTo(stored.stamp().firstOffset());
        assertThat(records.get(records.size() - 1).offset())
                .isEqualTo(stored.stamp().lastOffset());
        return records;
    }
}
