package io.bytefreezer.benchmarks.visibility;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * What the proxy has acknowledged and when, and since when answers have shown it. Batches are numbered from 0 and all have the same number of events. Times are those of
 * {@link System#nanoTime()}. Safe for use by many threads.
 */
final class Ledger {

    private static final long UNKNOWN = Long.MIN_VALUE;

    private final int batchSize;
    private long[] acknowledged = new long[0];
    private long[] seen = new long[0];
    private int sent;
    /** How many batches, from the first, were whole in an answer. */
    private int whole;
    /** Of all events of those batches, as far as it was asked for. */
    private Fingerprint print = Fingerprint.NONE;

    Ledger(int batchSize) {
        this.batchSize = batchSize;
    }

    /**
     * What an answer has.
     *
     * @param last the last batch that was not looked at row by row, as {@link #wholeUpTo} said before the query
     * @param together all rows up to that batch
     * @param newer what it has of each later batch
     */
    record Seen(int last, Fingerprint together, Map<Integer, Count> newer) {}

    /**
     * What an answer has of a batch.
     *
     * @param rows rows counted
     * @param different how many of them are different events
     */
    record Count(long rows, long different) {}

    /**
     * What is wrong with an answer.
     *
     * @param broken rows that are there twice, or that an earlier answer had
     * @param late rows that are not there in time
     */
    record Faults(List<String> broken, List<String> late) {

        boolean isEmpty() {
            return broken.isEmpty() && late.isEmpty();
        }
    }

    /** Notes that a batch was acknowledged. */
    synchronized void acknowledge(int batch, long at) {
        if (batch >= acknowledged.length) {
            int length = Math.max(1024, Math.max(batch + 1, acknowledged.length * 2));
            acknowledged = grown(acknowledged, length);
            seen = grown(seen, length);
        }
        acknowledged[batch] = at;
        sent = Math.max(sent, batch + 1);
    }

    /** The last batch up to which each was whole in an answer; -1 when not even the first was. */
    synchronized int wholeUpTo() {
        while (whole < sent && seen[whole] != UNKNOWN) {
            whole++;
        }
        return whole - 1;
    }

    /** Whether each batch acknowledged before this time was whole in an answer. */
    synchronized boolean isSeen(long before) {
        for (int batch = wholeUpTo() + 1; batch < sent; batch++) {
            if (acknowledged[batch] != UNKNOWN && acknowledged[batch] - before < 0 && seen[batch] == UNKNOWN) {
                return false;
            }
        }
        return true;
    }

    /** How many batches were acknowledged. */
    synchronized int acknowledged() {
        return (int)
                Arrays.stream(acknowledged, 0, sent).filter(at -> at != UNKNOWN).count();
    }

    /**
     * Compares an answer with what it must have.
     *
     * @param answer what it has
     * @param before batches acknowledged before this time must be in it whole
     * @param end when the answer was complete
     * @return what is wrong
     */
    synchronized Faults check(Seen answer, long before, long end) {
        List<String> wrong = new ArrayList<>();
        List<String> late = new ArrayList<>();
        answer.newer().forEach((batch, count) -> {
            if (count.rows() != count.different()) {
                wrong.add(count.rows() - count.different() + " rows twice in batch " + batch);
            }
        });
        long events = (answer.last() + 1L) * batchSize;
        print = print.with(print.rows(), events);
        if (!answer.together().equals(print)) {
            wrong.add("up to batch " + answer.last() + " " + answer.together() + ", not " + print);
        }
        for (int batch = answer.last() + 1; batch < sent; batch++) {
            long there = answer.newer().getOrDefault(batch, new Count(0, 0)).different();
            if (there == batchSize) {
                mark(batch, end);
            } else if (acknowledged[batch] != UNKNOWN && acknowledged[batch] - before < 0) {
                late.add(there + " events of batch " + batch + ", acknowledged in time, not " + batchSize);
            }
        }
        return new Faults(wrong, late);
    }

    /** Whether every acknowledged batch was seen. */
    synchronized boolean isAllSeen() {
        for (int batch = 0; batch < sent; batch++) {
            if (acknowledged[batch] != UNKNOWN && seen[batch] == UNKNOWN) {
                return false;
            }
        }
        return true;
    }

    /** Nanoseconds from acknowledgement to the end of the first answer with the whole batch, of batches acknowledged in a span of time, sorted. */
    synchronized long[] waits(long from, long until) {
        long[] waits = new long[sent];
        int count = 0;
        for (int batch = 0; batch < sent; batch++) {
            boolean known = acknowledged[batch] != UNKNOWN && seen[batch] != UNKNOWN;
            if (known && acknowledged[batch] - from >= 0 && acknowledged[batch] - until < 0) {
                waits[count++] = Math.max(0, seen[batch] - acknowledged[batch]);
            }
        }
        long[] sorted = Arrays.copyOf(waits, count);
        Arrays.sort(sorted);
        return sorted;
    }

    private void mark(int batch, long end) {
        if (acknowledged[batch] != UNKNOWN && seen[batch] == UNKNOWN) {
            seen[batch] = end;
        }
    }

    private static long[] grown(long[] times, int length) {
        long[] grown = Arrays.copyOf(times, length);
        Arrays.fill(grown, times.length, length, UNKNOWN);
        return grown;
    }
}
