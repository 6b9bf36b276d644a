package io.bytefreezer.runtime.control;

import io.bytefreezer.runtime.config.ControlConfig;
import io.bytefreezer.runtime.config.Secret;
import io.bytefreezer.runtime.control.SnapshotFetch.Answer;
import io.bytefreezer.schemas.snapshot.Snapshot;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps the snapshot of the control plane at hand. Its life:
 *
 * <ol>
 *   <li>Construction opens nothing.
 *   <li>{@link #start} takes the last snapshot from disk, if there is one, and returns; from then on a thread of its own
 *       asks the control plane, without end, for the next.
 *   <li>{@link #close} ends that.
 * </ol>
 *
 * <p>The last good snapshot stays, whatever the control plane answers or fails to. All methods but {@code start} and
 * {@code close} are safe for use by many threads.
 */
public final class ControlPlaneClient implements SnapshotSource, AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(ControlPlaneClient.class);

    private static final Backoff BACKOFF = new Backoff(Duration.ofMillis(400), Duration.ofSeconds(30));

    /** A control plane that does not know long polling is asked no more often than this. */
    private static final Duration POLL_LEAST = Duration.ofMillis(200);

    private static final Duration CLOSE_PATIENCE = Duration.ofSeconds(2);

    private final ControlConfig config;
    private final SnapshotCache cache;
    private final Clock clock;
    private final RandomGenerator random = RandomGenerator.getDefault();
    private final Listeners listeners = new Listeners();
    private final AtomicReference<@Nullable CachedSnapshot> held = new AtomicReference<>();
    private final CountDownLatch closed = new CountDownLatch(1);
    private volatile ControlStatus status = new ControlStatus(false, "the control plane has not been asked yet", null);
    private @Nullable Thread poller;
    private @Nullable SnapshotFetch fetch;

    /**
     * For this control plane.
     *
     * @param cacheFile where the last snapshot is kept, usually {@link ControlConfig#cacheFile}
     */
    public ControlPlaneClient(ControlConfig config, Path cacheFile, Clock clock) {
        this.config = config;
        this.cache = new SnapshotCache(cacheFile);
        this.clock = clock;
    }

    /** Takes the last snapshot from disk and starts asking for the next; does not wait for an answer. */
    public void start() {
        cache.read().ifPresent(cached -> {
            held.set(cached);
            listeners.publish(cached.snapshot());
        });
        URI url = config.url();
        Secret key = config.serviceKey();
        if (url == null) {
            failed("no control plane is configured (control.url, BYTEFREEZER_CONTROL_URL)");
        } else if (key == null || key.isBlank()) {
            failed("no service key is configured (control.service_key, BYTEFREEZER_SERVICE_KEY)");
        } else {
            SnapshotFetch opened = new SnapshotFetch(url, key);
            fetch = opened;
            poller = Thread.ofVirtual().name("control-plane").start(() -> poll(opened, url.toString()));
        }
    }

    @Override
    public Optional<Snapshot> current() {
        return listeners.current();
    }

    @Override
    public ControlStatus status() {
        return status;
    }

    @Override
    public Registration onChange(Consumer<Snapshot> listener) {
        return listeners.add(listener);
    }

    @Override
    public void close() {
        closed.countDown();
        SnapshotFetch opened = fetch;
        Thread polling = poller;
        if (opened == null || polling == null) {
            return;
        }
        polling.interrupt();
        try {
            polling.join(CLOSE_PATIENCE);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        opened.close();
    }

    private void poll(SnapshotFetch opened, String source) {
        int failures = 0;
        try {
            Duration pause = Duration.ZERO;
            while (!closed.await(pause.toMillis(), TimeUnit.MILLISECONDS)) {
                long asked = System.nanoTime();
                boolean good = ask(opened, source);
                failures = good ? 0 : failures + 1;
                pause = good ? restOfLeast(asked) : BACKOFF.after(failures, random.nextDouble());
            }
        } catch (InterruptedException e) {
            LOG.debug("Stopped asking the control plane", e);
        }
    }

    private static Duration restOfLeast(long sinceNanos) {
        Duration rest = POLL_LEAST.minusNanos(System.nanoTime() - sinceNanos);
        return rest.isNegative() ? Duration.ZERO : rest;
    }

    /** Whether a good answer came. Nothing may end the asking, so whatever else goes wrong is a failure like any other. */
    private boolean ask(SnapshotFetch opened, String source) throws InterruptedException {
        try {
            return take(opened.ask(etag(source)), source);
        } catch (RuntimeException e) {
            LOG.error("Asking the control plane failed", e);
            failed("asking the control plane failed (" + e.getClass().getSimpleName() + "; see the log)");
            return false;
        }
    }

    private boolean take(Answer answer, String source) {
        return switch (answer) {
            case Answer.Changed changed -> {
                changed(changed, source);
                yield true;
            }
            case Answer.Unchanged unchanged -> {
                connected();
                yield true;
            }
            case Answer.Failed failure -> {
                failed(failure.problem());
                yield false;
            }
        };
    }

    private void changed(Answer.Changed changed, String source) {
        CachedSnapshot before = held.get();
        CachedSnapshot fresh = new CachedSnapshot(source, changed.etag(), clock.instant(), changed.snapshot());
        held.set(fresh);
        if (before == null || !before.snapshot().equals(fresh.snapshot())) {
            LOG.info(
                    "Snapshot revision {}: {} datasets",
                    fresh.snapshot().revision(),
                    fresh.snapshot().datasets().size());
            listeners.publish(fresh.snapshot());
        }
        cache.write(fresh);
        connected();
    }

    private void connected() {
        if (!status.connected()) {
            LOG.info("The control plane answers");
        }
        status = new ControlStatus(true, null, clock.instant());
    }

    private void failed(String problem) {
        CachedSnapshot known = held.get();
        String sentence = problem
                + (known == null
                        ? ": there is no snapshot yet"
                        : ": running from the snapshot of " + known.fetchedAt());
        if (!sentence.equals(status.problem())) {
            LOG.warn("{}", sentence);
        }
        status = new ControlStatus(false, sentence, status.lastContact());
    }

    /** What to compare with: nothing when the snapshot came from another control plane. */
    private Optional<String> etag(String source) {
        return Optional.ofNullable(held.get())
                .filter(known -> known.source().equals(source))
                .map(CachedSnapshot::etag)
                .filter(etag -> !etag.isEmpty());
    }
}
