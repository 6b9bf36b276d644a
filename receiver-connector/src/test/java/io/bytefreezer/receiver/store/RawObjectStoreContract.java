package io.bytefreezer.receiver.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.bytefreezer.receiver.layout.Fingerprint;
import io.bytefreezer.receiver.layout.RawObjectKey;
import io.bytefreezer.receiver.layout.RawObjectStamp;
import io.bytefreezer.schemas.name.DatasetRef;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What landing relies on, of every store. Each test has a dataset of its own. */
public abstract class RawObjectStoreContract {

    protected static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");

    @TempDir
    Path files;

    protected abstract RawObjectStore store();

    @Test
    void findsNothingWhereNothingIs() {
        assertThat(store().find(key("nothing", NOON, 0))).isEmpty();
    }

    @Test
    void keepsWhatIsNotedBesideAnObject() throws IOException {
        RawObjectKey key = key("noted", NOON, 7);

        assertThat(store().create(key, file("content"), stamp(7))).isTrue();
        assertThat(store().find(key)).contains(stamp(7));
    }

    @Test
    void givesANameOnce() throws IOException {
        RawObjectKey key = key("once", NOON, 7);

        assertThat(store().create(key, file("first"), stamp(7))).isTrue();
        assertThat(store().create(key, file("second"), stamp(8))).isFalse();
        assertThat(store().find(key)).contains(stamp(7));
    }

    @Test
    void listsTheObjectsOfADatasetFromAnHourOn() throws IOException {
        RawObjectKey before = key("listed", NOON.minus(Duration.ofHours(1)), 1);
        RawObjectKey first = key("listed", NOON, 2);
        RawObjectKey last = key("listed", NOON.plus(Duration.ofDays(400)), 3);
        RawObjectKey neighbour = key("listed-too", NOON, 4);
        for (RawObjectKey key : List.of(before, first, last, neighbour)) {
            store().create(key, file("content"), stamp(key.firstOffset()));
        }

        assertThat(list("listed", NOON)).containsExactlyInAnyOrder(first, last);
        assertThat(list("listed", Instant.EPOCH)).containsExactlyInAnyOrder(before, first, last);
        assertThat(list("listed", NOON.plus(Duration.ofDays(401)))).isEmpty();
    }

    protected List<RawObjectKey> list(String dataset, Instant from) {
        List<RawObjectKey> keys = new ArrayList<>();
        store().list(DatasetRef.of("contract", dataset), from, keys::add);
        return keys;
    }

    protected static RawObjectKey key(String dataset, Instant hour, long offset) {
        return new RawObjectKey(
                DatasetRef.of("contract", dataset), hour, "bytefreezer.raw.contract." + dataset, 0, offset);
    }

    protected static RawObjectStamp stamp(long offset) {
        return new RawObjectStamp(
                offset, offset, offset + 1, 2, new Fingerprint(-1, 1), new Fingerprint(1, -1), "writer", "00ff");
    }

    protected Path file(String content) throws IOException {
        return Files.writeString(Files.createTempFile(files, "object", ".avro"), content);
    }
}
