package io.bytefreezer.query;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** Waits for what has to become true soon. */
final class Await {

    private static final int SECONDS = 10;
    private static final int LOOK_NANOS = 5_000_000;

    private Await() {}

    static void that(BooleanSupplier condition) {
        Instant deadline = Instant.now().plusSeconds(SECONDS);
        while (!condition.getAsBoolean()) {
            assertThat(Instant.now()).isBefore(deadline);
            LockSupport.parkNanos(LOOK_NANOS);
        }
    }
}
