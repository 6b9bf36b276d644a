package io.bytefreezer.packer.spool;

import static org.assertj.core.api.Assertions.assertThat;

import io.bytefreezer.lake.commit.Append;
import io.bytefreezer.lake.shape.RowShaper;
import io.bytefreezer.lake.spool.SpoolFile;
import io.bytefreezer.schemas.event.ProcessedEvent;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BatchTest {

    private static final Instant FIVE = Instant.parse("2026-03-04T05:10:00Z");
    private static final Instant SIX = Instant.parse("2026-03-04T06:10:00Z");
    private static final Instant NOW = Instant.parse("2026-03-04T06:11:00Z");

    @TempDir
    Path spool;

    @TempDir
    Path spare;

    @Test
    void writesOneFileForEachHourOfEventTime() throws IOException {
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
                .isEqualTo(Files.size(files.get(0).path())
                        + Files.size(files.get(1).path()));
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
    void writesOverWhatAnEarlierBatchWrote() throws IOException {
        SpareFiles spares = new SpareFiles(spare);
        Batch first = new Batch(spool, spares, new RowShaper(List.of(), 100));
        for (int i = 0; i < 50_000; i++) {
            first.add(event(FIVE, i, "{\"n\":" + i + ",\"s\":\"" + "x".repeat(i % 100) + "\"}"), new Position(0, i));
        }
        SpoolFile large = first.seal().getFirst();
        assertThat(Spooled.rows(large)).hasSize(50_000);
        first.discard();
        assertThat(spare).isNotEmptyDirectory();

        Batch second = new Batch(spool, spares, new RowShaper(List.of(), 100));
        second.add(event(SIX, 1, "{\"m\":7}"), new Position(0, 50_000));
        SpoolFile small = second.seal().getFirst();

        assertThat(spare).isEmptyDirectory();
        assertThat(Files.size(small.path())).isEqualTo(second.facts().bytes());
        assertThat(Spooled.rows(small)).singleElement().asString().contains("'m': 7");
    }

    @Test
    void keepsFewFilesToBeWrittenOver() throws IOException {
        Batch batch = batch();
        for (int hour = 0; hour < 20; hour++) {
            batch.add(event(FIVE.plus(Duration.ofHours(hour)), hour, "{}"), new Position(0, hour));
        }
        batch.discard();
        try (Stream<Path> kept = Files.list(spare)) {
            assertThat(kept).hasSize(4);
        }
    }

    @Test
    void deletesEventsThatNothingWasWrittenOver() {
        SpareFiles spares = new SpareFiles(spare);
        spares.tick(NOW);
        Batch batch = new Batch(spool, spares, new RowShaper(List.of(), 100));
        batch.add(event(FIVE, 0, "{}"), new Position(0, 0));
        batch.discard();
        spares.tick(NOW.plusSeconds(60));
        assertThat(spare).isNotEmptyDirectory();
        spares.tick(NOW.plusSeconds(121));
        assertThat(spare).isEmptyDirectory();
    }

    @Test
    void aDirectoryBelongsToOnePackerAndStartsEmpty() throws IOException {
        try (SpoolDirectory first = SpoolDirectory.open(spool)) {
            Files.createDirectories(first.path().resolve("left"));
            assertThat(catchMessage(spool)).contains("another packer");
        }
        try (SpoolDirectory second = SpoolDirectory.open(spool)) {
            assertThat(second.path()).doesNotExist();
        }
    }

    private static String catchMessage(Path directory) {
        try (SpoolDirectory second = SpoolDirectory.open(directory)) {
            return "opened " + second.path();
        } catch (IOException e) {
            return String.valueOf(e.getMessage());
        }
    }

    private Batch batch() {
        return new Batch(spool, new SpareFiles(spare), new RowShaper(List.of(), 100));
    }

    private static ProcessedEvent event(Instant time, long rawOffset, String body) {
        return new ProcessedEvent(
                new UUID(0, rawOffset), time, time, 1, 0, rawOffset, body.getBytes(StandardCharsets.UTF_8));
    }
}
