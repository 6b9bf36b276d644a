package io.bytefreezer.packer.upkeep;

import io.bytefreezer.lake.upkeep.plan.CompactionLimits;
import java.time.Duration;

/**
 * How tables are kept in shape.
 *
 * @param interval pause between two rounds over the tables
 * @param limits what files should be like
 * @param keepSnapshots time for which a snapshot is kept that is no longer current
 * @param orphanAge objects younger than this are never removed as orphans
 */
public record UpkeepSettings(Duration interval, CompactionLimits limits, Duration keepSnapshots, Duration orphanAge) {}
