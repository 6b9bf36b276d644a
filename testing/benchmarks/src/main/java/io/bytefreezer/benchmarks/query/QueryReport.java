package io.bytefreezer.benchmarks.query;

import java.util.List;
import java.util.Locale;

/**
 * The figures, as Markdown.
 *
 * @param conditions a sentence on how they came about
 * @param timings warm queries
 * @param cold the lookup with an empty cache
 */
record QueryReport(String conditions, List<Timing> timings, ColdLookup cold) {

    private static final double RATIO_MAX = 1.2;
    private static final double SHARE_MAX = 0.05;
    private static final double PERCENT = 100;
    private static final double MEGABYTE = 1e6;

    QueryReport {
        timings = List.copyOf(timings);
    }

    /** Whether every goal is reached. */
    boolean reachesGoals() {
        return timings.stream().allMatch(timing -> timing.ratio() <= RATIO_MAX) && cold.share() < SHARE_MAX;
    }

    String markdown() {
        StringBuilder text = new StringBuilder(conditions)
                .append("\n\n"
                        + "| query, files on this machine | service, ms: median (least) | DuckDB alone, ms: median"
                        + " (least) |")
                .append(" ratio | goal |\n| --- | ---: | ---: | ---: | ---: |\n");
        for (Timing timing : timings) {
            text.append("| %s | %s | %s | %.2f | %.1f |%n"
                    .formatted(
                            timing.name(),
                            spread(timing.service()),
                            spread(timing.plain()),
                            timing.ratio(),
                            RATIO_MAX));
        }
        return text.append(
                        "\nThe lookup with an empty cache took %s ms and read %s MB of %s MB: %.2f %% (goal: under %.0f %%).%n"
                                .formatted(
                                        number(cold.millis()),
                                        number(cold.fetched() / MEGABYTE),
                                        number(cold.all() / MEGABYTE),
                                        cold.share() * PERCENT,
                                        SHARE_MAX * PERCENT))
                .toString();
    }

    private static String spread(List<Double> values) {
        return number(Timing.median(values)) + " (" + number(Timing.least(values)) + ")";
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, "%,.1f", value);
    }
}
