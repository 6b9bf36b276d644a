package io.bytefreezer.proxy.sink;

import static org.assertj.core.api.Assertions.assertThat;

import io.bytefreezer.proxy.sink.InFlightBytes.Lease;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(10)
class InFlightBytesTest {

    private final InFlightBytes inFlight = new InFlightBytes(100);

    @Test
    void oneShareLeavesHalfToTheOthers() {
        InFlightBytes.Share greedy = inFlight.share();
        try (Lease first = greedy.lease();
                Lease second = greedy.lease();
                Lease other = inFlight.share().lease()) {
            assertThat(first.tryGrow(50)).isTrue();
            assertThat(second.tryGrow(1)).isFalse();
            assertThat(other.tryGrow(50)).isTrue();
            assertThat(inFlight.used()).isEqualTo(100);
        }
        assertThat(inFlight.used()).isZero();
    }

    @Test
    void whatIsLargerThanAShareTakesAllOfIt() {
        InFlightBytes.Share share = inFlight.share();
        try (Lease large = share.lease()) {
            assertThat(large.tryGrow(30)).isTrue();
            assertThat(large.tryGrow(1_000)).isTrue();
            assertThat(inFlight.used()).isEqualTo(50);
            assertThat(share.lease().tryGrow(1)).isFalse();
        }
    }

    @Test
    void closingTwiceGivesBackOnce() {
        Lease lease = inFlight.share().lease();
        Lease other = inFlight.share().lease();
        assertThat(lease.tryGrow(20)).isTrue();
        assertThat(other.tryGrow(20)).isTrue();
        lease.close();
        lease.close();
        assertThat(inFlight.used()).isEqualTo(20);
    }

    @Test
    void growingWaitsForRoom() throws InterruptedException {
        InFlightBytes.Share share = inFlight.share();
        Lease first = share.lease();
        assertThat(first.tryGrow(40)).isTrue();
        CompletableFuture<Void> grown = new CompletableFuture<>();
        Thread waiting = Thread.ofVirtual().start(() -> {
            try {
                share.lease().grow(20);
                grown.complete(null);
            } catch (InterruptedException e) {
                grown.completeExceptionally(e);
            }
        });
        while (waiting.getState() != Thread.State.WAITING) {
            Thread.onSpinWait();
        }
        assertThat(grown).isNotDone();
        first.close();
        assertThat(waiting.join(Duration.ofSeconds(5))).isTrue();
        assertThat(grown.orTimeout(5, TimeUnit.SECONDS)).isCompleted();
        assertThat(inFlight.used()).isEqualTo(20);
    }
}
