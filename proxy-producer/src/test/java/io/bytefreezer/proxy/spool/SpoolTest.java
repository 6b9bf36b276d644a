package io.bytefreezer.proxy.spool;

import static io.bytefreezer.proxy.spool.SpoolFixture.DATASET;
import static io.bytefreezer.proxy.spool.SpoolFixture.OTHER;
import static io.bytefreezer.proxy.spool.SpoolFixture.await;
import static io.bytefreezer.proxy.spool.SpoolFixture.crash;
import static io.bytefreezer.proxy.spool.SpoolFixture.numbered;
import static org.assertj.core.api.Assertions.assertThat;

import io.bytefreezer.proxy.append.MemoryTopics;
import io.bytefreezer.proxy.append.MemoryTopics.Fault;
import io.bytefreezer.proxy.sink.Delivery;
import io.bytefreezer.runtime.config.DataSize;
import io.bytefreezer.runtime.health.Health;
import io.bytefreezer.schemas.event.RawEvent;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The spool with its real store, in front of topics in memory. */
class SpoolTest {

    @TempDir
    private Path dir;

    private final MemoryTopics topics = new MemoryTopics();

    @Test
    void eventsGetThroughInTheirOrderAndLeaveNothingBehind() throws SpoolException {
        try (SpoolFixture fixture = SpoolFixture.open(dir, topics)) {
            for (int i = 0; i < 20; i++) {
                assertThat(fixture.put(DATASET, numbered(i * 500, (i + 1) * 500))
                                .isComplete())
                        .isTrue();
            }
            await("all are sent", () -> fixture.disk.store().bytes() == 0);
            assertThat(topics.payloads(DATASET)).containsExactly(numbered(0, 10_000));
            assertThat(fixture.spool.health()).isEqualTo(Health.up());
        }
    }

    /** Fails when the store's writes are not synced, or when events count as kept before they are. */
    @Test
    void eventsCountAsKeptOnlyAfterTheLogWasSynced() throws SpoolException {
        try (SpoolFixture fixture = SpoolFixture.open(dir, topics)) {
            for (int i = 0; i < 5; i++) {
                long before = syncs(fixture);
                long after = fixture.spool
                        .accept(DATASET, List.of(SpoolFixture.event("event " + i)))
                        .thenApply(delivery -> syncs(fixture))
                        .join();
                assertThat(after).as("syncs of the log").isGreaterThan(before);
            }
        }
    }

    @Test
    void whatWasKeptIsThereAfterACrash() throws SpoolException {
        topics.fail(DATASET, Fault.HANGS_BEFORE);
        try (SpoolFixture fixture = SpoolFixture.open(dir.resolve("live"), topics)) {
            assertThat(fixture.put(DATASET, numbered(0, 100)).isComplete()).isTrue();
            try (SpoolFixture next = SpoolFixture.open(crash(dir.resolve("live"), dir.resolve("crashed")), topics)) {
                next.put(DATASET, numbered(100, 110));
                await("all are sent", () -> next.disk.store().bytes() == 0);
                assertThat(topics.payloads(DATASET)).containsExactly(numbered(0, 110));
            }
        }
    }

    /** Fails when the destination's memory of what it has is ignored after a start. */
    @Test
    void nothingIsSentTwiceAfterACrashBetweenSendingAndDeleting() throws SpoolException {
        topics.fail(DATASET, Fault.HANGS_AFTER);
        try (SpoolFixture fixture = SpoolFixture.open(dir.resolve("live"), topics)) {
            fixture.put(DATASET, numbered(0, 100));
            await("they are sent", () -> topics.events(DATASET).size() == 100);
            Path crashed = crash(dir.resolve("live"), dir.resolve("crashed"));
            try (SpoolFixture next = SpoolFixture.open(crashed, topics)) {
                assertThat(next.disk.store().id())
                        .isEqualTo(fixture.disk.store().id());
                next.put(DATASET, numbered(100, 110));
                await("all are sent", () -> next.disk.store().bytes() == 0);
                assertThat(topics.payloads(DATASET)).containsExactly(numbered(0, 110));
            }
        }
    }

    @Test
    void aLostAnswerDoublesNothing() throws SpoolException {
        topics.fail(DATASET, Fault.AWAY, Fault.ANSWER_LOST, Fault.AWAY, Fault.ANSWER_LOST);
        try (SpoolFixture fixture = SpoolFixture.open(dir, topics)) {
            fixture.put(DATASET, numbered(0, 10));
            fixture.put(DATASET, numbered(10, 20));
            await("all are sent", () -> fixture.disk.store().bytes() == 0);
            assertThat(topics.payloads(DATASET)).containsExactly(numbered(0, 20));
        }
    }

