package io.bytefreezer.control.watch;

import static org.assertj.core.api.Assertions.assertThat;

import io.bytefreezer.control.watch.RevisionWatch.Waited;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RevisionWatchTest {

    private static final Duration LONG = Duration.ofSeconds(30);

    private final AtomicLong revision = new AtomicLong(1);
    private volatile boolean away;
    private final RevisionWatch watch = new RevisionWatch(() -> {
        if (away) {
            throw new IllegalStateException("away");
        }
        return revision.get();
    });

    @BeforeEach
    void start() {
        watch.start();
        until(() -> watch.latest() == 1);
    }

    @AfterEach
    void close() {
        watch.close();
    }

    @Test
    void wakesForAChangeMadeElsewhere() throws Exception {
        CompletableFuture<Waited> waiting = waiting();
        revision.set(2);
        assertThat(waiting.get(10, TimeUnit.SECONDS)).isEqualTo(Waited.CHANGED);
    }

    @Test
    void isNotFooledByAWaitThatBeginsAfterTheChange() throws Exception {
        revision.set(2);
        watch.lookNow();
        until(() -> watch.latest() == 2);
        assertThat(watch.awaitAfter(1, LONG)).isEqualTo(Waited.CHANGED);
    }

    @Test
    void timesOutWhenNothingChanges() throws Exception {
        assertThat(watch.awaitAfter(1, Duration.ofMillis(1))).isEqualTo(Waited.TIMED_OUT);
    }

    @Test
    void goesOnWhenTheDatabaseComesBack() throws Exception {
        away = true;
        watch.lookNow();
        until(() -> watch.problem().isPresent());
        assertThat(watch.problem().orElseThrow()).contains("away");
        CompletableFuture<Waited> waiting = waiting();
        revision.set(2);
        away = false;
        assertThat(waiting.get(10, TimeUnit.SECONDS)).isEqualTo(Waited.CHANGED);
        assertThat(watch.problem()).isEmpty();
    }

    @Test
    void letsAllGoWhenItIsClosed() throws Exception {
        CompletableFuture<Waited> waiting = waiting();
        watch.close();
        assertThat(waiting.get(10, TimeUnit.SECONDS)).isEqualTo(Waited.CLOSED);
        assertThat(watch.awaitAfter(1, LONG)).isEqualTo(Waited.CLOSED);
        assertThat(watch.waiters()).isZero();
    }

    private CompletableFuture<Waited> waiting() {
        CompletableFuture<Waited> result = new CompletableFuture<>();
        Thread.ofVirtual().start(() -> {
            try {
                result.complete(watch.awaitAfter(1, LONG));
            } catch (InterruptedException e) {
                result.completeExceptionally(e);
            }
        });
        until(() -> watch.waiters() == 1);
        return result;
    }

    private static void until(BooleanSupplier condition) {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).isLessThan(deadline);
            Thread.onSpinWait();
        }
    }
}
