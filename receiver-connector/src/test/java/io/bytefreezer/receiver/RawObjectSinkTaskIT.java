package io.bytefreezer.receiver;

import static org.assertj.core.api.Assertions.assertThat;

import io.bytefreezer.embedded.s3.S3Fixture;
import io.bytefreezer.receiver.layout.RawObjectKey;
import io.bytefreezer.receiver.layout.RawObjectStamp;
import io.bytefreezer.receiver.object.RawObjectReader;
import io.bytefreezer.receiver.object.RawObjectRecord;
import io.bytefreezer.receiver.store.RawObjectStore;
import io.bytefreezer.receiver.store.RawObjectStoreException;
import io.bytefreezer.receiver.store.S3RawObjectStore;
import io.bytefreezer.schemas.event.RawEvent;
import io.bytefreezer.schemas.name.DatasetRef;
import io.bytefreezer.schemas.name.Topics;
import io.bytefreezer.schemas.wire.EventCodec;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.S3Object;

/** The task as Connect runs it, on a real store. */
class RawObjectSinkTaskIT {

    private static final Duration AGE_MAX = Duration.ofMinutes(5);
    private static final AtomicInteger DATASETS = new AtomicInteger();

    private static S3Fixture s3;
    private static S3Client client;

    @TempDir
    Path buffers;

    private final TestClock clock = new TestClock(Instant.parse("2026-01-01T12:00:00Z"));
    private DatasetRef dataset;
    private FakeLog log;

    @BeforeAll
    static void startStore() {
        s3 = S3Fixture.start();
        client = s3.client();
    }

    @AfterAll
    static void stopStore() {
        client.close();
        s3.close();
    }

    @BeforeEach
    void takeADatasetOfItsOwn() {
        dataset = DatasetRef.of("demo", "web-" + DATASETS.incrementAndGet());
        log = new FakeLog(Topics.DEFAULT.raw(dataset), 0);
    }

    @Test
    void landsTheBytesThatWereSent() {
        try (FakeWorker worker = start()) {
            produce("one", "two");
            log.append(clock.instant().toEpochMilli(), new byte[] {1, 2, 3});
            log.append(clock.instant().toEpochMilli(), null);
            finish(worker);
        }

        assertThat(objects()).hasSize(1);
        List<RawObjectRecord> records = records();
        assertThat(records).extracting(RawObjectRecord::offset).containsExactly(0L, 1L, 2L, 3L);
        assertThat(text(records.get(0))).isEqualTo("one");
        assertThat(text(records.get(1))).isEqualTo("two");
        assertThat(records.get(2).undecoded()).containsExactly(1, 2, 3);
        assertThat(records.get(3).event()).isNull();
        assertThat(records.get(3).undecoded()).isNull();
    }

    @Test
    void cutsObjectsByRecordsAndBytesAndHour() {
        try (FakeWorker worker = start(Map.of("rotate.records", "2"))) {
            produce("1", "2", "3");
            finish(worker);
        }
        assertThat(objects()).extracting(RawObjectKey::firstOffset).containsExactly(0L, 2L);

        clock.advance(Duration.ofHours(1));
        try (FakeWorker worker = start(Map.of("rotate.bytes", "16384"))) {
            produce("x".repeat(10), incompressible(300_000), incompressible(300_000), "4");
            finish(worker);
        }
        assertThat(objects())
                .as("the second object is full with its first block of records")
                .extracting(RawObjectKey::firstOffset)
                .containsExactly(0L, 2L, 3L, 5L, 6L);
        assertThat(records()).hasSize(7);
    }

    @Test
    void goesOnAfterTheObjectsPresentWhateverTheGroupSays() {
        try (FakeWorker worker = start()) {
            produce("1", "2");
            finish(worker);
            produce("buffered and dropped");
            worker.round(10);
        }
        try (FakeWorker worker = start()) {
            produce("4");
            finish(worker);
        }

        assertThat(records())
                .extracting(RawObjectSinkTaskIT::text)
                .containsExactly("1", "2", "buffered and dropped", "4");
    }

    @Test
    void letsOneOfATaskAndItsSuccessorHaveTheName() {
        try (FakeWorker zombie = start();
                FakeWorker successor = start()) {
            produce("1", "2");
            zombie.round(10);
            successor.round(1);
            clock.advance(AGE_MAX);
            successor.round(0);
            assertThat(objects()).as("the successor was faster").hasSize(1);

            for (int round = 0; round < 10; round++) {
                zombie.round(10);
            }
            clock.advance(AGE_MAX);
            zombie.round(10);
            finish(successor);
        }

        assertThat(records()).extracting(RawObjectSinkTaskIT::text).containsExactly("1", "2");
    }

