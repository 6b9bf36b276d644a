package io.bytefreezer.benchmarks.upkeep;

import io.bytefreezer.lake.catalog.LakeCatalog;
import io.bytefreezer.lake.commit.CommitLoop;
import io.bytefreezer.lake.commit.RetryPolicy;
import io.bytefreezer.lake.read.FileCache;
import io.bytefreezer.lake.upkeep.SnapshotExpiry;
import io.bytefreezer.lake.upkeep.TableCompactor;
import io.bytefreezer.lake.upkeep.UpkeepOutcome;
import io.bytefreezer.lake.upkeep.plan.CompactionLimits;
import io.bytefreezer.lake.upkeep.plan.FileGroup;
import io.bytefreezer.lake.write.DataFileStore;
import io.bytefreezer.lake.write.FileMerger;
import io.bytefreezer.lake.write.ParquetWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.random.RandomGenerator;
import org.apache.iceberg.Table;

/** Keeps the table in shape, round after round, as packers do: compaction, then expiry. For one thread. */
final class Keeper implements AutoCloseable {

    /** Real time: the measured hours are long over. */
    static final Duration CLOSED_AFTER = Duration.ofSeconds(10);

    static final Duration KEEP_SNAPSHOTS = Duration.ofSeconds(60);

    /** The packer's default. */
    static final long MEMORY = 256L << 20;

    private static final int OPEN_FILES = 16;
    private static final int CACHE_GROUPS = 2;

    private final CompactionLimits limits;
    private final Table table;
    private final FileCache cache;
    private final FileMerger merger;
    private final TableCompactor compactor;
    private int rewrites;
    private int rewrittenFiles;
    private long rewrittenBytes;
    private int givenUp;
    private int undecidedOnes;
    private int expired;
    private long cpuNanos;

    Keeper(Scale scale, LakeCatalog catalog, Path directory) {
        this.limits = new CompactionLimits(scale.targetBytes(), CLOSED_AFTER, OPEN_FILES);
        this.table = catalog.load(CompactionMeasurement.TABLE).orElseThrow();
        this.cache =
                FileCache.open(directory.resolve("keepers-cache"), CACHE_GROUPS * limits.largestGroup(), catalog.s3());
        this.merger = FileMerger.open(new ParquetWriter.Limits(MEMORY, 1, directory.resolve("keepers-spill")));
        this.compactor = new TableCompactor(
                new TableCompactor.Tools(cache, merger, new DataFileStore(catalog.s3()), made(directory)),
                new CommitLoop(RetryPolicy.DEFAULT, RandomGenerator.getDefault()));
    }

    private static Path made(Path directory) {
        try {
            return Files.createDirectories(directory.resolve("made"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** One round; whether there was anything to compact. */
    boolean round() {
        long before = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
        List<FileGroup> groups = TableCompactor.plan(table, Instant.now(), limits);
        for (FileGroup group : groups) {
            switch (compactor.compact(table, group)) {
                case UpkeepOutcome.Done done -> {
                    rewrites++;
                    rewrittenFiles += group.files().size();
                    rewrittenBytes += group.bytes();
                }
                case UpkeepOutcome.Superseded superseded -> givenUp++;
                case UpkeepOutcome.Undecided undecided -> {
                    // As packers do: the next round tries again.
                    System.err.println(undecided.reason().getMessage());
                    undecidedOnes++;
                }
            }
        }
        expired += SnapshotExpiry.expire(table, Instant.now(), KEEP_SNAPSHOTS);
        cpuNanos += ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - before;
        return !groups.isEmpty();
    }

    /**
     * What was done.
     *
     * @param rewrites groups that became one file
     * @param files their files
     * @param bytes their bytes
     * @param givenUp groups that were left to a later round: their files changed meanwhile, or others committed too often
     * @param expired snapshots
     * @param cpu time of this thread, DuckDB's work in it included
     */
    record Done(int rewrites, int files, long bytes, int givenUp, int expired, Duration cpu) {}

    Done done() {
        return new Done(
                rewrites, rewrittenFiles, rewrittenBytes, givenUp + undecidedOnes, expired, Duration.ofNanos(cpuNanos));
    }

    @Override
    public void close() {
        merger.close();
        cache.close();
    }
}
