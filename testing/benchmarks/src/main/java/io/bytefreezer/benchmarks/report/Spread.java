package io.bytefreezer.benchmarks.report;

import java.util.Collection;
import java.util.List;
import java.util.function.DoubleFunction;

/**
 * Several measurements of one thing.
 *
 * @param least the least of them
 * @param median the one in the middle, or the mean of the two there
 * @param most the most of them
 */
record Spread(double least, double median, double most) {

    static Spread of(Collection<Double> values) {
        if (values.isEmpty()) {
            throw new IllegalArgumentException("nothing was measured");
        }
        List<Double> sorted = values.stream().sorted().toList();
        int middle = sorted.size() / 2;
        double median = sorted.size() % 2 == 1 ? sorted.get(middle) : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
        return new Spread(sorted.getFirst(), median, sorted.getLast());
    }

    /** The median, and the range in brackets where there is one. */
    String text(DoubleFunction<String> spelling) {
        String range = spelling.apply(least) + "–" + spelling.apply(most);
        return spelling.apply(median) + (least == most ? "" : " (" + range + ")");
    }
}
