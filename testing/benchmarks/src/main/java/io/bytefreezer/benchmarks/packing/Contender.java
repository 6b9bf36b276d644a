package io.bytefreezer.benchmarks.packing;

import io.bytefreezer.benchmarks.BenchmarkException;
import io.bytefreezer.benchmarks.stack.Child;
import io.bytefreezer.lake.TableId;
import io.bytefreezer.lake.catalog.LakeCatalog;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.StreamSupport;
import org.apache.iceberg.Snapshot;
import org.apache.iceberg.SnapshotSummary;
import org.apache.iceberg.Table;

/**
 * One of the two, running.
 *
 * @param name what it is called in the figures
 * @param process its own, for nothing else
 * @param source where its rows come from
 * @param table where they go
 */
record Contender(String name, Child process, Filler.Source source, TableId table) {

    private static final Duration WITHIN = Duration.ofMinutes(10);

    /** Each look costs the store something, and the process that is measured nothing. */
    private static final Duration LOOK_AGAIN = Duration.ofMillis(200);

    /** Waits until the table has so many rows, and throws when it has more. */
    void await(LakeCatalog catalog, long rows) {
        long deadline = System.nanoTime() + WITHIN.toNanos();
        long there = rows(catalog);
        while (there < rows) {
            if (System.nanoTime() > deadline || !process.isAlive()) {
                throw new BenchmarkException(
                        name + (process.isAlive() ? " takes too long" : " ended") + ": " + there + " of " + rows
                                + " rows",
                        null);
            }
            LockSupport.parkNanos(LOOK_AGAIN.toNanos());
            there = rows(catalog);
        }
        if (there > rows) {
            throw new BenchmarkException(name + " committed " + there + " rows of " + rows, null);
        }
    }

    /** Rows committed. */
    long rows(LakeCatalog catalog) {
        return catalog.load(table)
                .map(Table::currentSnapshot)
                .map(Snapshot::summary)
                .map(summary -> Long.parseLong(summary.getOrDefault(SnapshotSummary.TOTAL_RECORDS_PROP, "0")))
                .orElse(0L);
    }

    /** Snapshots that brought rows. */
    long commits(LakeCatalog catalog) {
        return catalog.load(table).stream()
                .flatMap(loaded -> StreamSupport.stream(loaded.snapshots().spliterator(), false))
                .filter(snapshot -> snapshot.summary().containsKey(SnapshotSummary.ADDED_RECORDS_PROP))
                .count();
    }
}
