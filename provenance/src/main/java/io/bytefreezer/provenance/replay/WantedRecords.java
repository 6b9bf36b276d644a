package io.bytefreezer.provenance.replay;

import io.bytefreezer.provenance.origin.OffsetRange;
import io.bytefreezer.provenance.origin.RawRecord;
import io.bytefreezer.provenance.origin.RawRecords;
import io.bytefreezer.provenance.replay.plan.Offsets;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Of the raw records of a partition those a replay is about, in the order of their offsets. Belongs to one thread. */
final class WantedRecords implements RawRecords.Cursor {

    /** So many records are read in vain before a new place is looked for. */
    private static final long GAP_MAX = 10_000;

    private final RawRecords records;
    private final Offsets wanted;
    private final Predicate<RawRecord> also;
    private final Iterator<OffsetRange> ranges;
    private RawRecords.@Nullable Cursor cursor;
    private @Nullable RawRecord next;

    WantedRecords(RawRecords records, Offsets wanted, Predicate<RawRecord> also) {
        this.records = records;
        this.wanted = wanted;
        this.also = also;
        this.ranges = wanted.readable(GAP_MAX).iterator();
    }

    @Override
    public boolean hasNext() {
        while (next == null && (cursor != null || ranges.hasNext())) {
            RawRecords.Cursor open = cursor == null ? records.read(ranges.next()) : cursor;
            cursor = open;
            if (open.hasNext()) {
                RawRecord record = open.next();
                next = wanted.contains(record.offset()) && also.test(record) ? record : null;
            } else {
                close();
            }
        }
        return next != null;
    }

    @Override
    public RawRecord next() {
        if (!hasNext() || next == null) {
            throw new NoSuchElementException("no more raw records are wanted");
        }
        RawRecord record = next;
        next = null;
        return record;
    }

    @Override
    public void close() {
        if (cursor != null) {
            cursor.close();
            cursor = null;
        }
    }
}