    @Test
    void recognisesItsOwnObjectWhenTheAnswerWasLost() {
        try (FakeWorker worker = new FakeWorker(
                new RawObjectSinkTask(clock, config -> new LosesFirstAnswer(config)), properties(Map.of()))) {
            worker.assign(log, 0);
            produce("1");
            worker.round(10);
            clock.advance(AGE_MAX);
            assertThat(worker.round(10)).as("the answer was lost").isFalse();
            assertThat(objects()).hasSize(1);

            produce("2");
            worker.round(10);
            finish(worker);
        }

        assertThat(records()).extracting(RawObjectSinkTaskIT::text).containsExactly("1", "2");
    }

    private FakeWorker start() {
        return start(Map.of());
    }

    private FakeWorker start(Map<String, String> more) {
        RawObjectSinkTask task = new RawObjectSinkTask(clock, config -> S3RawObjectStore.open(config.s3()));
        FakeWorker worker = new FakeWorker(task, properties(more));
        worker.assign(log, 0);
        return worker;
    }

    private Map<String, String> properties(Map<String, String> more) {
        Map<String, String> properties = Properties.with(buffers, more);
        properties.put("s3.endpoint", s3.endpoint().toString());
        properties.put("s3.bucket", s3.bucket());
        properties.put("s3.region", s3.region());
        properties.put("s3.access.key", s3.accessKey());
        properties.put("s3.secret.key", s3.secretKey());
        properties.put("s3.path.style.access", "true");
        return properties;
    }

    /** Reads to the end and until everything is old enough to be published. */
    private void finish(FakeWorker worker) {
        for (int round = 0; round < 100 && !(worker.isCaughtUp() && round > 5); round++) {
            worker.round(10);
        }
        clock.advance(AGE_MAX);
        worker.round(10);
    }

    private void produce(String... payloads) {
        for (String payload : payloads) {
            RawEvent event = new RawEvent(
                    UUID.randomUUID(),
                    clock.instant(),
                    "webhook",
                    null,
                    null,
                    Map.of(),
                    payload.getBytes(StandardCharsets.UTF_8));
            log.append(clock.instant().toEpochMilli(), EventCodec.withFixedIds().encode(log.topic, event));
        }
    }

    private static String incompressible(int length) {
        return new java.util.Random(1)
                .ints(length, ' ', '~')
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }

    private static String text(RawObjectRecord record) {
        return new String(record.event().payload(), StandardCharsets.UTF_8);
    }

    private List<RawObjectKey> objects() {
        return client
                .listObjectsV2Paginator(list -> list.bucket(s3.bucket()).prefix(RawObjectKey.folder(dataset)))
                .contents()
                .stream()
                .map(S3Object::key)
                .map(path -> RawObjectKey.parse(path).orElseThrow())
                .sorted(java.util.Comparator.comparingLong(RawObjectKey::firstOffset))
                .toList();
    }

    private List<RawObjectRecord> records() {
        List<RawObjectRecord> records = new ArrayList<>();
        for (RawObjectKey key : objects()) {
            try (RawObjectReader reader = new RawObjectReader(
                    client.getObject(get -> get.bucket(s3.bucket()).key(key.path())))) {
                reader.forEachRemaining(records::add);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return records;
    }

    /** The real store, but the answer to the first PUT never comes back. */
    private static final class LosesFirstAnswer implements RawObjectStore {

        private final RawObjectStore store;
        private boolean lost;

        LosesFirstAnswer(ReceiverConfig config) {
            store = S3RawObjectStore.open(config.s3());
        }

        @Override
        public Optional<RawObjectStamp> find(RawObjectKey key) {
            return store.find(key);
        }

        @Override
        public boolean create(RawObjectKey key, Path file, RawObjectStamp stamp) {
            boolean created = store.create(key, file, stamp);
            if (!lost) {
                lost = true;
                throw new RawObjectStoreException("read timed out", null, true);
            }
            return created;
        }

        @Override
        public void list(DatasetRef of, Instant from, Consumer<RawObjectKey> each) {
            store.list(of, from, each);
        }

        @Override
        public void close() {
            store.close();
        }
    }
}
