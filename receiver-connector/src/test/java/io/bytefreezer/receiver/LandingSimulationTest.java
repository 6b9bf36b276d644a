package io.bytefreezer.receiver;

import static org.assertj.core.api.Assertions.assertThat;

import io.bytefreezer.receiver.object.RawObjectRecord;
import io.bytefreezer.schemas.event.RawEvent;
import io.bytefreezer.schemas.wire.EventCodec;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import org.apache.kafka.connect.sink.SinkRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Tasks come, go, and do not know of each other; the store fails before and after it did what it was asked; events are late,
 * bad, or from the future. Whatever happens, each record is in exactly one object.
 */
class LandingSimulationTest {

    private static final String TOPIC = "bytefreezer.raw.demo.web";
    private static final int RUNS = 8;
    private static final int STEPS = 120;
    private static final Instant START = Instant.parse("2026-01-01T11:50:00Z");
    private static final EventCodec CODEC = EventCodec.withFixedIds();

    @TempDir
    Path buffers;

    @Test
    void landsEachRecordExactlyOnceWhateverHappens() {
        long first = System.nanoTime();
        for (long seed = first; seed < first + RUNS; seed++) {
            new Run(seed).check();
        }
    }

    private final class Run {

        private final long seed;
        private final Random random;
        private final TestClock clock = new TestClock(START);
        private final MemoryStore store = new MemoryStore();
        private final List<FakeLog> logs = List.of(new FakeLog(TOPIC, 0), new FakeLog(TOPIC, 1));
        private final List<FakeWorker> workers = new ArrayList<>();

        Run(long seed) {
            this.seed = seed;
            this.random = new Random(seed);
        }

        void check() {
            store.faults = () -> random.nextInt(12) > 0
                    ? MemoryStore.Fault.NONE
                    : random.nextBoolean() ? MemoryStore.Fault.BEFORE : MemoryStore.Fault.AFTER;
            for (int step = 0; step < STEPS; step++) {
                step();
            }
            settle();
            for (FakeLog log : logs) {
                assertThat(store.records(TOPIC, log.partition))
                        .as("seed %d, partition %d", seed, log.partition)
                        .isEqualTo(log.all().stream().map(this::expected).toList());
            }
        }

        private void step() {
            clock.advance(Duration.ofSeconds(random.nextInt(120)));
            logs.forEach(log -> produce(log, random.nextInt(5)));
            switch (random.nextInt(10)) {
                // A task that was forgotten goes on as if nothing were.
                case 0 -> startWorker();
                case 1 -> stopOneOf(workers);
                default -> workers.forEach(worker -> worker.round(1 + random.nextInt(6)));
            }
        }

        private void startWorker() {
            if (workers.size() < 3) {
                FakeWorker worker = new FakeWorker(
                        new RawObjectSinkTask(clock, config -> store),
                        Properties.with(buffers, Map.of("rotate.records", String.valueOf(1 + random.nextInt(9)))));
                logs.forEach(log -> worker.assign(log, groupOffset(log)));
                workers.add(worker);
            }
        }

        /**
         * Anywhere a record follows, since somebody may have reset it: a partition finds its place with its first record. Where
         * nothing is landed nothing was committed.
         */
        private long groupOffset(FakeLog log) {
            boolean landed = store.keys().stream().anyMatch(key -> key.partition() == log.partition);
            return landed ? random.nextLong(log.lastOffset() + 1) : 0;
        }

        private void stopOneOf(List<FakeWorker> running) {
            if (!running.isEmpty()) {
                running.remove(random.nextInt(running.size())).close();
            }
        }

        private void settle() {
            store.faults = () -> MemoryStore.Fault.NONE;
            workers.forEach(FakeWorker::close);
            workers.clear();
            startWorker();
            FakeWorker last = workers.get(0);
            for (int round = 0; round < 10_000 && !last.isCaughtUp(); round++) {
                last.round(10);
            }
            clock.advance(Duration.ofHours(1));
            last.round(10);
            assertThat(last.isCaughtUp()).as("seed %d", seed).isTrue();
            last.close();
        }

        private void produce(FakeLog log, int count) {
            for (int i = 0; i < count; i++) {
                if (random.nextInt(5) == 0) {
                    log.appendMarker();
                }
                log.append(clock.instant().toEpochMilli(), value());
            }
        }

        private byte[] value() {
            return switch (random.nextInt(10)) {
                case 0 -> null;
                case 1 -> new byte[] {1, 2, 3};
                case 2 -> event(clock.instant().minus(Duration.ofHours(random.nextInt(20))));
                case 3 -> event(clock.instant().plus(Duration.ofHours(random.nextInt(1_000_000))));
                default -> event(clock.instant());
            };
        }

        private byte[] event(Instant receivedAt) {
            byte[] payload = new byte[random.nextInt(50)];
            random.nextBytes(payload);
            UUID id = new UUID(random.nextLong(), random.nextLong());
            return CODEC.encode(TOPIC, new RawEvent(id, receivedAt, "webhook", null, null, Map.of(), payload));
        }

        private RawObjectRecord expected(SinkRecord record) {
            byte[] value = (byte[]) record.value();
            boolean event = value != null && value[0] == 0;
            return new RawObjectRecord(
                    record.kafkaOffset(),
                    Instant.ofEpochMilli(record.timestamp()),
                    event ? CODEC.decodeRaw(value) : null,
                    event ? null : value);
        }
    }
}
