package io.bytefreezer.benchmarks.packing;

import java.time.Duration;

/**
 * What a round took one of them.
 *
 * @param rows rows that came into the table
 * @param bytes bytes of their bodies
 * @param cpu processor time of its process
 * @param wall from the moment they could be read until they were committed
 * @param commits snapshots they came in
 */
record Run(long rows, long bytes, Duration cpu, Duration wall, long commits) {

    private static final double NANOS = 1e9;
    private static final double MB = 1e6;

    double rowsPerCpuSecond() {
        return rows * NANOS / cpu.toNanos();
    }

    double megabytesPerCpuSecond() {
        return bytes / MB * NANOS / cpu.toNanos();
    }

    double rowsPerSecond() {
        return rows * NANOS / wall.toNanos();
    }
}
