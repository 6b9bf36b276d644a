package io.bytefreezer.lake.spool;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.ArrayList;
import java.util.List;
import org.duckdb.DuckDBDataChunkWriter;
import org.jspecify.annotations.Nullable;

/** One way through rows, chunk after chunk, with the columns that are wanted. For one thread at a time. */
final class RowScan {

    /** Ends a chunk early: DuckDB gets its texts in one array. */
    private static final int TEXT_BYTES_MAX = 32 << 20;

    private static final int ROW_BYTES = 1 << 12;
    private static final int VARINT_BITS = 7;

    private final RowCursor rows;
    private final int capacity;
    private final List<Output> outputs;
    private final List<Head> heads;
    private final @Nullable Output[] byField;
    private byte[] bytes = new byte[ROW_BYTES];
    private int at;

    /**
     * Before the first row.
     *
     * @param capacity rows of a chunk
     * @param columns the wanted columns, in the order of the chunk's vectors
     * @param watch looks at texts
     */
    RowScan(RowCursor rows, int capacity, List<RowColumn> columns, TextWatch watch) {
        this.rows = rows;
        this.capacity = capacity;
        List<Output> all = new ArrayList<>();
        List<Head> ofHeads = new ArrayList<>();
        int fields = columns.stream().mapToInt(RowColumn::field).max().orElse(-1) + 1;
        this.byField = new Output[Math.max(0, fields)];
        for (RowColumn column : columns) {
            Output output = Output.of(column, capacity, watch);
            all.add(output);
            if (column.isField()) {
                byField[column.field()] = output;
            } else {
                ofHeads.add(new Head(column, output));
            }
        }
        this.outputs = List.copyOf(all);
        this.heads = List.copyOf(ofHeads);
        watch.begin();
    }

    private record Head(RowColumn column, Output output) {}

    /** Fills a chunk; how many rows it has, none after the last. */
    int fill(DuckDBDataChunkWriter chunk) {
        for (int i = 0; i < outputs.size(); i++) {
            outputs.get(i).begin(chunk.vector(i));
        }
        int row = 0;
        int textBytes = 0;
        while (row < capacity && textBytes < TEXT_BYTES_MAX && rows.next()) {
            int end = load(rows.file(), rows.position());
            head(row);
            if (byField.length > 0) {
                textBytes += fields(row, end);
            }
            row++;
        }
        for (Output output : outputs) {
            output.end(row);
        }
        return row;
    }

    /** Copies a row to the heap, where its many small parts are read faster than from the file; where it ends there. */
    private int load(MemorySegment file, long start) {
        int length = RowFormat.LENGTH_BYTES + file.get(RowFormat.INTS, start);
        if (length > bytes.length) {
            bytes = new byte[Math.max(length, 2 * bytes.length)];
        }
        MemorySegment.copy(file, ValueLayout.JAVA_BYTE, start, bytes, 0, length);
        return length;
    }

    private void head(int row) {
        for (Head one : heads) {
            int place = one.column.place();
            switch (one.column.type()) {
                case INT -> one.output.at(row).setInt(row, RowFormat.intAt(bytes, place));
                case LONG -> one.output.at(row).setLong(row, RowFormat.longAt(bytes, place));
                case BOOLEAN, DOUBLE, STRING, TIMESTAMPTZ, OTHER ->
                    throw new IllegalStateException("no head has " + one.column);
            }
        }
    }

    private int fields(int row, int end) {
        at = RowFormat.FIELDS;
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
            int grown = output == null ? 0 : output.text(row, bytes, at, length);
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
            case RowFormat.LONG -> output.at(row).setLong(row, RowFormat.longAt(bytes, at));
            case RowFormat.DOUBLE ->
                output.at(row).setDouble(row, Double.longBitsToDouble(RowFormat.longAt(bytes, at)));
            case RowFormat.INT -> output.at(row).setInt(row, RowFormat.intAt(bytes, at));
            default -> output.at(row).setBoolean(row, kind == RowFormat.TRUE);
        }
    }

    private int varint() {
        int value = 0;
        for (int shift = 0; ; shift += VARINT_BITS) {
            byte next = bytes[at++];
            value |= (next & ((1 << VARINT_BITS) - 1)) << shift;
            if (next >= 0) {
                return value;
            }
        }
    }
}
