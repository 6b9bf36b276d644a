package io.bytefreezer.lake.shape;

import io.bytefreezer.lake.spool.RowBytes;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * One row, ready for a spool file.
 *
 * @param eventTime the event time as stored: it decides the partition
 * @param bytes the row; valid until the shaper's next one
 * @param rescuedFields how many values went to {@code _rescued_data}
 */
public record ShapedRow(Instant eventTime, RowBytes bytes, int rescuedFields) {

    /** Start of the hour that is this row's partition. */
    public Instant hour() {
        return eventTime.truncatedTo(ChronoUnit.HOURS);
    }

    /** Its event time in microseconds since the epoch. */
    public long micros() {
        return bytes.eventTime();
    }

    /** Bytes of the row. */
    public int length() {
        return bytes.length();
    }

    /** Copies the row to a place where there is room for it. */
    public void copyTo(MemorySegment target, long at) {
        MemorySegment.copy(bytes.array(), 0, target, ValueLayout.JAVA_BYTE, at, bytes.length());
    }

    /** Appends the row. */
    public void writeTo(OutputStream out) throws IOException {
        out.write(bytes.array(), 0, bytes.length());
    }
}
