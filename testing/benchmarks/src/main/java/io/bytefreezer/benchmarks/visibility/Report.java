package io.bytefreezer.benchmarks.visibility;

import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * What a measurement found, and whether that is what is promised.
 *
 * @param conditions sentences on what was done
 * @param waits nanoseconds until events were visible, sorted
 * @param queries nanoseconds that the queries took, sorted
 * @param rate events acknowledged a second
 * @param wantedRate events that were to be sent a second
 * @param facts further figures by name
 * @param brokenAnswers answers that had rows twice, or not any more
 * @param lateAnswers answers that lacked rows acknowledged a second before
 * @param wrong what was wrong
 */
record Report(
        List<String> conditions,
        List<Long> waits,
        List<Long> queries,
        double rate,
        int wantedRate,
        Map<String, String> facts,
        long brokenAnswers,
        long lateAnswers,
        List<String> wrong) {

    /** Copies the lists. */
    Report {
        waits = List.copyOf(waits);
        queries = List.copyOf(queries);
    }

    private static final double MILLI = 1e6;
    private static final double GOAL_MILLIS = 1000;
    /** What a rate may fall short of the wanted one. */
    private static final double RATE_TOLERANCE = 0.98;

    private static final int MEDIAN = 500;
    private static final int NEARLY_ALL = 990;
    private static final int ALL = 1000;

    /** Whether everything promised holds. */
    boolean isMet() {
        return brokenAnswers == 0
                && lateAnswers == 0
                && !waits.isEmpty()
                && millis(waits, NEARLY_ALL) <= GOAL_MILLIS
                && rate >= wantedRate * RATE_TOLERANCE;
    }

    /** The figures for a page. */
    String markdown() {
        StringBuilder text = new StringBuilder();
        conditions.forEach(line -> text.append("- ").append(line).append('\n'));
        text.append("\n| | median | p99 | most | goal |\n| --- | ---: | ---: | ---: | --- |\n");
        line(text, "acknowledged until visible, ms", waits, "p99 1,000: " + said(isFast()));
        line(text, "a query, ms", queries, "");
        text.append("\n| | |\n| --- | ---: |\n");
        text.append(String.format(
                Locale.ROOT,
                "| events acknowledged/s | %,.0f of %,d: %s |%n",
                rate,
                wantedRate,
                said(rate >= wantedRate * RATE_TOLERANCE)));
        facts.forEach((name, value) ->
                text.append("| ").append(name).append(" | ").append(value).append(" |\n"));
        zero(text, "answers with a row twice, or without one seen before", brokenAnswers);
        zero(text, "answers without a row acknowledged a second before", lateAnswers);
        wrong.forEach(fault -> text.append("\nWRONG: ").append(fault).append('\n'));
        return text.toString();
    }

    /** The value that so many of a thousand do not exceed, in milliseconds. */
    static double millis(List<Long> sorted, int ofThousand) {
        if (sorted.isEmpty()) {
            return 0;
        }
        int index = Math.toIntExact(Math.ceilDiv((long) sorted.size() * ofThousand, ALL) - 1);
        return sorted.get(Math.max(0, index)) / MILLI;
    }

    private boolean isFast() {
        return millis(waits, NEARLY_ALL) <= GOAL_MILLIS;
    }

    private static void zero(StringBuilder text, String name, long count) {
        text.append(String.format(Locale.ROOT, "| %s | %,d: %s |%n", name, count, said(count == 0)));
    }

    private static void line(StringBuilder text, String name, List<Long> sorted, String goal) {
        text.append(String.format(
                Locale.ROOT,
                "| %s | %,.0f | %,.0f | %,.0f | %s |%n",
                name,
                millis(sorted, MEDIAN),
                millis(sorted, NEARLY_ALL),
                millis(sorted, ALL),
                goal));
    }

    private static String said(boolean met) {
        return met ? "met" : "**missed**";
    }
}
