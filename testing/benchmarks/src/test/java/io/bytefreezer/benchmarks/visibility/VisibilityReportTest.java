package io.bytefreezer.benchmarks.visibility;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class VisibilityReportTest {

    private static final long MILLI = 1_000_000;

    @Test
    void theWaitOfNearlyAllDecides() {
        // One in a hundred may take longer.
        assertThat(report(990, 1_000, 10, 0).isMet()).isTrue();
        assertThat(report(989, 1_000, 11, 0).isMet()).isFalse();
        assertThat(report(990, 1_000, 10, 1).isMet()).isFalse();
    }

    @Test
    void printsTablesWithWhatWasMissed() {
        assertThat(report(0, 1_000, 1_000, 0).markdown())
                .contains("| acknowledged until visible, ms | 1,001 | 1,001 | 1,001 | p99 1,000: **missed** |")
                .contains("| events acknowledged/s | 5,000 of 5,000: met |");
    }

    private static Report report(int good, long millis, int bad, long wrong) {
        List<Long> waits = LongStream.concat(
                        LongStream.generate(() -> millis * MILLI).limit(good),
                        LongStream.generate(() -> (millis + 1) * MILLI).limit(bad))
                .boxed()
                .toList();
        return new Report(List.of("one"), waits, waits, 5_000, 5_000, Map.of(), wrong, 0, List.of());
    }
}
