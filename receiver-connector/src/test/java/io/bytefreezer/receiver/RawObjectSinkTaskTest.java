package io.bytefreezer.receiver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bytefreezer.receiver.layout.RawObjectKey;
import io.bytefreezer.receiver.object.RawObjectRecord;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.connect.errors.ConnectException;
import org.apache.kafka.connect.sink.SinkRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RawObjectSinkTaskTest {

    private static final String TOPIC = "bytefreezer.raw.demo.web";
    private static final TopicPartition PARTITION = new TopicPartition(TOPIC, 0);
    private static final Duration AGE_MAX = Duration.ofMinutes(5);

    @TempDir
    Path buffers;

    private final TestClock clock = new TestClock(Instant.parse("2026-01-01T12:00:00Z"));
    private final MemoryStore store = new MemoryStore();
    private final FakeLog log = new FakeLog(TOPIC, 0);
    private FakeWorker worker;

    @AfterEach
    void leavesNoFileBehind() throws IOException {
        worker.close();
        try (Stream<Path> left = Files.walk(buffers)) {
            assertThat(left.filter(Files::isRegularFile)).isEmpty();
        }
    }

    @Test
    void publishesAnObjectOfAnIdleTopicOnceItIsOld() {
        start(log, 0);
        produce(log, "a", "b");
        worker.round(10);

        assertThat(worker.timeout()).as("it asks to be called in time").isEqualTo(AGE_MAX.toMillis());
        clock.advance(AGE_MAX.minusMillis(1));
        worker.round(10);
        assertThat(store.objects).isEmpty();
        assertThat(worker.timeout()).isEqualTo(1);

        clock.advance(Duration.ofMillis(1));
        worker.round(10);
        assertThat(landed()).containsExactly(0L, 1L);
        assertThat(worker.commitRequested()).isTrue();
    }

    @Test
    void commitsNothingThatIsNotInTheStore() {
        start(log, 0);
        produce(log, "a", "b");
        worker.round(10);
        assertThat(worker.committable().get(PARTITION).offset()).isZero();

        clock.advance(AGE_MAX);
        worker.round(10);
        assertThat(worker.committable().get(PARTITION).offset()).isEqualTo(2);
    }

    @Test
    void startsANewObjectWithTheHour() {
        start(log, 0);
        produce(log, "a");
        clock.advance(Duration.ofHours(1));
        produce(log, "b");
        worker.round(10);
        clock.advance(AGE_MAX);
        worker.round(10);

        assertThat(store.keys())
                .extracting(RawObjectKey::hour)
                .containsExactly(Instant.parse("2026-01-01T12:00:00Z"), Instant.parse("2026-01-01T13:00:00Z"));
    }

    @Test
    void waitsWhileTheStoreIsAwayAndLosesNothing() {
        start(log, 0);
        produce(log, "a");
        store.faults = () -> MemoryStore.Fault.BEFORE;
        assertThat(worker.round(10)).isFalse();
        assertThat(worker.timeout()).as("a pause").isBetween(500L, 1_000L);
        assertThat(worker.round(10)).isFalse();
        assertThat(worker.timeout()).as("a longer pause").isBetween(1_000L, 2_000L);

        store.faults = () -> MemoryStore.Fault.NONE;
        worker.round(10);
        clock.advance(AGE_MAX);
        worker.round(10);
        assertThat(landed()).containsExactly(0L);
    }

    @Test
    void takesItsOwnObjectForItsOwnWhenTheAnswerWasLost() {
        start(log, 0);
        produce(log, "a");
        worker.round(10);
        clock.advance(AGE_MAX);
        store.faults = () -> MemoryStore.Fault.AFTER;
        assertThat(worker.round(10)).isFalse();

        store.faults = () -> MemoryStore.Fault.NONE;
        worker.round(10);
        assertThat(worker.committable().get(PARTITION).offset()).isEqualTo(1);
        assertThat(landed()).containsExactly(0L);
    }

    @Test
    void readsAgainWhatALocalDiskLost() throws IOException {
        start(log, 0);
        Path broken = breakBuffers();
        produce(log, "a", "b");
        assertThat(worker.round(10)).as("no room for a buffer").isFalse();

        Files.delete(broken);
        settle();
        assertThat(landed()).containsExactly(0L, 1L);
    }

    @Test
    void landsATopicFromItsBeginningThatWasDeletedAndCreatedAgain() {
        land(log, "a", "b", "c");
        clock.advance(Duration.ofHours(2));
        FakeLog again = new FakeLog(TOPIC, 0);
        produce(again, "x", "y", "z", "zz");

        start(again, 0);
        settle();
        worker.close();
        clock.advance(Duration.ofHours(1));
        produce(again, "after a restart");
        start(again, 0);
        settle();
        assertThat(store.keys().stream()
                        .flatMap(key -> store.read(key).stream())
                        .map(RawObjectSinkTaskTest::text))
                .containsExactly("a", "b", "c", "x", "y", "z", "zz", "after a restart");
    }

    @Test
    void landsAShorterTopicFromItsBeginningThatWasCreatedAgain() {
        land(log, "a", "b", "c");
        clock.advance(Duration.ofHours(2));
        FakeLog again = new FakeLog(TOPIC, 0);
        produce(again, "x");

        start(again, 0);
        settle();
        assertThat(store.keys().stream()
                        .flatMap(key -> store.read(key).stream())
                        .map(RawObjectSinkTaskTest::text))
                .containsExactly("a", "b", "c", "x");
    }

    @Test
    void stopsRatherThanLoseATopicCreatedAgainWithinTheHour() {
        land(log, "a", "b", "c");
        FakeLog again = new FakeLog(TOPIC, 0);
        produce(again, "x", "y", "z", "zz");

        start(again, 0);
        assertThatThrownBy(this::settle)
                .isInstanceOf(ConnectException.class)
                .hasMessageContaining(PARTITION.toString())
                .hasMessageContaining("deleted and created again");
    }

    @Test
    void goesOnAfterWhatTheLogLost() {
        land(log, "a", "b", "c");
        produce(log, "d", "e", "f");
        log.deleteBefore(5);

        start(log, 0);
        settle();
        assertThat(landed()).containsExactly(0L, 1L, 2L, 5L);
    }

    /** Compaction's tombstones, records of foreign producers, records as large as they come: all of them land, in their order. */
    @Test
    void landsWhateverARawTopicHolds() {
        start(log, 0);
        byte[] key = {1};
        byte[] huge = new byte[20 << 20];
        produce(log, "a");
        log.append(clock.instant().toEpochMilli(), null);
        log.appendForeign(clock.instant().toEpochMilli(), key, null);
        log.appendForeign(clock.instant().toEpochMilli(), key, "b".getBytes(StandardCharsets.UTF_8));
        log.append(clock.instant().toEpochMilli(), huge);
        log.append(clock.instant().toEpochMilli(), new byte[0]);
        produce(log, "c");
        settle();

        List<RawObjectRecord> records = store.records(TOPIC, 0);
        assertThat(records).extracting(RawObjectRecord::offset).containsExactly(0L, 1L, 2L, 3L, 4L, 5L, 6L);
        assertThat(records.subList(1, 3)).extracting(RawObjectRecord::undecoded).containsOnlyNulls();
        assertThat(text(records.get(3))).isEqualTo("b");
        assertThat(records.get(4).undecoded()).isEqualTo(huge);
        assertThat(records.get(5).undecoded()).isEmpty();
        assertThat(worker.committable().get(PARTITION).offset()).isEqualTo(7);
    }

    @Test
    void refusesATopicThatIsNotARawTopic() {
        FakeLog processed = new FakeLog("bytefreezer.processed.demo.web", 0);
        produce(processed, "a");
        start(processed, 0);

        assertThatThrownBy(() -> worker.round(10))
                .isInstanceOf(ConnectException.class)
                .hasMessageContaining("is not a raw topic")
                .hasMessageContaining("topics.regex");
    }

    @Test
    void refusesValuesThatAConverterChanged() {
        start(log, 0);
        RawObjectSinkTask task = new RawObjectSinkTask(clock, config -> store);
        task.initialize(worker.context());
        task.start(Properties.with(buffers, Map.of()));

        assertThatThrownBy(() -> task.put(List.of(new SinkRecord(TOPIC, 0, null, null, null, Map.of("a", 1), 0))))
                .isInstanceOf(ConnectException.class)
                .hasMessageContaining("ByteArrayConverter");
        task.stop();
    }

    /** Puts a file where the task's folder was: nothing can be written there. */
    private Path breakBuffers() throws IOException {
        Path folder;
        try (Stream<Path> folders = Files.list(buffers)) {
            folder = folders.findFirst().orElseThrow();
        }
        Files.delete(folder.resolve("lock"));
        Files.delete(folder);
        return Files.createFile(folder);
    }

    /** Lands records by a task that is gone afterwards. */
    private void land(FakeLog from, String... values) {
        produce(from, values);
        start(from, 0);
        settle();
        worker.close();
    }

    private void start(FakeLog from, long position) {
        worker = new FakeWorker(new RawObjectSinkTask(clock, config -> store), Properties.with(buffers, Map.of()));
        worker.assign(from, position);
    }

    private void settle() {
        for (int i = 0; i < 100; i++) {
            worker.round(10);
        }
        clock.advance(AGE_MAX);
        worker.round(10);
    }

    private void produce(FakeLog to, String... values) {
        for (String value : values) {
            to.append(clock.instant().toEpochMilli(), value.getBytes(StandardCharsets.UTF_8));
        }
    }

    private List<Long> landed() {
        return store.records(TOPIC, 0).stream().map(RawObjectRecord::offset).toList();
    }

    private static String text(RawObjectRecord record) {
        return new String(record.undecoded(), StandardCharsets.UTF_8);
    }
}
