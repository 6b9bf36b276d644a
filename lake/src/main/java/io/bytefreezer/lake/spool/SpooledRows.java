package io.bytefreezer.lake.spool;

import io.bytefreezer.lake.table.TableLayout;

/** The rows of a spool file in the order of the lake's files, for others than DuckDB. For one thread. */
public final class SpooledRows implements AutoCloseable {

    private final MappedRows rows;
    private final RowReader reader;

    private SpooledRows(MappedRows rows, RowCursor cursor) {
        this.rows = rows;
        this.reader = new RowReader(cursor);
    }

    /**
     * Opens the file, before its first row.
     *
     * @throws io.bytefreezer.lake.LakeException of kind EXTERNAL if it cannot be read
     */
    public static SpooledRows open(SpoolFile file) {
        MappedRows rows = MappedRows.open(file, TextWatch.NOBODY);
        try {
            return new SpooledRows(rows, rows.cursor());
        } catch (RuntimeException | OutOfMemoryError e) {
            // Else the file would stay mapped, and its place on the disk taken, as long as the process lives.
            rows.close();
            throw e;
        }
    }

    /** Goes to the next row; false when there is none. */
    public boolean next() {
        return reader.next();
    }

    /** Bytes of the row. */
    public int length() {
        return reader.length();
    }

    /** Event time in microseconds since the epoch. */
    public long eventTime() {
        return reader.longAt(RowFormat.EVENT_TIME);
    }

    /** Time of reception in microseconds since the epoch. */
    public long receivedAt() {
        return reader.longAt(RowFormat.RECEIVED_AT);
    }

    /** Partition of the raw topic. */
    public int rawPartition() {
        return reader.intAt(RowFormat.RAW_PARTITION);
    }

    /** Offset in the raw topic. */
    public long rawOffset() {
        return reader.longAt(RowFormat.RAW_OFFSET);
    }

    /** Hands over the row's fields. */
    public void fields(FieldSink sink) {
        reader.fields(sink);
    }

    /**
     * Number of the field that holds a text of every table, the event's id or what fits no column.
     *
     * @throws IllegalArgumentException if the column is in a row's head, or of bodies
     */
    public static int fieldOf(String systemColumn) {
        return switch (systemColumn) {
            case TableLayout.EVENT_ID -> RowFormat.EVENT_ID_FIELD;
            case TableLayout.RESCUED_DATA -> RowFormat.RESCUED_FIELD;
            default -> throw new IllegalArgumentException("no field holds " + systemColumn);
        };
    }

    @Override
    public void close() {
        rows.close();
    }
}
