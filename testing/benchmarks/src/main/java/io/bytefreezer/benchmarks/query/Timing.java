package io.bytefreezer.benchmarks.query;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/**
 * What a query took.
 *
 * @param name the query
 * @param service milliseconds of each run by the service, as its client saw them
 * @param plain milliseconds of each run by DuckDB alone
 */
record Timing(String name, List<Double> service, List<Double> plain) {

    private static final double NANOS_PER_MILLI = 1e6;
    private static final int WARM_UP_RUNS = 30;
    private static final long PAUSE_NANOS = 100_000_000;

    Timing {
        service = List.copyOf(service);
        plain = List.copyOf(plain);
    }

    /** Runs both in turn, so that what else the machine does meets both. */
    static Timing of(String name, int runs, Runnable service, Runnable plain) {
        List<Double> ours = new ArrayList<>();
        List<Double> theirs = new ArrayList<>();
        // The first ones warm caches and code up, as in a service that runs for a while.
        for (int run = -WARM_UP_RUNS; run < runs; run++) {
            double first = millis(service);
            // What the service does after its answer is not to slow DuckDB.
            LockSupport.parkNanos(PAUSE_NANOS);
            double second = millis(plain);
            if (run >= 0) {
                ours.add(first);
                theirs.add(second);
            }
        }
        return new Timing(name, ours, theirs);
    }

    static double millis(Runnable work) {
        long start = System.nanoTime();
        work.run();
        return (System.nanoTime() - start) / NANOS_PER_MILLI;
    }

    /** Of the medians. */
    double ratio() {
        return median(service) / median(plain);
    }

    static double median(List<Double> values) {
        return values.stream().sorted().toList().get(values.size() / 2);
    }

    static double least(List<Double> values) {
        return values.stream().min(Double::compare).orElseThrow();
    }
}
