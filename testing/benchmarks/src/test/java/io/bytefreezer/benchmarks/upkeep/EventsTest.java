package io.bytefreezer.benchmarks.upkeep;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.bytefreezer.benchmarks.BenchmarkException;
import io.bytefreezer.lake.write.SpoolFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EventsTest {

    private static final Instant START = Instant.parse("2026-03-04T00:00:00Z");
    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    private static Path directory;

    @Test
    void writesEachEventIntoTheFileOfItsHourAndEntersItThere() throws IOException {
        Scale scale = new Scale(20_000, 96, START, 1 << 20, 7);
        Events events = new Events(scale, directory);
        long[] counts = new long[Scale.HOURS];
        long sums = 0;
        for (int batch = 0; batch < scale.batches(); batch++) {
            for (SpoolFile file : events.batch(batch)) {
                for (String line : Files.readAllLines(file.path())) {
                    JsonNode row = JSON.readTree(line);
                    Instant time = Instant.EPOCH.plus(row.path("event_time").asLong(), ChronoUnit.MICROS);
                    assertThat(time.truncatedTo(ChronoUnit.HOURS)).isEqualTo(file.hour());
                    counts[(int) ChronoUnit.HOURS.between(START, time)]++;
                    sums += row.path("_raw_offset").asLong();
                }
                Files.delete(file.path());
            }
        }
        assertThat(counts).isEqualTo(events.hours().counts());
        assertThat(sums).isEqualTo(20_000L * 19_999 / 2);
        assertThat((double) events.late() / scale.events()).isBetween(0.03, 0.06);
        assertThat(events.bytes() / scale.events()).isBetween(550L, 1_000L);
    }

    @Test
    void theLedgerKnowsWhatItHeldAtTheEndOfEachBatchAlone() {
        Ledger ledger = new Ledger();
        Ledger.Hours hours = Ledger.Hours.empty();
        hours.add(3, 11);
        ledger.enter(1, hours);
        hours.add(3, 12);
        ledger.enter(2, hours);
        assertThat(ledger.at(0).counts()[3]).isZero();
        assertThat(ledger.at(1).sums()[3]).isEqualTo(11);
        assertThat(ledger.at(2).sums()[3]).isEqualTo(23);
        assertThatThrownBy(() -> ledger.at(3)).isInstanceOf(BenchmarkException.class);
    }
}
