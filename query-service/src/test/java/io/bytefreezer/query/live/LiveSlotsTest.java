package io.bytefreezer.query.live;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class LiveSlotsTest {

    private final LiveSlots slots = new LiveSlots(new LiveConfig(3, 2, Duration.ofMillis(500), Duration.ofSeconds(15)));

    @Test
    void boundsTheStreamsOfOneKeyAndOfAll() {
        LiveSlots.Slot first = slots.take("a").orElseThrow();
        assertThat(slots.take("a")).isPresent();

        assertThat(slots.take("a")).isEmpty();
        assertThat(slots.take("b")).isPresent();
        assertThat(slots.take("c")).isEmpty();
        first.close();
        assertThat(slots.take("a")).isPresent();
        assertThat(slots.taken()).isEqualTo(3);
    }
}
