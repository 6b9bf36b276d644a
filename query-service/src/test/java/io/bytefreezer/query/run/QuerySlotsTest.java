package io.bytefreezer.query.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class QuerySlotsTest {

    @Test
    void sendsAwayWhoFindsTheQueueFull() throws InterruptedException {
        QuerySlots slots = new QuerySlots(1, 0);
        QuerySlots.Slot slot = slots.acquire("a", 9, Duration.ZERO).orElseThrow();
        assertThat(slots.runningNow()).isEqualTo(1);
        assertThat(slots.acquire("a", 9, Duration.ofDays(1))).isEmpty();
        slot.close();
        slot.close();
        assertThat(slots.runningNow()).isZero();
        assertThat(slots.acquire("a", 9, Duration.ZERO)).isPresent();
        assertThat(slots.acquire("a", 9, Duration.ZERO)).isEmpty();
    }

    @Test
    void givesThePlaceToWhoWaits() throws InterruptedException {
        QuerySlots slots = new QuerySlots(1, 1);
        QuerySlots.Slot slot = slots.acquire("a", 9, Duration.ZERO).orElseThrow();
        CompletableFuture<Optional<QuerySlots.Slot>> waiting = CompletableFuture.supplyAsync(() -> {
            try {
                return slots.acquire("a", 9, Duration.ofSeconds(10));
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        });
        slot.close();
        assertThat(waiting.join()).isPresent();
    }

    @Test
    void leavesTheQueueWhenTheWaitIsOver() throws InterruptedException {
        QuerySlots slots = new QuerySlots(1, 1);
        assertThat(slots.acquire("a", 9, Duration.ZERO)).isPresent();
        assertThat(slots.acquire("a", 9, Duration.ofMillis(1))).isEmpty();
        assertThat(slots.acquire("a", 9, Duration.ofMillis(1))).isEmpty();
    }
}
