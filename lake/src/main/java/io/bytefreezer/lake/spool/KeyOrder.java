package io.bytefreezer.lake.spool;

import java.lang.foreign.MemorySegment;
import java.time.Instant;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/**
 * All rows of one hour, in the order of the lake's files: by event time, raw partition and raw offset. Only numbers are sorted, eight bytes a row; the rows stay
 * where they are. For one thread.
 */
final class KeyOrder implements RowCursor {

    private static final int INITIAL_SIZE = 1 << 12;
    private static final long INDEX_MASK = 0xffff_ffffL;
    private static final long MICROS = 1_000_000;

    /** How far the number of a row's part is shifted in its position. */
    private static final int PART_SHIFT = 40;

    private static final long OFFSET_MASK = (1L << PART_SHIFT) - 1;

    private final MemorySegment[] parts;
    /** Where each row begins, as they were written: its part, and where in it. */
    private long[] positions = new long[INITIAL_SIZE];
    /** Of each row the time in its hour, above its index; signed, as an hour's microseconds take 32 bits. */
    private long[] keys = new long[INITIAL_SIZE];

    private int rows;
    private int next;
    private MemorySegment part = MemorySegment.NULL;
    private long position;

    KeyOrder(List<MemorySegment> parts, Instant hour) {
        this.parts = parts.toArray(MemorySegment[]::new);
        long start = hour.getEpochSecond() * MICROS;
        for (int i = 0; i < this.parts.length; i++) {
            addAll(i, start);
        }
        Arrays.sort(keys, 0, rows);
        orderEqualTimes();
    }

    @Override
    public boolean next() {
        if (next == rows) {
            return false;
        }
        long start = start(keys[next++]);
        part = part(start);
        position = start & OFFSET_MASK;
        return true;
    }

    @Override
    public MemorySegment file() {
        return part;
    }

    @Override
    public long position() {
        return position;
    }

    private void addAll(int number, long start) {
        MemorySegment rowsOfPart = parts[number];
        long size = rowsOfPart.byteSize();
        if (size > OFFSET_MASK) {
            throw new IllegalArgumentException("a part of an hour's rows has " + size + " bytes");
        }
        long first = (long) number << PART_SHIFT;
        for (long at = 0; at < size; at += RowFormat.LENGTH_BYTES + rowsOfPart.get(RowFormat.INTS, at)) {
            add(first | at, rowsOfPart.get(RowFormat.LONGS, at + RowFormat.EVENT_TIME) - start);
        }
    }

    private void add(long at, long micros) {
        if (micros < 0 || micros > INDEX_MASK) {
            throw new IllegalArgumentException("a row at " + at + " is of another hour: " + micros);
        }
        if (rows == positions.length) {
            positions = Arrays.copyOf(positions, 2 * rows);
            keys = Arrays.copyOf(keys, 2 * rows);
        }
        positions[rows] = at;
        keys[rows] = ((micros + Integer.MIN_VALUE) << Integer.SIZE) | rows;
        rows++;
    }

    private void orderEqualTimes() {
        int from = 0;
        for (int to = 1; to <= rows; to++) {
            if (to < rows && keys[to] >> Integer.SIZE == keys[from] >> Integer.SIZE) {
                continue;
            }
            if (to - from > 1) {
                orderByRecord(from, to);
            }
            from = to;
        }
    }

    private void orderByRecord(int from, int to) {
        Comparator<Long> byRecord = Comparator.<Long>comparingInt(key -> partition(start(key)))
                .thenComparingLong(key -> offset(start(key)));
        boolean isOrdered = true;
        for (int i = from + 1; i < to && isOrdered; i++) {
            isOrdered = byRecord.compare(keys[i - 1], keys[i]) <= 0;
        }
        if (isOrdered) {
            return;
        }
        Long[] same = new Long[to - from];
        Arrays.setAll(same, i -> keys[from + i]);
        Arrays.sort(same, byRecord);
        for (int i = 0; i < same.length; i++) {
            keys[from + i] = same[i];
        }
    }

    private long start(long key) {
        return positions[(int) (key & INDEX_MASK)];
    }

    private MemorySegment part(long start) {
        return parts[(int) (start >>> PART_SHIFT)];
    }

    private int partition(long start) {
        return part(start).get(RowFormat.INTS, (start & OFFSET_MASK) + RowFormat.RAW_PARTITION);
    }

    private long offset(long start) {
        return part(start).get(RowFormat.LONGS, (start & OFFSET_MASK) + RowFormat.RAW_OFFSET);
    }
}
