package io.bytefreezer.lake.shape;

import java.io.IOException;
import java.io.OutputStream;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * One row as a line of JSON, ready for a spool file.
 *
 * @param eventTime the event time as stored: it decides the partition
 * @param buffer holds the line, newline included, from its start; valid until the shaper's next row
 * @param length bytes of the line
 * @param rescuedFields how many values went to {@code _rescued_data}
 */
// A view into the shaper's own buffer: rows are the hot path, and are copied once, into the spool.
@SuppressWarnings("ArrayRecordComponent")
public record ShapedRow(Instant eventTime, byte[] buffer, int length, int rescuedFields) {

    /** Start of the hour that is this row's partition. */
    public Instant hour() {
        return eventTime.truncatedTo(ChronoUnit.HOURS);
    }

    /** Appends the line. */
    public void writeTo(OutputStream out) throws IOException {
        out.write(buffer, 0, length);
    }
}
