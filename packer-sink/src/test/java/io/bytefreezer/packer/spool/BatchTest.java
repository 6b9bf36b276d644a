package io.bytefreezer.packer.spool;

import static org.assertj.core.api.Assertions.assertThat;

import io.bytefreezer.lake.commit.Append;
import io.bytefreezer.lake.shape.RowShaper;
import io.bytefreezer.lake.spool.SpoolFile;
import io.bytefreezer.schemas.event.ProcessedEvent;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BatchTest {

    private static final Instant FIVE = Instant.parse("2026-03-04T05:10:00Z");
    private static final Instant SIX = Instant.parse("2026-03-04T06:10:00Z");
    private static final Instant NOW = Instant.parse("2026-03-04T06:11:00Z");

    @TempDir
    Path spool;

    @Test
    void keepsEachHourOfEventTimeForItself() {
        Batch batch = batch();
        batch.add(event(SIX, 0, "{\"n\":1}"), new Position(0, 10));
        batch.add(event(FIVE, 1, "{\"n\":2}"), new Position(0, 11));
        batch.add(event(SIX, 2, "{\"n\":3,\"s\":\"x\"}"), new Position(0, 12));
        List<SpoolFile> files = batch.seal();
        assertThat(files)
                .extracting(SpoolFile::hour)
                .containsExactly(Instant.parse("2026-03-04T05:00:00Z"), Instant.parse("2026-03-04T06:00:00Z"));
        assertThat(Spooled.rows(files.get(0))).singleElement().asString().contains("'n': 2");
        assertThat(Spooled.rows(files.get(1))).hasSize(2);
        assertThat(batch.facts().hours()).isEqualTo(2);
        assertThat(batch.facts().rows()).isEqualTo(3);
        assertThat(batch.facts().bytes())
                .isEqualTo(files.stream()
                        .flatMap(file -> file.memory().stream())
                        .mapToLong(MemorySegment::byteSize)
                        .sum());
        assertThat(batch.lastRow()).contains(new Position(0, 12));
        assertThat(batch.oldest()).contains(FIVE);
    }

    @Test
    void coversEachPartitionFromWhereTheTableStands() {
        Batch batch = batch();
        assertThat(batch.facts().isEmpty()).isTrue();
        batch.cover(0, 5, 9, NOW);
        batch.cover(1, 0, 3, NOW.plusSeconds(1));
        batch.cover(0, 5, 20, NOW.plusSeconds(2));
        assertThat(batch.ranges()).isEqualTo(Map.of(0, new Append.Range(5, 20), 1, new Append.Range(0, 3)));
        assertThat(batch.facts().firstRecord()).isEqualTo(Optional.of(NOW));
        assertThat(batch.seal()).isEmpty();
    }

    @Test
    void keepsDeadLettersInOrderAndCountsTheirMemory() {
        Batch batch = batch();
        Reject first = new Reject(new ConsumerRecord<>("t", 0, 1, null, new byte[10_000]), "A", "b");
        Reject second = new Reject(new ConsumerRecord<>("t", 0, 2, null, null), "A", "b");
        batch.reject(first);
        batch.reject(second);
        assertThat(batch.rejects()).containsExactly(first, second);
        assertThat(batch.facts().rejectedBytes()).isBetween(10_000L, 20_000L);
        assertThat(batch.facts().rows()).isZero();
    }

    @Test
    void leavesNothingBehindWhenItIsDiscarded() {
        Batch batch = batch();
        batch.add(event(FIVE, 0, "{}"), new Position(0, 0));
        assertThat(batch.directory()).isDirectory();
        batch.discard();
        assertThat(spool).isEmptyDirectory();
        batch.discard();
    }

    @Test
    void keepsRowsInMemoryAndFurtherOnesInFiles() {
        try (SpoolMemory memory = new SpoolMemory(3 * SpoolMemory.BLOCK_BYTES)) {
            Batch batch = new Batch(spool, memory, new RowShaper(List.of(), 100));
            for (int i = 0; i < 20_000; i++) {
                batch.add(event(i % 3 == 0 ? FIVE : SIX, i, body(i)), new Position(0, i));
            }
            assertThat(memory.bytes()).isEqualTo(3 * SpoolMemory.BLOCK_BYTES);
            List<SpoolFile> hours = batch.seal();
            assertThat(hours).allSatisfy(hour -> {
                assertThat(hour.memory()).isNotEmpty();
                assertThat(hour.files()).hasSize(1);
            });
            List<String> rows =
                    hours.stream().flatMap(hour -> Spooled.rows(hour).stream()).toList();
            assertThat(rows).hasSize(20_000).doesNotHaveDuplicates();
            assertThat(rows).allMatch(row -> row.endsWith("xx}"));
            batch.discard();
            assertThat(spool).isEmptyDirectory();
        }
    }

    @Test
    void writesOverWhatAnEarlierBatchWrote() {
        try (SpoolMemory memory = new SpoolMemory(SpoolMemory.BLOCK_BYTES)) {
            Batch first = new Batch(spool, memory, new RowShaper(List.of(), 100));
            for (int i = 0; i < 500; i++) {
                first.add(event(FIVE, i, body(i)), new Position(0, i));
            }
            assertThat(Spooled.rows(first.seal().getFirst())).hasSize(500);
            first.discard();

            Batch second = new Batch(spool, memory, new RowShaper(List.of(), 100));
            second.add(event(SIX, 1, "{\"m\":7}"), new Position(0, 500));
            SpoolFile small = second.seal().getFirst();

            assertThat(small.files()).isEmpty();
            assertThat(small.memory().getFirst().byteSize())
                    .isEqualTo(second.facts().bytes());
            assertThat(Spooled.rows(small)).singleElement().asString().contains("'m': 7");
        }
    }

    @Test
    void writesARowLargerThanABlockToAFile() {
        Batch batch = batch();
        String large = "x".repeat(SpoolMemory.BLOCK_BYTES);
        batch.add(event(FIVE, 0, "{\"s\":\"" + large + "\"}"), new Position(0, 0));
        batch.add(event(FIVE, 1, "{\"s\":\"small\"}"), new Position(0, 1));
        SpoolFile hour = batch.seal().getFirst();
        assertThat(hour.files()).hasSize(1);
        assertThat(hour.memory()).hasSize(1);
        assertThat(Spooled.rows(hour))
                .satisfiesExactly(
                        row -> assertThat(row).contains(large),
                        row -> assertThat(row).contains("small"));
    }

    @Test
    void givesMemoryBackThatNobodyWants() {
        SpoolMemory memory = new SpoolMemory(1 << 20);
        memory.tick(NOW);
        Batch batch = new Batch(spool, memory, new RowShaper(List.of(), 100));
        batch.add(event(FIVE, 0, "{}"), new Position(0, 0));
        memory.tick(NOW.plusSeconds(1_000));
        assertThat(memory.bytes()).isPositive();
        batch.discard();
        memory.tick(NOW.plusSeconds(1_060));
        assertThat(memory.bytes()).isPositive();
        memory.tick(NOW.plusSeconds(1_121));
        assertThat(memory.bytes()).isZero();
    }

    @Test
    void freesWhatIsGivenBackAfterItsEnd() {
        SpoolMemory memory = new SpoolMemory(1 << 20);
        Batch batch = new Batch(spool, memory, new RowShaper(List.of(), 100));
        batch.add(event(FIVE, 0, "{}"), new Position(0, 0));
        memory.close();
        assertThat(memory.bytes()).isPositive();
        batch.discard();
        assertThat(memory.bytes()).isZero();
    }

    @Test
    void aDirectoryBelongsToOnePackerAndStartsEmpty() throws IOException {
        try (SpoolDirectory first = SpoolDirectory.open(spool, 0)) {
            Files.createDirectories(first.path().resolve("left"));
            assertThat(catchMessage(spool)).contains("another packer");
        }
        try (SpoolDirectory second = SpoolDirectory.open(spool, 0)) {
            assertThat(second.path()).doesNotExist();
        }
    }

    private static String catchMessage(Path directory) {
        try (SpoolDirectory second = SpoolDirectory.open(directory, 0)) {
            return "opened " + second.path();
        } catch (IOException e) {
            return String.valueOf(e.getMessage());
        }
    }

    private Batch batch() {
        return new Batch(spool, new SpoolMemory(1 << 20), new RowShaper(List.of(), 100));
    }

    private static String body(int n) {
        return "{\"n\":" + n + ",\"s\":\"" + "x".repeat(2 + n % 100) + "\"}";
    }

    private static ProcessedEvent event(Instant time, long rawOffset, String body) {
        return new ProcessedEvent(
                new UUID(0, rawOffset), time, time, 1, 0, rawOffset, body.getBytes(StandardCharsets.UTF_8));
    }
}
