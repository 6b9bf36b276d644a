package io.bytefreezer.lake.spool;

import java.lang.foreign.MemorySegment;
import java.time.Instant;
import java.util.Arrays;

/**
 * Where the rows of an hour begin, and their times, in the order in which they were written. Noted when a row is written it costs little; to read all rows for it costs more
 * than to sort them. Not thread-safe.
 */
public final class RowIndex {

    /** How far the number of a row's part is shifted in its place. */
    private static final int PART_SHIFT = 40;

    private static final long OFFSET_MASK = (1L << PART_SHIFT) - 1;
    private static final int INITIAL_SIZE = 1 << 8;
    private static final long INDEX_MASK = 0xffff_ffffL;
    private static final long MICROS = 1_000_000;

    private final long start;
    /** Where each row begins: its part, and where in it. */
    private long[] places;
    /** Of each row the time in its hour, above its number here; signed, as an hour's microseconds take 32 bits. */
    private long[] keys;

    private int rows;

    /** No rows of this hour so far. */
    public RowIndex(Instant hour) {
        this.start = hour.getEpochSecond() * MICROS;
        this.places = new long[INITIAL_SIZE];
        this.keys = new long[INITIAL_SIZE];
    }

    /** A copy, to be added to and sorted. */
    RowIndex(RowIndex other) {
        this.start = other.start;
        this.places = other.places.clone();
        this.keys = other.keys.clone();
        this.rows = other.rows;
    }

    /**
     * Notes a row.
     *
     * @param part number of the memory or file that the row is in
     * @param at where it begins there
     * @param eventTime its time in microseconds since the epoch
     * @throws IllegalArgumentException if it is of another hour, or too far behind
     */
    public void add(int part, long at, long eventTime) {
        long micros = eventTime - start;
        if (micros < 0 || micros > INDEX_MASK) {
            throw new IllegalArgumentException("a row at " + at + " is of another hour: " + micros);
        }
        if (at > OFFSET_MASK) {
            throw new IllegalArgumentException("a part of an hour's rows has more than " + at + " bytes");
        }
        if (rows == places.length) {
            places = Arrays.copyOf(places, 2 * rows);
            keys = Arrays.copyOf(keys, 2 * rows);
        }
        places[rows] = ((long) part << PART_SHIFT) | at;
        keys[rows] = ((micros + Integer.MIN_VALUE) << Integer.SIZE) | rows;
        rows++;
    }

    /** Notes all rows of a part that nobody noted when they were written. */
    void addAll(int part, MemorySegment bytes) {
        long size = bytes.byteSize();
        for (long at = 0; at < size; at += RowFormat.LENGTH_BYTES + bytes.get(RowFormat.INTS, at)) {
            add(part, at, bytes.get(RowFormat.LONGS, at + RowFormat.EVENT_TIME));
        }
    }

    int rows() {
        return rows;
    }

    /** The times with the numbers of their rows below, which may be put in another order. */
    long[] keys() {
        return keys;
    }

    /** The place of the row with this key. */
    long place(long key) {
        return places[(int) (key & INDEX_MASK)];
    }

    /** Whether two rows have the same time. */
    static boolean isSameTime(long key, long other) {
        return key >> Integer.SIZE == other >> Integer.SIZE;
    }

    /** Number of the part at a place. */
    static int part(long place) {
        return (int) (place >>> PART_SHIFT);
    }

    /** Where in its part a place is. */
    static long offset(long place) {
        return place & OFFSET_MASK;
    }
}
