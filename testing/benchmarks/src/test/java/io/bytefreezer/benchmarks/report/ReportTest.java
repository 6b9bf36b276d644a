package io.bytefreezer.benchmarks.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import org.junit.jupiter.api.Test;

class ReportTest {

    private static final Conditions CONDITIONS = new Conditions(
            "./bytefreezer benchmark", "2026-03-04", "2 processors", "Load average 0.1.", List.of("One sentence."));

    private final String page = report().markdown();

    @Test
    void aRateIsComparedWithTheFloorsBeforeAndAfterIt() {
        // The floors around it made 100,000 and 50,000 events a second, and the run 15,000.
        assertThat(page).contains("| queryable | 15,000 | 0.20 |");
        assertThat(page).contains("| acknowledged | 30,000 | 0.40 |");
        assertThat(page).contains("| floor: produced and consumed | 75,000 (50,000–100,000) | |");
    }

    @Test
    void theCostOfEachProcessIsForAMillionEvents() {
        assertThat(page).contains("| piper | 10.00 | 2.50 | 512 |");
        assertThat(page).contains("| all services | 15.00 | 3.75 | |");
        assertThat(page).contains("| kafka | 8.00 | 4.00 | |");
        assertThat(page).contains("| floor: kafka | 2.00 | | |");
    }

    @Test
    void theDearestServiceComesFirst() {
        assertThat(page.indexOf("| piper |")).isLessThan(page.indexOf("| proxy |"));
    }

    @Test
    void whatIsStoredIsDividedByAllEventsOfTheDataset() {
        assertThat(page).contains("| as sent | 300 |", "| in raw objects | 100 |", "| in the lake's data files | 50 |");
    }

    @Test
    void everyRowOfATableHasAsManyCellsAsItsHead() {
        long cells = 0;
        for (String line : page.lines().toList()) {
            long here = line.chars().filter(c -> c == '|').count();
            if (cells > 0 && here > 0) {
                assertThat(here).as(line).isEqualTo(cells);
            }
            cells = here;
        }
        assertThat(page).contains("One sentence.", "2026-03-04", "./bytefreezer benchmark");
    }

    private static Report report() {
        SequencedMap<String, Duration> cpu = new LinkedHashMap<>();
        cpu.put("proxy", Duration.ofMillis(150));
        cpu.put("piper", Duration.ofMillis(300));
        cpu.put("kafka", Duration.ofMillis(240));
        cpu.put("s3", Duration.ofMillis(60));
        cpu.put(Report.LOAD_GENERATOR, Duration.ofMillis(90));
        Map<Stage, Duration> after = Map.of(
                Stage.ACKNOWLEDGED, Duration.ofSeconds(1),
                Stage.PROCESSED, Duration.ofSeconds(2),
                Stage.LANDED, Duration.ofSeconds(2),
                Stage.QUERYABLE, Duration.ofSeconds(2));
        CaseRun run = new CaseRun(30_000, after, cpu, 0, new CaseRun.Stored(30_001, 3_000_100, 1_500_050));
        SequencedMap<String, List<CaseRun>> cases = new LinkedHashMap<>(Map.of("passthrough", List.of(run)));
        List<FloorRun> floor = List.of(
                new FloorRun(30_000, Duration.ofMillis(300), Duration.ofMillis(120), Duration.ofMillis(60)),
                new FloorRun(30_000, Duration.ofMillis(600), Duration.ofMillis(120), Duration.ofMillis(60)));
        return new Report(CONDITIONS, 300, floor, cases, Map.of("piper", 512L << 20));
    }
}
