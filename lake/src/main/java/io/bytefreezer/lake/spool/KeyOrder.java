package io.bytefreezer.lake.spool;

import java.lang.foreign.MemorySegment;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/**
 * All rows of one hour, in the order of the lake's files: by event time, raw partition and raw offset. Only numbers are sorted, eight bytes a row; the rows stay where they
 * are. For one thread.
 */
final class KeyOrder implements RowCursor {

    private final MemorySegment[] parts;
    private final RowIndex index;
    private final long[] keys;
    private int next;
    private MemorySegment part = MemorySegment.NULL;
    private long position;

    /**
     * Puts them in order.
     *
     * @param spool the rows
     * @param parts its memory and after it its files
     */
    KeyOrder(SpoolFile spool, List<MemorySegment> parts) {
        this.parts = parts.toArray(MemorySegment[]::new);
        this.index = new RowIndex(spool.index());
        for (int file = spool.memory().size(); file < this.parts.length; file++) {
            index.addAll(file, this.parts[file]);
        }
        this.keys = index.keys();
        Arrays.sort(keys, 0, index.rows());
        orderEqualTimes();
    }

    @Override
    public boolean next() {
        if (next == index.rows()) {
            return false;
        }
        long place = index.place(keys[next++]);
        part = part(place);
        position = RowIndex.offset(place);
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

    private void orderEqualTimes() {
        int rows = index.rows();
        int from = 0;
        for (int to = 1; to <= rows; to++) {
            if (to < rows && RowIndex.isSameTime(keys[to], keys[from])) {
                continue;
            }
            if (to - from > 1) {
                orderByRecord(from, to);
            }
            from = to;
        }
    }

    private void orderByRecord(int from, int to) {
        Comparator<Long> byRecord = Comparator.<Long>comparingInt(key -> partition(index.place(key)))
                .thenComparingLong(key -> offset(index.place(key)));
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

    private MemorySegment part(long place) {
        return parts[RowIndex.part(place)];
    }

    private int partition(long place) {
        return part(place).get(RowFormat.INTS, RowIndex.offset(place) + RowFormat.RAW_PARTITION);
    }

    private long offset(long place) {
        return part(place).get(RowFormat.LONGS, RowIndex.offset(place) + RowFormat.RAW_OFFSET);
    }
}
