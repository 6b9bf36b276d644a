package io.bytefreezer.packer.upkeep;

import io.bytefreezer.lake.TableId;
import io.bytefreezer.lake.catalog.LakeCatalog;
import io.bytefreezer.lake.upkeep.HourRetention;
import io.bytefreezer.lake.upkeep.OrphanRemoval;
import io.bytefreezer.lake.upkeep.SnapshotExpiry;
import io.bytefreezer.lake.upkeep.TableCompactor;
import io.bytefreezer.lake.upkeep.UpkeepOutcome;
import io.bytefreezer.lake.upkeep.plan.FileGroup;
import io.bytefreezer.schemas.name.DatasetRef;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import org.apache.iceberg.Table;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What is done to a table: hours whose time is over go, small files become large ones, old snapshots and orphans go. Two packers that keep the same table for a while do
 * no harm, since one of two commits on the same files is refused. For one thread.
 */
final class TableUpkeep implements UpkeepLoop.Work {

    private static final Logger LOG = LoggerFactory.getLogger(TableUpkeep.class);

    /** All objects of a table are listed for it. */
    private static final Duration ORPHANS_EVERY = Duration.ofHours(6);

    private final Tools tools;
    private final UpkeepSettings settings;
    private final Map<DatasetRef, Instant> orphansSought = new HashMap<>();
    private final GroupsTooLarge tooLarge = new GroupsTooLarge();

    /**
     * What it works with; all of it stays the caller's to close.
     *
     * @param catalog the lake's tables
     * @param compactor makes large files of small ones
     * @param retention removes old hours
     * @param kept how long a dataset's rows are kept; empty for good
     * @param counts is told what happens
     * @param clock tells which hours are over
     */
    record Tools(
            LakeCatalog catalog,
            TableCompactor compactor,
            HourRetention retention,
            Function<DatasetRef, Optional<Duration>> kept,
            UpkeepCounts counts,
            Clock clock) {}

    TableUpkeep(Tools tools, UpkeepSettings settings) {
        this.tools = tools;
        this.settings = settings;
    }

    @Override
    public void keep(DatasetRef dataset, BooleanSupplier stopping) {
        TableId id = new TableId(dataset.tenant().value(), dataset.dataset().value());
        Optional<Table> table = tools.catalog().load(id);
        if (table.isPresent()) {
            keep(dataset, table.get(), stopping);
        }
    }

    private void keep(DatasetRef dataset, Table table, BooleanSupplier stopping) {
        Instant now = tools.clock().instant();
        tools.kept().apply(dataset).ifPresent(kept -> retain(dataset, table, now.minus(kept)));
        List<FileGroup> groups = TableCompactor.plan(table, now, settings.limits());
        tooLarge.planned(dataset, groups);
        for (FileGroup group : groups) {
            if (stopping.getAsBoolean()) {
                return;
            }
            compactWhatFits(dataset, table, group);
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

    private void retain(DatasetRef dataset, Table table, Instant oldest) {
        HourRetention.Result result = tools.retention().remove(table, oldest);
        switch (result.outcome()) {
            case UpkeepOutcome.Done done -> {
                HourRetention.Removed removed = result.removed();
                tools.counts().retentionRemoved(dataset, removed.files(), removed.rows(), removed.late());
                LOG.info("{} rows of {} were older than its retention and are removed", removed.rows(), dataset);
            }
            case UpkeepOutcome.Superseded nothing -> LOG.trace("no row of {} is too old", dataset);
            case UpkeepOutcome.Undecided undecided -> throw undecided.reason();
        }
    }

    private void compactWhatFits(DatasetRef dataset, Table table, FileGroup group) {
        switch (tooLarge.run(dataset, group, some -> compact(dataset, table, some))) {
            case COMPACTED, LEFT_ALONE -> LOG.trace("{} of {} is as far as it comes", group.hour(), dataset);
            case TOO_LARGE -> {
                tools.counts().compactionTooLarge(dataset);
                LOG.warn(
                        "{} files of {} of {} are not joined: their rows need more memory than upkeep has; raise upkeep.memory",
                        group.files().size(),
                        group.hour(),
                        dataset);
            }
            case STILL_TOO_LARGE -> tools.counts().compactionTooLarge(dataset);
        }
    }

    private void compact(DatasetRef dataset, Table table, FileGroup group) {
        switch (tools.compactor().compact(table, group)) {
            case UpkeepOutcome.Done done -> {
                tools.counts().compacted(dataset, group.files().size(), group.bytes());
                LOG.debug("{} files of {} of {} were joined", group.files().size(), group.hour(), dataset);
            }
            case UpkeepOutcome.Superseded superseded ->
                LOG.debug("files of {} of {} were changed by others", group.hour(), dataset);
            case UpkeepOutcome.Undecided undecided -> throw undecided.reason();
        }
    }
}
