package io.bytefreezer.query.live;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** All streams of a service: their settings and places, and whether they may go on. Thread-safe. */
public final class LiveStreams {

    private final LiveConfig config;
    private final LiveSlots slots;
    private final CountDownLatch closed = new CountDownLatch(1);

    /** No streams yet. */
    public LiveStreams(LiveConfig config) {
        this.config = config;
        this.slots = new LiveSlots(config);
    }

    /** The settings. */
    public LiveConfig config() {
        return config;
    }

    /** The places. */
    public LiveSlots slots() {
        return slots;
    }

    /** Waits this long, and says whether streams have to end. */
    public boolean closesWithin(Duration time) throws InterruptedException {
        return closed.await(time.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** Asks all streams to end. */
    public void close() {
        closed.countDown();
    }
}
