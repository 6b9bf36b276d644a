package io.bytefreezer.benchmarks.upkeep;

import io.bytefreezer.benchmarks.BenchmarkException;
import io.bytefreezer.lake.catalog.LakeCatalog;
import io.bytefreezer.lake.read.LakeFile;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;

/** The course of a measurement: appends with rounds of upkeep meanwhile, rounds until nothing is left to do, and a watcher over all of it. */
final class Course {

    private static final long PAUSE_MILLIS = 100;
    private static final int SCAN_EACH = 10;
    private static final int PROGRESS_EACH = 48;
    private static final Executor THREADS = task -> Thread.ofPlatform().daemon().start(task);

    private final Scale scale;
    private final LakeCatalog catalog;
    private final Path directory;
    private final Ledger ledger = new Ledger();
    private final CountDownLatch appended = new CountDownLatch(1);
    private final CountDownLatch kept = new CountDownLatch(1);

    Course(Scale scale, LakeCatalog catalog, Path directory) {
        this.scale = scale;
        this.catalog = catalog;
        this.directory = directory;
    }

    Outcome run() throws InterruptedException {
        Clocks begin = Clocks.now();
        try (Appender appender = new Appender(scale, ledger, catalog, directory);
                Keeper keeper = new Keeper(scale, catalog, directory);
                Watcher watcher = new Watcher(scale, ledger, catalog, directory)) {
            CompletableFuture<Void> keeping = CompletableFuture.runAsync(() -> keep(keeper), THREADS);
            CompletableFuture<Void> watching = CompletableFuture.runAsync(() -> watch(watcher), THREADS);
            Sizes largest = append(appender, keeping);
            Clocks all = Clocks.now();
            int pollsDuring = watcher.polls();
            appended.countDown();
            settle(keeping);
            kept.countDown();
            settle(watching);
            Clocks end = Clocks.now();
            int pollsBefore = watcher.polls();
            watcher.pollAndScanAll();
            Sizes sizes = new Sizes(
                    watcher.poll().files().stream().map(LakeFile::bytes).toList());
            return new Outcome(
                    scale,
                    new Outcome.Appended(
                            appender.files(),
                            appender.bytes(),
                            appender.events().bytes(),
                            appender.events().late(),
                            largest.count()),
                    keeper.done(),
                    new Outcome.Watched(pollsDuring, pollsBefore - pollsDuring, watcher.scans(), watcher.differences()),
                    new Outcome.Took(begin.until(all), all.until(end)),
                    sizes);
        }
    }

    /** Appends all; the files that the table has then. */
    private Sizes append(Appender appender, CompletableFuture<Void> keeping) {
        for (int batch = 0; batch < scale.batches(); batch++) {
            appender.append(batch);
            if (keeping.isCompletedExceptionally()) {
                settle(keeping);
            }
            if ((batch + 1) % PROGRESS_EACH == 0) {
                System.err.printf("%d of %d batches%n", batch + 1, scale.batches());
            }
        }
        try (Watcher after = new Watcher(scale, ledger, catalog, directory.resolve("after"))) {
            return new Sizes(after.poll().files().stream().map(LakeFile::bytes).toList());
        }
    }

    private void keep(Keeper keeper) {
        boolean isDone = false;
        while (!isDone) {
            boolean noMoreComes = pause(appended, PAUSE_MILLIS);
            if (noMoreComes) {
                // Now all hours are over for long enough.
                pause(kept, Keeper.CLOSED_AFTER.toMillis());
            }
            boolean didAnything = keeper.round();
            isDone = noMoreComes && !didAnything;
        }
    }

    private void watch(Watcher watcher) {
        while (!pause(kept, PAUSE_MILLIS)) {
            if (watcher.polls() % SCAN_EACH == SCAN_EACH - 1) {
                watcher.pollAndScan();
            } else {
                watcher.poll();
            }
        }
    }

    private static boolean pause(CountDownLatch until, long millis) {
        try {
            return until.await(millis, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new BenchmarkException("interrupted", e);
        }
    }

    private static void settle(CompletableFuture<Void> work) {
        try {
            work.join();
        } catch (CompletionException e) {
            throw new BenchmarkException("void: " + e.getCause(), e);
        }
    }

    /** Time and processor time of this process, DuckDB's and the store's included. */
    private record Clocks(long nanos, long cpuNanos) {
        static Clocks now() {
            long cpu = ManagementFactory.getOperatingSystemMXBean()
                            instanceof com.sun.management.OperatingSystemMXBean system
                    ? system.getProcessCpuTime()
                    : 0;
            return new Clocks(System.nanoTime(), cpu);
        }

        Outcome.Span until(Clocks later) {
            return new Outcome.Span(Duration.ofNanos(later.nanos - nanos), Duration.ofNanos(later.cpuNanos - cpuNanos));
        }
    }
}
