package io.bytefreezer.proxy.sink;

import static java.util.concurrent.TimeUnit.MILLISECONDS;

import io.bytefreezer.runtime.control.Registration;
import io.bytefreezer.runtime.control.SnapshotSource;
import io.bytefreezer.runtime.kafka.TopicsUnavailableException;
import io.bytefreezer.schemas.name.DatasetRef;
import io.bytefreezer.schemas.snapshot.Dataset;
import io.bytefreezer.schemas.snapshot.Snapshot;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sees to it that a dataset's topics exist before the first event goes there: for all datasets whenever the snapshot
 * changes, and again and again for one where that failed. Safe for use by many threads.
 */
public final class ReadyTopics implements AutoCloseable {

    static final Duration RETRY_AFTER = Duration.ofSeconds(2);

    private static final Logger LOG = LoggerFactory.getLogger(ReadyTopics.class);

    private final SnapshotSource snapshots;
    private final Consumer<Dataset> ensure;
    private final Executor executor = Executors.newThreadPerTaskExecutor(
            Thread.ofVirtual().name("topics-", 0).factory());
    private final Map<DatasetRef, CompletableFuture<Void>> ready = new ConcurrentHashMap<>();
    private final Map<DatasetRef, String> problems = new ConcurrentHashMap<>();
    private final Registration registration;
    private volatile boolean closed;

    /**
     * Starts with the datasets there are.
     *
     * @param snapshots which datasets there are
     * @param ensure makes the topics of one exist, or throws {@link TopicsUnavailableException};
     *     called by many threads
     */
    ReadyTopics(SnapshotSource snapshots, Consumer<Dataset> ensure) {
        this.snapshots = snapshots;
        this.ensure = ensure;
        this.registration = snapshots.onChange(this::ensureAll);
    }

    /** Completes when the topics are there, exceptionally when they could not be made now. */
    public CompletableFuture<Void> ready(DatasetRef dataset) {
        return ready.computeIfAbsent(dataset, this::ensureOne).copy();
    }

    /** The topics turned out to be missing: they are made again before the next event. */
    public void forget(DatasetRef dataset) {
        ready.remove(dataset);
    }

    /** One sentence for each dataset whose topics are not there. */
    List<String> problems() {
        return problems.values().stream().sorted().toList();
    }

    @Override
    public void close() {
        closed = true;
        registration.close();
    }

    private void ensureAll(Snapshot snapshot) {
        ready.keySet().retainAll(snapshot.refs());
        problems.keySet().retainAll(snapshot.refs());
        for (DatasetRef ref : snapshot.refs()) {
            var unused = ready(ref);
        }
    }

    private CompletableFuture<Void> ensureOne(DatasetRef ref) {
        return CompletableFuture.runAsync(() -> ensure.accept(known(ref)), executor)
                .whenComplete((done, error) -> {
                    if (error == null) {
                        problems.remove(ref);
                    } else {
                        failed(ref, error);
                    }
                });
    }

    private Dataset known(DatasetRef ref) {
        return find(ref).orElseThrow(() -> new NoSuchElementException("the control plane knows no dataset " + ref));
    }

    private Optional<Dataset> find(DatasetRef ref) {
        return snapshots.current().flatMap(snapshot -> snapshot.dataset(ref));
    }

    private void failed(DatasetRef ref, Throwable error) {
        String problem = "topics of " + ref + " are not ready: " + KafkaErrors.message(error);
        if (closed) {
            return;
        }
        if (!problem.equals(problems.put(ref, problem))) {
            LOG.warn(problem);
        }
        CompletableFuture.delayedExecutor(RETRY_AFTER.toMillis(), MILLISECONDS, executor)
                .execute(() -> retry(ref));
    }

    private void retry(DatasetRef ref) {
        forget(ref);
        if (closed || find(ref).isEmpty()) {
            problems.remove(ref);
        } else {
            var unused = ready(ref);
        }
    }
}
