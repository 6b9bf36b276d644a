package io.bytefreezer.packer.upkeep;

import io.bytefreezer.lake.LakeException;
import io.bytefreezer.lake.catalog.LakeCatalog;
import io.bytefreezer.lake.commit.CommitLoop;
import io.bytefreezer.lake.commit.RetryPolicy;
import io.bytefreezer.lake.read.FileCache;
import io.bytefreezer.lake.upkeep.HourRetention;
import io.bytefreezer.lake.upkeep.TableCompactor;
import io.bytefreezer.lake.write.DataFileStore;
import io.bytefreezer.lake.write.FileMerger;
import io.bytefreezer.lake.write.ParquetWriter;
import io.bytefreezer.schemas.name.DatasetRef;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Collection;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Upkeep between start and close: its loop on its thread, its files and its DuckDB. Started and closed by one thread. */
public final class RunningUpkeep implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(RunningUpkeep.class);
    private static final Duration ENDS_WITHIN = Duration.ofSeconds(3);

    /** The files of a group, and as many again that are on their way out. */
    private static final int CACHE_GROUPS = 2;

    private final UpkeepLoop loop;
    private final Thread thread;
    private final FileMerger merger;
    private final FileCache cache;

    private RunningUpkeep(UpkeepLoop loop, Thread thread, FileMerger merger, FileCache cache) {
        this.loop = loop;
        this.thread = thread;
        this.merger = merger;
        this.cache = cache;
    }

    /**
     * What upkeep is given.
     *
     * @param catalog the lake's tables; stays open
     * @param directory its files, created if needed
     * @param memoryBytes memory of its DuckDB before it spills to disk
     * @param datasets whose tables are this packer's to keep
     * @param kept how long a dataset's rows are kept; empty for good
     * @param counts is told what happens
     */
    public record Surroundings(
            LakeCatalog catalog,
            Path directory,
            long memoryBytes,
            Supplier<? extends Collection<DatasetRef>> datasets,
            Function<DatasetRef, Optional<Duration>> kept,
            UpkeepCounts counts) {}

    /**
     * Starts.
     *
     * @throws LakeException when the directory or DuckDB cannot be used
     */
    public static RunningUpkeep start(UpkeepSettings settings, Surroundings surroundings, Clock clock) {
        Path made = directory(surroundings.directory().resolve("made"));
        FileCache cache = FileCache.open(
                surroundings.directory().resolve("cache"),
                CACHE_GROUPS * settings.limits().largestGroup(),
                surroundings.catalog().s3());
        FileMerger merger = FileMerger.open(new ParquetWriter.Limits(
                surroundings.memoryBytes(), 1, surroundings.directory().resolve("spill")));
        CommitLoop commits = new CommitLoop(RetryPolicy.DEFAULT, RandomGenerator.getDefault());
        TableCompactor compactor = new TableCompactor(
                new TableCompactor.Tools(
                        cache, merger, new DataFileStore(surroundings.catalog().s3()), made),
                commits);
        TableUpkeep work = new TableUpkeep(
                new TableUpkeep.Tools(
                        surroundings.catalog(),
                        compactor,
                        new HourRetention(commits),
                        surroundings.kept(),
                        surroundings.counts(),
                        clock),
                settings);
        UpkeepLoop loop = new UpkeepLoop(surroundings.datasets(), work, surroundings.counts(), settings.interval());
        Thread thread = Thread.ofPlatform().daemon().name("packer-upkeep").start(loop);
        return new RunningUpkeep(loop, thread, merger, cache);
    }

    @Override
    public void close() {
        loop.stop();
        try {
            if (thread.join(ENDS_WITHIN)) {
                merger.close();
                cache.close();
            } else {
                LOG.warn("upkeep does not end; what it did not commit is an orphan at worst");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static Path directory(Path path) {
        try {
            return Files.createDirectories(path);
        } catch (IOException e) {
            throw new LakeException(LakeException.Kind.CONFIG, "cannot use the directory " + path, e);
        }
    }
}
