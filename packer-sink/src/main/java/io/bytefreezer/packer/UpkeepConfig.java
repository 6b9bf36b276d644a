package io.bytefreezer.packer;

import io.bytefreezer.lake.upkeep.OrphanRemoval;
import io.bytefreezer.lake.upkeep.plan.CompactionLimits;
import io.bytefreezer.packer.upkeep.UpkeepSettings;
import io.bytefreezer.runtime.config.DataSize;
import io.bytefreezer.runtime.config.Default;
import io.bytefreezer.runtime.config.Doc;
import java.time.Duration;

/**
 * How packers keep tables in shape.
 *
 * @param enabled whether they do
 * @param interval pause between two rounds over the tables
 * @param targetSize size that files come near to
 * @param closedAfter when an hour's files become large ones
 * @param openFiles files of like size that an hour may have before
 * @param keepSnapshots time for which old snapshots are kept
 * @param orphanAge age from which files are removed that no snapshot knows
 * @param memory memory of DuckDB for it
 */
@Doc(
        "How packers keep tables in shape: small files become large ones, old snapshots and files that belong to none are removed.")
public record UpkeepConfig(
        @Doc("Whether this packer does so, for the datasets that fall to it.") @Default("false")
        boolean enabled,

        @Doc("Pause between two rounds over the tables.") @Default("5m")
        Duration interval,

        @Doc("Size that data files come near to, between half and twice of it.") @Default("128MiB")
        DataSize targetSize,

        @Doc("An hour's files become large ones when it ended, and its last small file came, so long ago.")
        @Default("30m")
        Duration closedAfter,

        @Doc("Files of like size that an hour may have before that.") @Default("16")
        int openFiles,

        @Doc("How long a table can be read as it was; more than the longest query takes.") @Default("24h")
        Duration keepSnapshots,

        @Doc("Files that no snapshot knows are removed at this age, at least an hour.") @Default("24h")
        Duration orphanAge,

        @Doc("Memory of DuckDB for it before it spills to disk.") @Default("256MiB")
        DataSize memory) {

    /**
     * @throws IllegalArgumentException when work would never end, or would touch what is in use
     */
    public UpkeepConfig {
        limits(targetSize, closedAfter, openFiles);
        if (interval.isZero() || interval.isNegative()) {
            throw new IllegalArgumentException("interval must be positive");
        }
        if (keepSnapshots.isNegative()) {
            throw new IllegalArgumentException("keep_snapshots must not be negative");
        }
        if (orphanAge.compareTo(OrphanRemoval.SAFETY_AGE_MIN) < 0) {
            throw new IllegalArgumentException("orphan_age must be at least an hour");
        }
    }

    UpkeepSettings settings() {
        return new UpkeepSettings(interval, limits(targetSize, closedAfter, openFiles), keepSnapshots, orphanAge);
    }

    private static CompactionLimits limits(DataSize target, Duration closedAfter, int openFiles) {
        return new CompactionLimits(target.bytes(), closedAfter, openFiles);
    }
}
