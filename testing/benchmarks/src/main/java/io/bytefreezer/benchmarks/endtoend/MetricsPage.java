package io.bytefreezer.benchmarks.endtoend;

/** Reads the text that Prometheus reads. */
final class MetricsPage {

    private MetricsPage() {}

    /** The sum of all series of this name; 0 when there is none. */
    static long sum(String page, String name) {
        return page.lines()
                .filter(line -> line.startsWith(name + " ") || line.startsWith(name + "{"))
                .mapToLong(line -> (long) Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
                .sum();
    }
}
