package io.bytefreezer.piper;

import io.bytefreezer.runtime.control.Registration;
import io.bytefreezer.runtime.control.SnapshotSource;
import io.bytefreezer.schemas.snapshot.Snapshot;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings each new snapshot into the plan book on a thread of its own, and again until the topics of all its datasets and
 * all its tables are there.
 */
final class PlanFollower implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(PlanFollower.class);
    private static final Duration AGAIN_AFTER = Duration.ofSeconds(2);
    private static final Duration LOOK_AFTER_TOPICS = Duration.ofSeconds(30);

    private final SnapshotSource snapshots;
    private final PlanBook book;
    private final Runnable followed;
    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("piper-plans").factory());
    private final Registration registration;

    /**
     * Starts to follow.
     *
     * @param followed is called after each snapshot that was taken over; returns at once
     */
    PlanFollower(SnapshotSource snapshots, PlanBook book, Runnable followed) {
        this.snapshots = snapshots;
        this.book = book;
        this.followed = followed;
        this.registration = snapshots.onChange(this::changed);
        var unused = thread.scheduleWithFixedDelay(
                this::lookAfterTopics,
                LOOK_AFTER_TOPICS.toMillis(),
                LOOK_AFTER_TOPICS.toMillis(),
                TimeUnit.MILLISECONDS);
    }

    @Override
    public void close() {
        registration.close();
        thread.shutdownNow();
    }

    private void changed(Snapshot snapshot) {
        schedule(Duration.ZERO);
    }

    private void lookAfterTopics() {
        book.doubtTopics();
        follow();
    }

    private void follow() {
        try {
            boolean complete = snapshots.current().map(book::follow).orElse(true);
            followed.run();
            if (!complete) {
                schedule(AGAIN_AFTER);
            }
        } catch (RuntimeException e) {
            LOG.error("the snapshot could not be taken over, the plans before it stay in force", e);
            schedule(AGAIN_AFTER);
        }
    }

    private void schedule(Duration delay) {
        try {
            var unused = thread.schedule(this::follow, delay.toMillis(), TimeUnit.MILLISECONDS);
        } catch (RejectedExecutionException e) {
            LOG.debug("a snapshot arrived while the piper closes");
        }
    }
}
