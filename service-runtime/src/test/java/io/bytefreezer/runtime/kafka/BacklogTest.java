package io.bytefreezer.runtime.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class BacklogTest {

    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

    private final Backlog backlog = new Backlog();

    @Test
    void waitsSinceTheFirstLookThatSawTheRecord() {
        assertThat(look(0, 10, 10)).isZero();
        assertThat(look(10, 10, 12)).isZero();
        assertThat(look(20, 10, 15)).isEqualTo(Duration.ofSeconds(10));
        assertThat(look(30, 12, 15)).as("the first two are done").isEqualTo(Duration.ofSeconds(10));
        assertThat(look(40, 15, 15)).isZero();
        assertThat(look(50, 15, 16)).isZero();
    }

    @Test
    void remembersTheFirstOfManyLooks() {
        int looks = 10 * Backlog.LOOKS_MAX;
        for (int i = 0; i < looks; i++) {
            look(i, 0, i + 1);
        }
        assertThat(look(looks, 0, looks + 1)).isEqualTo(Duration.ofSeconds(looks));
    }

    private Duration look(int second, long next, long end) {
        return backlog.look(START.plusSeconds(second), next, end);
    }
}
