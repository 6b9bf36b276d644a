package io.bytefreezer.runtime.control;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class BackoffTest {

    private final Backoff backoff = new Backoff(Duration.ofMillis(400), Duration.ofSeconds(30));

    @Test
    void doublesUpToTheLongest() {
        assertThat(backoff.after(1, 1)).isEqualTo(Duration.ofMillis(400));
        assertThat(backoff.after(2, 1)).isEqualTo(Duration.ofMillis(800));
        assertThat(backoff.after(7, 1)).isEqualTo(Duration.ofMillis(25_600));
        assertThat(backoff.after(8, 1)).isEqualTo(Duration.ofSeconds(30));
        assertThat(backoff.after(Integer.MAX_VALUE, 1)).isEqualTo(Duration.ofSeconds(30));
    }

    @Test
    void leavesHalfToChance() {
        assertThat(backoff.after(1, 0)).isEqualTo(Duration.ofMillis(200));
        assertThat(backoff.after(8, 0)).isEqualTo(Duration.ofSeconds(15));
    }
}
