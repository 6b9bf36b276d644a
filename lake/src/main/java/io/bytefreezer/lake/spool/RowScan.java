package io.bytefreezer.lake.spool;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.List;
import org.duckdb.DuckDBDataChunkWriter;
import org.jspecify.annotations.Nullable;

/** One way through rows, chunk after chunk, with the columns that are wanted. For one thread at a time. */
final class RowScan {

    /** Ends a chunk early: DuckDB gets its texts in one array. */
    private static final int TEXT_BYTES_MAX = 32 << 20;

    private static final int VARINT_BITS = 7;

    private final RowCursor rows;
    private final int capacity;
    private final List<Wanted> wanted;
    private final @Nullable Output[] byField;
    private final boolean wantsFields;
    private MemorySegment file = MemorySegment.NULL;
    private long at;

    /**
     * Before the first row.
     *
     * @param capacity rows of a chunk
     * @param columns the wanted columns, in the order of the chunk's vectors
     */
    RowScan(RowCursor rows, int capacity, List<RowColumn> columns) {
        this.rows = rows;
        this.capacity = capacity;
        this.wanted = columns.stream()
                .map(column -> new Wanted(column, Output.of(column.type(), capacity)))
                .toList();
        int fields = columns.stream().mapToInt(RowColumn::field).max().orElse(-1) + 1;
        this.byField = new Output[Math.max(0, fields)];
        for (Wanted column : wanted) {
            if (column.column.isField()) {
                byField[column.column.field()] = column.output;
            }
        }
        this.wantsFields = columns.stream().anyMatch(RowColumn::isField);
    }

    private record Wanted(RowColumn column, Output output) {}

    /** Fills a chunk; how many rows it has, none after the last. */
    int fill(DuckDBDataChunkWriter chunk) {
        for (int i = 0; i < wanted.size(); i++) {
            wanted.get(i).output.begin(chunk.vector(i));
        }
        int row = 0;
        int textBytes = 0;
        while (row < capacity && textBytes < TEXT_BYTES_MAX && rows.next()) {
            file = rows.file();
            head(row, rows.position());
            if (wantsFields) {
                textBytes += fields(row, rows.position());
            }
            row++;
        }
        for (Wanted column : wanted) {
            column.output.end(row);
        }
        return row;
    }

    private void head(int row, long start) {
        for (Wanted one : wanted) {
            if (one.column.isField()) {
                continue;
            }
            long place = start + one.column.place();
            switch (one.column.type()) {
                case INT -> one.output.at(row).setInt(row, file.get(RowFormat.INTS, place));
                case LONG -> one.output.at(row).setLong(row, file.get(RowFormat.LONGS, place));
                case BOOLEAN, DOUBLE, STRING, TIMESTAMPTZ, OTHER ->
                    throw new IllegalStateException("no head has " + one.column);
            }
        }
    }

    private int fields(int row, long start) {
        at = start + RowFormat.FIELDS;
        long end = start + RowFormat.LENGTH_BYTES + file.get(RowFormat.INTS, start);
        int textBytes = 0;
        while (at < end) {
            int header = varint();
            int field = header >>> RowFormat.KIND_BITS;
            textBytes += field(row, header & RowFormat.KIND_MASK, field < byField.length ? byField[field] : null);
        }
        return textBytes;
    }

    private int field(int row, int kind, @Nullable Output output) {
        if (kind == RowFormat.TEXT) {
            int length = varint();
            int grown = output == null ? 0 : output.text(row, file, at, length);
            at += length;
            return grown;
        }
        if (output != null) {
            value(row, kind, output);
        }
        at += switch (kind) {
            case RowFormat.LONG -> Long.BYTES;
            case RowFormat.DOUBLE -> Double.BYTES;
            case RowFormat.INT -> Integer.BYTES;
            case RowFormat.TRUE, RowFormat.FALSE -> 0;
            default -> throw new IllegalStateException("a row has a field of kind " + kind);
        };
        return 0;
    }

    private void value(int row, int kind, Output output) {
        switch (kind) {
            case RowFormat.LONG -> output.at(row).setLong(row, file.get(RowFormat.LONGS, at));
            case RowFormat.DOUBLE -> output.at(row).setDouble(row, file.get(RowFormat.DOUBLES, at));
            case RowFormat.INT -> output.at(row).setInt(row, file.get(RowFormat.INTS, at));
            default -> output.at(row).setBoolean(row, kind == RowFormat.TRUE);
        }
    }

    private int varint() {
        int value = 0;
        for (int shift = 0; ; shift += VARINT_BITS) {
            byte next = file.get(ValueLayout.JAVA_BYTE, at++);
            value |= (next & ((1 << VARINT_BITS) - 1)) << shift;
            if (next >= 0) {
                return value;
            }
        }
    }
}
