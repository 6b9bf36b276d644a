package io.bytefreezer.provenance.origin;

/**
 * Offsets of one partition. Immutable.
 *
 * @param from first offset in it
 * @param until first offset after it
 */
public record OffsetRange(long from, long until) {

    /** Every offset there may be. */
    public static final OffsetRange ALL = new OffsetRange(0, Long.MAX_VALUE);

    /**
     * @throws IllegalArgumentException when it starts before 0 or ends before it starts
     */
    public OffsetRange {
        if (from < 0 || until < from) {
            throw new IllegalArgumentException("there are no offsets from " + from + " until " + until);
        }
    }

    /** Whether there is no offset in it. */
    public boolean isEmpty() {
        return from == until;
    }

    /** Whether this offset is in it. */
    public boolean contains(long offset) {
        return offset >= from && offset < until;
    }

    /** What is in both; empty, and starting where this one or the other does, when nothing is. */
    public OffsetRange meet(OffsetRange other) {
        long start = Math.max(from, other.from);
        return new OffsetRange(start, Math.max(start, Math.min(until, other.until)));
    }

    /** How many offsets there are in it; as many records at most. */
    public long length() {
        return until - from;
    }

    /** {@code 5..9} with the last offset, or {@code 5} for a single one. */
    @Override
    public String toString() {
        return length() == 1 ? Long.toString(from) : from + ".." + (until - 1);
    }
}
