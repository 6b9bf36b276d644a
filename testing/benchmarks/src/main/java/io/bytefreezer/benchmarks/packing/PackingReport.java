package io.bytefreezer.benchmarks.packing;

import io.bytefreezer.benchmarks.report.Conditions;
import java.util.List;
import java.util.Locale;
import java.util.SequencedMap;
import java.util.function.ToDoubleFunction;

/**
 * The figures as text for the page.
 *
 * @param conditions under what they came about
 * @param runs what each of the two took, ours first
 * @param contents what the tables hold at the end, ours first
 * @param peakMemory most memory of each, in bytes
 */
record PackingReport(
        Conditions conditions,
        SequencedMap<String, List<Run>> runs,
        List<TableCheck.Content> contents,
        List<Long> peakMemory) {

    /** Ours to theirs, that is. */
    static final double GOAL = 3;

    private static final double MIB = 1 << 20;

    /** Rows a CPU second, ours to theirs; the median of the rounds. */
    double ratio() {
        return median(ours(), Run::rowsPerCpuSecond) / median(theirs(), Run::rowsPerCpuSecond);
    }

    /** The whole section. */
    String markdown() {
        StringBuilder text = new StringBuilder("`" + conditions.command() + "` on " + conditions.date() + ": "
                + conditions.machine() + ". " + conditions.load() + "\n\n");
        conditions
                .settings()
                .forEach(setting -> text.append("- ").append(setting).append('\n'));
        text.append(
                "\n| | rows/CPU s | MB/CPU s | rows/s | CPU µs a row | commits a round | data files | bytes a row there"
                        + " | peak MiB |\n| --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: |\n");
        int i = 0;
        for (var each : runs.entrySet()) {
            text.append(line(each.getKey(), each.getValue(), contents.get(i), peakMemory.get(i)));
            i++;
        }
        return text.append(String.format(
                        Locale.ROOT,
                        "%nRows a CPU second, ours to theirs: **%.2f** (the goal is %.0f). Rows/s: %.2f.%n",
                        ratio(),
                        GOAL,
                        median(ours(), Run::rowsPerSecond) / median(theirs(), Run::rowsPerSecond)))
                .toString();
    }

    private List<Run> ours() {
        return runs.sequencedValues().getFirst();
    }

    private List<Run> theirs() {
        return runs.sequencedValues().getLast();
    }

    private static String line(String name, List<Run> runs, TableCheck.Content content, long peak) {
        return String.format(
                Locale.ROOT,
                "| %s | %s | %.1f | %s | %.2f | %.0f | %d | %.0f | %.0f |%n",
                name,
                spread(runs, Run::rowsPerCpuSecond),
                median(runs, Run::megabytesPerCpuSecond),
                spread(runs, Run::rowsPerSecond),
                1e6 / median(runs, Run::rowsPerCpuSecond),
                median(runs, run -> run.commits()),
                content.files(),
                (double) content.bytes() / content.rows(),
                peak / MIB);
    }

    private static String spread(List<Run> runs, ToDoubleFunction<Run> figure) {
        String median = whole(median(runs, figure));
        if (runs.size() == 1) {
            return median;
        }
        double[] sorted = runs.stream().mapToDouble(figure).sorted().toArray();
        return median + " (" + whole(sorted[0]) + "–" + whole(sorted[sorted.length - 1]) + ")";
    }

    private static double median(List<Run> runs, ToDoubleFunction<Run> figure) {
        double[] sorted = runs.stream().mapToDouble(figure).sorted().toArray();
        int middle = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }

    private static String whole(double value) {
        return String.format(Locale.ROOT, "%,.0f", value);
    }
}
