package io.bytefreezer.packer.upkeep;

import io.bytefreezer.schemas.name.DatasetRef;
import java.time.Duration;
import java.util.Collection;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Goes round the tables that are this packer's to keep. One that cannot be kept in shape now holds up no other. Runs on one thread; {@link #stop()} may be called by
 * any.
 */
public final class UpkeepLoop implements Runnable {

    private static final Logger LOG = LoggerFactory.getLogger(UpkeepLoop.class);

    private final Supplier<? extends Collection<DatasetRef>> datasets;
    private final Work work;
    private final UpkeepCounts counts;
    private final Duration interval;
    private final CountDownLatch stopping = new CountDownLatch(1);

    /** What is done to a table. */
    @FunctionalInterface
    public interface Work {

        /**
         * Keeps a dataset's table in shape.
         *
         * @param stopping whether to end as soon as possible
         */
        void keep(DatasetRef dataset, BooleanSupplier stopping);
    }

    /**
     * A loop that is ready to run.
     *
     * @param datasets whose tables are this packer's to keep, asked anew for each round
     * @param work what is done, on this loop's thread only
     * @param counts is told of failures
     * @param interval pause between two rounds
     */
    public UpkeepLoop(
            Supplier<? extends Collection<DatasetRef>> datasets, Work work, UpkeepCounts counts, Duration interval) {
        this.datasets = datasets;
        this.work = work;
        this.counts = counts;
        this.interval = interval;
    }

    /** Makes {@link #run} end, after the file it is at. */
    public void stop() {
        stopping.countDown();
    }

    @Override
    public void run() {
        try {
            while (!stopping.await(interval.toMillis(), TimeUnit.MILLISECONDS)) {
                round();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** One round over the tables. */
    void round() {
        for (DatasetRef dataset : datasets.get()) {
            if (isStopping()) {
                return;
            }
            keep(dataset);
        }
    }

    private void keep(DatasetRef dataset) {
        try {
            work.keep(dataset, this::isStopping);
        } catch (RuntimeException e) {
            // Store and catalog report in many ways that they are away; the next round tries again.
            counts.upkeepFailed(dataset);
            LOG.warn("the table of {} could not be kept in shape; it is tried again", dataset, e);
        }
    }

    private boolean isStopping() {
        return stopping.getCount() == 0;
    }
}
