package io.bytefreezer.query.result;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class FreshnessJsonTest {

    private static final Instant TIME = Instant.parse("2026-03-04T05:06:07Z");

    @Test
    void aHeaderIsOneLineOfAscii() {
        Freshness table =
                new Freshness("demo.web", OptionalLong.of(7), true, 3L, 0L, TIME, 1.5, List.of("Kafka: \"é\"\nnext"));

        assertThat(FreshnessJson.header(List.of(table)))
                .isEqualTo(
                        "[{\"table\":\"demo.web\",\"snapshot_id\":\"7\",\"tail\":true,\"tail_rows\":3,\"lag_records\":0,"
                                + "\"event_time\":\"2026-03-04T05:06:07Z\",\"lag_seconds\":1.5,"
                                + "\"warnings\":[\"Kafka: \\\"\\u00E9\\\"\\nnext\"]}]");
    }

    @Test
    void aHeaderLeavesOutWarningsAndThenTablesRatherThanBeTooLong() {
        Freshness warned =
                Freshness.snapshot("demo.web", OptionalLong.empty(), Optional.empty(), List.of("x".repeat(5_000)));

        assertThat(FreshnessJson.header(List.of(warned))).contains("demo.web", "ask for application/json");
        assertThat(FreshnessJson.header(Collections.nCopies(500, warned))).hasSizeBetween(1_000, 4_096);
    }

    @Test
    void saysNothingOfRowsThatAKeyCannotSee() {
        Freshness discreet = new Freshness(
                        "demo.web", OptionalLong.of(7), true, 3L, 4L, TIME, 1.5, List.of("up to 4 newer records"))
                .discreet();

        assertThat(FreshnessJson.header(List.of(discreet)))
                .isEqualTo("[{\"table\":\"demo.web\",\"snapshot_id\":\"7\",\"tail\":true,\"tail_rows\":null,"
                        + "\"lag_records\":null,\"warnings\":[\"some rows not packed yet are left out\"]}]");
    }

    @Test
    void aSnapshotAloneHasTheTimeOfItsNewestRow() {
        Freshness packed = Freshness.snapshot("demo.web", OptionalLong.of(7), Optional.of(TIME), List.of());

        assertThat(packed.eventTime()).isEqualTo(TIME);
        assertThat(packed.lagSeconds()).isPositive();
        assertThat(packed.tailRows()).isZero();
    }
}
