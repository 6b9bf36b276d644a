package io.bytefreezer.packer.upkeep;

import io.bytefreezer.lake.TableId;
import io.bytefreezer.lake.catalog.LakeCatalog;
import io.bytefreezer.lake.upkeep.OrphanRemoval;
import io.bytefreezer.lake.upkeep.SnapshotExpiry;
import io.bytefreezer.lake.upkeep.TableCompactor;
import io.bytefreezer.lake.upkeep.UpkeepOutcome;
import io.bytefreezer.lake.upkeep.plan.FileGroup;
import io.bytefreezer.schemas.name.DatasetRef;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.apache.iceberg.Table;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Goes round the tables that are this packer's to keep: small files become large ones, old snapshots and orphans go. Two packers
 * that keep the same table for a while do no harm, since one of two commits on the same files is refused. Runs on one thread;
 * {@link #stop()} may be called by any.
 */
public final class UpkeepLoop implements Runnable {

    private static final Logger LOG = LoggerFactory.getLogger(UpkeepLoop.class);

    /** All objects of a table are listed for it. */
    private static final Duration ORPHANS_EVERY = Duration.ofHours(6);

    private final Tools tools;
    private final UpkeepSettings settings;
    private final CountDownLatch stopping = new CountDownLatch(1);
    private final Map<DatasetRef, Instant> orphansSought = new HashMap<>();

    /**
     * What the loop works with; all of it stays the caller's to close.
     *
     * @param catalog the lake's tables
     * @param compactor makes large files of small ones, on this loop's thread only
     * @param datasets whose tables are this packer's to keep
     * @param counts is told what happens
     * @param clock tells which hours are over
     */
    public record Tools(
            LakeCatalog catalog,
            TableCompactor compactor,
            Supplier<? extends Collection<DatasetRef>> datasets,
            UpkeepCounts counts,
            Clock clock) {}

    /** A loop that is ready to run. */
    public UpkeepLoop(Tools tools, UpkeepSettings settings) {
        this.tools = tools;
        this.settings = settings;
    }

    /** Makes {@link #run} end, after the file it is at. */
    public void stop() {
        stopping.countDown();
    }

    @Override
    public void run() {
        try {
            while (!stopping.await(settings.interval().toMillis(), TimeUnit.MILLISECONDS)) {
                tools.datasets().get().forEach(this::keep);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void keep(DatasetRef dataset) {
        if (isStopping()) {
            return;
        }
        try {
            TableId id = new TableId(dataset.tenant().value(), dataset.dataset().value());
            tools.catalog().load(id).ifPresent(table -> keep(dataset, table));
        } catch (RuntimeException e) {
            // Store and catalog report in many ways that they are away; the next round tries again.
            tools.counts().upkeepFailed(dataset);
            LOG.warn("the table of {} could not be kept in shape; it is tried again", dataset, e);
        }
    }

    private void keep(DatasetRef dataset, Table table) {
        Instant now = tools.clock().instant();
        for (FileGroup group : TableCompactor.plan(table, now, settings.limits())) {
            if (isStopping()) {
                return;
            }
            compact(dataset, table, group);
        }
        int expired = SnapshotExpiry.expire(table, now, settings.keepSnapshots());
        if (expired > 0) {
            tools.counts().snapshotsExpired(dataset, expired);
        }
        if (!orphansSought
                .getOrDefault(dataset, Instant.EPOCH)
                .plus(ORPHANS_EVERY)
                .isAfter(now)) {
            OrphanRemoval.Removed removed =
                    OrphanRemoval.remove(table, tools.catalog().s3(), now, settings.orphanAge());
            orphansSought.put(dataset, now);
            tools.counts().orphansRemoved(dataset, removed.files());
        }
    }

    private void compact(DatasetRef dataset, Table table, FileGroup group) {
        switch (tools.compactor().compact(table, group)) {
            case UpkeepOutcome.Done done -> {
                tools.counts().compacted(dataset, group.files().size(), group.bytes());
                LOG.debug("{} files of {} of {} became one", group.files().size(), group.hour(), dataset);
            }
            case UpkeepOutcome.Superseded superseded ->
                LOG.debug("files of {} of {} were changed by others", group.hour(), dataset);
            case UpkeepOutcome.Undecided undecided -> throw undecided.reason();
        }
    }

    private boolean isStopping() {
        return stopping.getCount() == 0;
    }
}