    @Test
    void whatIsRefusedStaysAndHoldsNobodyUp() throws SpoolException {
        topics.fail(DATASET, Fault.REFUSED, Fault.REFUSED);
        try (SpoolFixture fixture = SpoolFixture.open(dir, topics)) {
            fixture.put(DATASET, numbered(0, 10));
            await("it is told", () -> fixture.spool.health().toString().contains("10 events of demo/syslog wait"));
            assertThat(fixture.spool.health().toString()).contains("made to fail: REFUSED");
            fixture.put(OTHER, numbered(0, 10));
            await("the other is sent", () -> topics.events(OTHER).size() == 10);
            await("it is sent when it is taken", () -> topics.events(DATASET).size() == 10);
            await("all is well", () -> fixture.spool.health().equals(Health.up()));
        }
    }

    @Test
    void whatIsTooLargeIsCutAlone() throws SpoolException {
        topics.limit(3_000);
        try (SpoolFixture fixture = SpoolFixture.open(dir, topics)) {
            fixture.put(DATASET, "before", "x".repeat(8_000), "after");
            await("all are sent", () -> fixture.disk.store().bytes() == 0);
            assertThat(topics.payloads(DATASET)).containsExactly("before", "x".repeat(2_000), "after");
            assertThat(topics.events(DATASET))
                    .map(RawEvent::attributes)
                    .containsExactly(Map.of(), Map.of("truncated", "8000"), Map.of());
        }
    }

    @Test
    void aFullSpoolSaysSoUntilThereIsRoomAndOneDatasetLeavesHalfToTheOthers()
            throws SpoolException, InterruptedException {
        topics.fail(DATASET, Fault.HANGS_BEFORE);
        try (SpoolFixture fixture = SpoolFixture.open(dir.resolve("live"), topics, DataSize.ofKibibytes(64))) {
            String[] some = Stream.generate(() -> "x".repeat(1_000)).limit(40).toArray(String[]::new);
            assertThat(fixture.spool.isFull(DATASET)).isFalse();
            fixture.put(DATASET, some);
            assertThat(fixture.spool.isFull(DATASET)).isTrue();
            assertThat(fixture.spool.isFull(OTHER)).isFalse();
            assertThat(fixture.spool.health().toString()).contains("full for demo/syslog");
            try (SpoolFixture next = SpoolFixture.open(
                    crash(dir.resolve("live"), dir.resolve("crashed")), topics, DataSize.ofKibibytes(64))) {
                next.spool.await(DATASET);
                assertThat(next.spool.isFull(DATASET)).isFalse();
            }
        }
    }

    @Test
    void aStoreThatFailsIsOpenedAgainAndNothingIsLost() throws SpoolException {
        try (SpoolFixture fixture = SpoolFixture.open(dir, topics)) {
            fixture.put(DATASET, numbered(0, 10));
            fixture.disk.store().close();
            assertThat(fixture.put(DATASET, numbered(10, 20)).isComplete()).isTrue();
            await("all are sent", () -> fixture.disk.store().bytes() == 0);
            assertThat(topics.payloads(DATASET)).containsExactly(numbered(0, 20));
            await("all is well", () -> fixture.spool.health().equals(Health.up()));
        }
    }

    @Test
    void aFullDiskIsToldAndEventsWaitUntilThereIsRoom() throws SpoolException {
        try (SpoolFixture fixture = SpoolFixture.open(dir, topics)) {
            fixture.free.set(10);
            CompletableFuture<Delivery> waiting = fixture.spool.accept(DATASET, List.of(SpoolFixture.event("waits")));
            await("it is told", () -> fixture.spool.delay().equals("spool_failed"));
            assertThat(fixture.spool.health().toString()).contains("DEGRADED", "only 10 bytes are free");
            assertThat(waiting).isNotDone();
            fixture.free.set(Long.MAX_VALUE);
            assertThat(waiting.join().isComplete()).isTrue();
            await("it is sent", () -> topics.payloads(DATASET).equals(List.of("waits")));
            assertThat(fixture.spool.health()).isEqualTo(Health.up());
        }
    }

    @Test
    void aDamagedSpoolIsSetAsideAndANewOneBegins() throws SpoolException, IOException {
        topics.fail(DATASET, Fault.HANGS_BEFORE);
        try (SpoolFixture fixture = SpoolFixture.open(dir.resolve("live"), topics)) {
            fixture.put(DATASET, numbered(0, 1_000));
            Path crashed = crash(dir.resolve("live"), dir.resolve("crashed"));
            flipBytesInTheMiddle(crashed, ".log");
            try (SpoolFixture next = SpoolFixture.open(crashed, topics)) {
                assertThat(next.disk.store().id())
                        .isNotEqualTo(fixture.disk.store().id());
                assertThat(next.spool.health().toString()).contains("DEGRADED", "set aside", "damaged-1");
                next.put(DATASET, "after");
                await("the new one works", () -> topics.payloads(DATASET).equals(List.of("after")));
            }
        }
    }

