package io.bytefreezer.query.export;

import io.bytefreezer.query.export.destination.Target;
import io.bytefreezer.runtime.health.Health;
import io.bytefreezer.runtime.service.ServiceMetrics;
import io.micrometer.core.instrument.Gauge;
import java.time.Clock;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Runs exports one after another, each when its interval is over. Its health is safe for use by many threads. */
public final class ExportSchedule implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(ExportSchedule.class);
    private static final Duration STOPS_WITHIN = Duration.ofSeconds(10);

    private final List<Entry> entries;
    private final Exporter exporter;
    private final ServiceMetrics metrics;
    private final CountDownLatch stop = new CountDownLatch(1);
    private final Pauses pauses = Pauses.until(stop);
    private final Thread thread;

    /** Exports that run once this is started. */
    public ExportSchedule(List<ExportConfig> exports, ExportTools tools, ServiceMetrics metrics) {
        this.exporter = new Exporter(tools, pauses, Clock.systemUTC());
        this.metrics = metrics;
        this.entries = exports.stream().map(Entry::new).toList();
        this.thread = Thread.ofPlatform().daemon().name("exports").unstarted(this::loop);
        for (Entry entry : entries) {
            Gauge.builder("bytefreezer.query.export.age.seconds", entry, Entry::ageSeconds)
                    .description("Seconds since the export last sent all there was")
                    .tag("export", entry.config.name())
                    .register(metrics.registry());
        }
    }

    /** An export and how it does. The volatile fields are read by others than the thread. */
    private static final class Entry {
        private final ExportConfig config;
        private long dueNanos = System.nanoTime();
        private volatile long completeNanos = System.nanoTime();
        private volatile @Nullable String problem;
        private @Nullable Target target;

        Entry(ExportConfig config) {
            this.config = config;
        }

        double ageSeconds() {
            return (System.nanoTime() - completeNanos) / 1e9;
        }

        Target target() {
            Target open = target;
            if (open == null) {
                open = config.target().open();
                target = open;
            }
            return open;
        }
    }

    /** Begins to run them. */
    public void start() {
        if (!entries.isEmpty()) {
            thread.start();
        }
    }

    /** Degraded for exports whose last run did not send all. */
    public Health health() {
        return Health.worst(entries.stream()
                .map(entry -> Optional.ofNullable(entry.problem)
                        .map(why -> Health.degraded("export '" + entry.config.name() + "': " + why))
                        .orElseGet(Health::up))
                .toList());
    }

    @Override
    public void close() {
        stop.countDown();
        if (!thread.isAlive()) {
            return;
        }
        thread.interrupt();
        try {
            if (!thread.join(STOPS_WITHIN)) {
                LOG.warn("Exports did not stop within {}", STOPS_WITHIN);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void loop() {
        Optional<Entry> next = next();
        while (next.isPresent() && pauses.pause(untilDue(next.get()))) {
            run(next.get());
            next.get().dueNanos =
                    System.nanoTime() + next.get().config.interval().toNanos();
            next = next();
        }
        for (Entry entry : entries) {
            Target target = entry.target;
            if (target != null) {
                target.close();
            }
        }
    }

    private Optional<Entry> next() {
        return entries.stream().min(Comparator.comparingLong(entry -> entry.dueNanos - System.nanoTime()));
    }

    private static Duration untilDue(Entry entry) {
        return Duration.ofNanos(Math.max(0, entry.dueNanos - System.nanoTime()));
    }

    /** The schedule goes on whatever happens to one run. */
    private void run(Entry entry) {
        String name = entry.config.name();
        try {
            ExportReport report = exporter.run(entry.config, entry.target(), Optional.empty());
            metrics.counter("export_rows", "export", name).increment((double) report.sent());
            metrics.counter("export_rejected", "export", name).increment((double) report.rejected());
            metrics.counter("export_runs", "export", name, "outcome", "complete")
                    .increment();
            entry.completeNanos = System.nanoTime();
            entry.problem = report.rejected() == 0 ? null : rejected(report);
            LOG.debug("Export {}: {}", name, report.summary());
        } catch (ExportException e) {
            failed(entry, String.valueOf(e.getMessage()), e);
        } catch (RuntimeException e) {
            // Iceberg and its catalogs report in many ways that they are away.
            failed(entry, "the lake cannot be read at the moment: " + e, e);
        }
    }

    private static String rejected(ExportReport report) {
        return report.rejected() + " rows were rejected in the last run: see its .rejected.ndjson";
    }

    private void failed(Entry entry, String why, Throwable error) {
        metrics.counter("export_runs", "export", entry.config.name(), "outcome", "failed")
                .increment();
        if (stop.getCount() == 0) {
            return;
        }
        if (!why.equals(entry.problem)) {
            LOG.warn("Export {} stopped and will try again: {}", entry.config.name(), why, error);
        }
        entry.problem = why;
    }
}
