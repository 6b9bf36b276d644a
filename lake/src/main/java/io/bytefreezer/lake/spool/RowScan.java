package io.bytefreezer.lake.spool;

import java.util.ArrayList;
import java.util.List;
import org.duckdb.DuckDBDataChunkWriter;
import org.jspecify.annotations.Nullable;

/** One way through rows, chunk after chunk, with the columns that are wanted. For one thread at a time. */
final class RowScan {

    /** Ends a chunk early: DuckDB gets its texts in one array. */
    private static final int TEXT_BYTES_MAX = 32 << 20;

    private final RowReader rows;
    private final Row row = new Row();
    private final int capacity;
    private final List<Output> outputs;
    private final List<Head> heads;
    private final @Nullable Output[] byField;

    /**
     * Before the first row.
     *
     * @param capacity rows of a chunk
     * @param columns the wanted columns, in the order of the chunk's vectors
     * @param watch looks at texts
     */
    RowScan(RowCursor rows, int capacity, List<RowColumn> columns, TextWatch watch) {
        this.rows = new RowReader(rows);
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
        row.row = 0;
        row.textBytes = 0;
        while (row.row < capacity && row.textBytes < TEXT_BYTES_MAX && rows.next()) {
            head(row.row);
            if (byField.length > 0) {
                rows.fields(row);
            }
            row.row++;
        }
        for (Output output : outputs) {
            output.end(row.row);
        }
        return row.row;
    }

    private void head(int row) {
        for (Head one : heads) {
            int place = one.column.place();
            switch (one.column.type()) {
                case INT -> one.output.at(row).setInt(row, rows.intAt(place));
                case LONG -> one.output.at(row).setLong(row, rows.longAt(place));
                case BOOLEAN, DOUBLE, STRING, TIMESTAMPTZ, OTHER ->
                    throw new IllegalStateException("no head has " + one.column);
            }
        }
    }

    /** Puts the fields of a row that are wanted into their columns. */
    private final class Row implements FieldSink {

        private int row;
        private int textBytes;

        @Override
        public void text(int field, byte[] bytes, int at, int length) {
            Output output = wanted(field);
            if (output != null) {
                textBytes += output.text(row, bytes, at, length);
            }
        }

        @Override
        public void wholeNumber(int field, long value) {
            Output output = wanted(field);
            if (output != null) {
                output.at(row).setLong(row, value);
            }
        }

        @Override
        public void smallNumber(int field, int value) {
            Output output = wanted(field);
            if (output != null) {
                output.at(row).setInt(row, value);
            }
        }

        @Override
        public void floatingNumber(int field, double value) {
            Output output = wanted(field);
            if (output != null) {
                output.at(row).setDouble(row, value);
            }
        }

        @Override
        public void flag(int field, boolean value) {
            Output output = wanted(field);
            if (output != null) {
                output.at(row).setBoolean(row, value);
            }
        }

        private @Nullable Output wanted(int field) {
            return field < byField.length ? byField[field] : null;
        }
    }
}