    @Test
    void damageThatShowsWhileItRunsIsSetAsideToo() throws SpoolException, IOException {
        topics.fail(DATASET, Fault.HANGS_BEFORE);
        try (SpoolFixture fixture = SpoolFixture.open(dir.resolve("live"), topics)) {
            for (int i = 0; i < 20; i++) {
                fixture.put(
                        DATASET,
                        Stream.generate(() -> random(1_000)).limit(1_000).toArray(String[]::new));
            }
            Path crashed = crash(dir.resolve("live"), dir.resolve("crashed"));
            flipBytesInTheMiddle(crashed, ".sst");
            try (SpoolFixture next = SpoolFixture.open(crashed, topics)) {
                await("it is seen", () -> next.spool.health().toString().contains("damaged-1"));
                next.put(OTHER, "after");
                await("the new one works", () -> topics.payloads(OTHER).equals(List.of("after")));
            }
        }
    }

    @Test
    void aSpoolWithoutItsListOfFilesIsNotTakenForAnEmptyOne() throws SpoolException, IOException {
        topics.fail(DATASET, Fault.HANGS_BEFORE);
        try (SpoolFixture fixture = SpoolFixture.open(dir.resolve("live"), topics)) {
            fixture.put(DATASET, numbered(0, 10));
            Path crashed = crash(dir.resolve("live"), dir.resolve("crashed"));
            Files.delete(crashed.resolve("store/CURRENT"));
            try (SpoolFixture next = SpoolFixture.open(crashed, topics)) {
                assertThat(next.spool.health().toString()).contains("damaged-1");
            }
        }
    }

    /** New events would get numbers that the destination has already, and would be taken for sent. */
    @Test
    void anOldCopyOfASpoolGetsANewId() throws SpoolException {
        try (SpoolFixture fixture = SpoolFixture.open(dir.resolve("live"), topics)) {
            fixture.put(DATASET, "in both");
            await("it is sent", () -> fixture.disk.store().bytes() == 0);
            Path backup = crash(dir.resolve("live"), dir.resolve("backup"));
            fixture.put(DATASET, "later 1", "later 2", "later 3");
            await("they are sent", () -> fixture.disk.store().bytes() == 0);
            try (SpoolFixture restored = SpoolFixture.open(backup, topics)) {
                restored.put(DATASET, "after 1");
                restored.put(DATASET, "after 2");
                await("all are sent", () -> restored.disk.store().bytes() == 0);
                assertThat(topics.payloads(DATASET))
                        .containsExactly("in both", "later 1", "later 2", "later 3", "after 1", "after 2");
            }
        }
    }

    @Test
    void aDestinationThatForgotIsGivenWhatIsThere() throws SpoolException {
        try (SpoolFixture fixture = SpoolFixture.open(dir, topics)) {
            fixture.put(DATASET, numbered(0, 10));
            await("they are sent", () -> fixture.disk.store().bytes() == 0);
        }
        topics.forgetSources();
        try (SpoolFixture fixture = SpoolFixture.open(dir, topics)) {
            fixture.put(DATASET, numbered(10, 20));
            await("they are sent", () -> fixture.disk.store().bytes() == 0);
            assertThat(topics.payloads(DATASET)).containsExactly(numbered(0, 20));
        }
    }

    @Test
    void oneDirectoryIsForOneSpool() throws SpoolException {
        try (SpoolFixture fixture = SpoolFixture.open(dir, topics)) {
            assertThat(fixture.disk.store().id()).isNotNull();
            org.assertj.core.api.Assertions.assertThatThrownBy(() -> SpoolFixture.open(dir, topics))
                    .isInstanceOfSatisfying(
                            SpoolException.class, e -> assertThat(e.kind()).isEqualTo(SpoolException.Kind.FAILED));
        }
    }

    private static long syncs(SpoolFixture fixture) {
        try {
            return fixture.disk.store().syncs();
        } catch (SpoolException e) {
            throw new AssertionError(e);
        }
    }

    private static String random(int length) {
        return java.util.UUID.randomUUID().toString().repeat(length / 36);
    }

    private static void flipBytesInTheMiddle(Path spool, String suffix) throws IOException {
        try (Stream<Path> files = Files.list(spool.resolve("store"))) {
            Path file = files.filter(path -> path.toString().endsWith(suffix))
                    .max(java.util.Comparator.comparingLong(
                            path -> path.toFile().length()))
                    .orElseThrow(() -> new AssertionError("the store has no file " + suffix));
            byte[] bytes = Files.readAllBytes(file);
            for (int i = 0; i < 16; i++) {
                bytes[bytes.length / 2 + i] ^= 0x5a;
            }
            Files.write(file, bytes, StandardOpenOption.TRUNCATE_EXISTING);
        }
    }
}
