package io.bytefreezer.benchmarks.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class MetricsPageTest {

    private static final String PAGE = """
            # HELP rows_total rows
            # TYPE rows_total counter
            rows_total{dataset="a"} 12.0
            rows_total{dataset="b"} 1.0E6
            rows_total_of_another 5.0
            landed_total 3.0
            """;

    @Test
    void addsTheSeriesOfOneName() {
        assertThat(MetricsPage.sum(PAGE, "rows_total")).isEqualTo(1_000_012);
        assertThat(MetricsPage.sum(PAGE, "landed_total")).isEqualTo(3);
        assertThat(MetricsPage.sum(PAGE, "missing_total")).isZero();
    }
}
