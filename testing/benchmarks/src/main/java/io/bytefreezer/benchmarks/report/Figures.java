package io.bytefreezer.benchmarks.report;

import java.time.Duration;
import java.util.Locale;

/** Arithmetic and spelling of figures. */
final class Figures {

    private static final double NANOS = 1e9;
    private static final double MILLION = 1e6;

    private Figures() {}

    /** Events a second. */
    static double rate(long events, Duration took) {
        return events * NANOS / took.toNanos();
    }

    /** Seconds for a million events. */
    static double perMillion(Duration time, long events) {
        return time.toNanos() / NANOS * MILLION / events;
    }

    /** A count, with commas between thousands. */
    static String whole(double value) {
        return String.format(Locale.ROOT, "%,.0f", value);
    }

    /** Two digits behind the point. */
    static String fine(double value) {
        return String.format(Locale.ROOT, "%.2f", value);
    }
}
