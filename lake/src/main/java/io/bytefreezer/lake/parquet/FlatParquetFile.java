package io.bytefreezer.lake.parquet;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.bytefreezer.lake.LakeException;
import io.bytefreezer.lake.table.Column;
import io.bytefreezer.lake.table.ColumnType;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.apache.parquet.format.ColumnOrder;
import org.apache.parquet.format.FileMetaData;
import org.apache.parquet.format.RowGroup;
import org.apache.parquet.format.TypeDefinedOrder;
import org.jspecify.annotations.Nullable;

/**
 * A Parquet file without nesting, made row by row, with the few encodings that log lines need: texts by a dictionary while it is small, all else plain, and zstd. For one
 * thread.
 *
 * @see <a href="https://parquet.apache.org/docs/file-format/">Parquet's file format</a>
 */
public final class FlatParquetFile implements AutoCloseable {

    /** Readers judge what they may believe by it: a name, and a version. */
    private static final String CREATED_BY = "bytefreezer version 1.0";

    private static final int VERSION = 1;

    private final String target;
    private final Shape shape;
    private final List<Column> columns;
    private final OutputStream out;
    private final PageCompressor compressor;
    private final List<RowGroup> groups = new ArrayList<>();
    private final long[] columnBytes;
    private final long[] columnNulls;
    private final ValueBounds[] columnBounds;
    private final boolean[] hasValue;
    private RowGroupWriter group;
    private long groupBytes;
    private long position;
    private long rows;

    private FlatParquetFile(String target, List<Column> columns, Shape shape, OutputStream out) {
        this.target = target;
        this.shape = shape;
        this.columns = List.copyOf(columns);
        this.out = out;
        this.compressor = new PageCompressor(shape.level());
        this.columnBytes = new long[columns.size()];
        this.hasValue = new boolean[columns.size()];
        this.columnNulls = new long[columns.size()];
        this.columnBounds = new ValueBounds[columns.size()];
        Arrays.fill(columnBounds, ValueBounds.NONE);
        this.group = newGroup();
    }

    /**
     * How a file is divided.
     *
     * @param groupRows rows of a row group at most
     * @param groupBytes bytes of rows, as {@link #endRow} counts them, after which a row group ends
     * @param pageRows rows after which a page ends
     * @param pageBytes bytes after which a page ends, before they are compressed
     * @param dictionaryBytes bytes of different values after which a column's part of a row group has no dictionary
     * @param level of zstd
     */
    public record Shape(int groupRows, long groupBytes, int pageRows, int pageBytes, int dictionaryBytes, int level) {}

    /**
     * What is in a column.
     *
     * @param bytes its size in the file
     * @param nulls rows without a value
     * @param min the least value, texts as strings; null if not known
     * @param max the greatest value, texts as strings; null if not known
     */
    public record Content(
            long bytes,
            long nulls,
            @Nullable Object min,
            @Nullable Object max) {}

    /** Whether columns of this type can be written. */
    public static boolean takes(ColumnType type) {
        return FlatSchema.takes(type);
    }

    /**
     * Begins a file.
     *
     * @param target the file, which is written anew
     * @throws LakeException of kind EXTERNAL if the disk does not take it
     */
    public static FlatParquetFile create(Path target, List<Column> columns, Shape shape) {
        try {
            return to(new BufferedOutputStream(Files.newOutputStream(target)), target.toString(), columns, shape);
        } catch (IOException e) {
            throw new LakeException(LakeException.Kind.EXTERNAL, "cannot write " + target, e);
        }
    }

    /**
     * Begins a file on a stream, which is closed with it.
     *
     * @param out takes the file, a row group at a time
     * @param target what to call it in errors
     * @throws LakeException of kind EXTERNAL if the stream does not take it, here and wherever something is written
     */
    public static FlatParquetFile to(OutputStream out, String target, List<Column> columns, Shape shape) {
        FlatParquetFile file = new FlatParquetFile(target, columns, shape, out);
        try {
            out.write(LocalFooter.magic());
            file.position = LocalFooter.magic().length;
            return file;
        } catch (IOException e) {
            file.compressor.close();
            throw new LakeException(LakeException.Kind.EXTERNAL, "cannot write " + target, e);
        }
    }

    /** The row's text in a column, as UTF-8, or the digits of its decimal, as a number in two's complement; the array may be changed afterwards. */
    public void text(int column, byte[] bytes, int at, int length) {
        hasValue[column] = true;
        ((TextEncoder) group.column(column)).add(bytes, at, length);
    }

    /** The row's whole number in a column, or its time in microseconds. */
    public void wholeNumber(int column, long value) {
        hasValue[column] = true;
        ((NumberEncoder) group.column(column)).add(value);
    }

    /** The row's whole number in a column of 32 bits, or its date in days. */
    public void smallNumber(int column, int value) {
        hasValue[column] = true;
        ((NumberEncoder) group.column(column)).add(value);
    }

    /** The row's binary64 in a column. */
    public void floatingNumber(int column, double value) {
        hasValue[column] = true;
        ((NumberEncoder) group.column(column)).add(value);
    }

    /** The row's truth in a column. */
    public void flag(int column, boolean value) {
        hasValue[column] = true;
        ((FlagEncoder) group.column(column)).add(value);
    }

    /**
     * Ends the row: a column that got nothing has no value in it.
     *
     * @param bytes size of the row, for {@link Shape#groupBytes()}
     * @throws LakeException of kind EXTERNAL if the disk does not take it
     */
    public void endRow(int bytes) {
        for (int i = 0; i < hasValue.length; i++) {
            if (!hasValue[i]) {
                group.column(i).addNull();
            }
        }
        Arrays.fill(hasValue, false);
        group.endRow();
        groupBytes += bytes;
        if (group.rows() >= shape.groupRows() || groupBytes >= shape.groupBytes()) {
            endGroup();
        }
    }

    /**
     * Ends the file.
     *
     * @return its size
     * @throws LakeException of kind EXTERNAL if the disk does not take it
     */
    public long finish() {
        if (group.rows() > 0) {
            endGroup();
        }
        FileMetaData footer = new FileMetaData(VERSION, FlatSchema.elements(columns), rows, groups)
                .setCreated_by(CREATED_BY)
                .setColumn_orders(Collections.nCopies(columns.size(), ColumnOrder.TYPE_ORDER(new TypeDefinedOrder())));
        try {
            byte[] end = LocalFooter.bytes(footer);
            out.write(end);
            out.close();
            return position + end.length;
        } catch (IOException e) {
            throw new LakeException(LakeException.Kind.EXTERNAL, "cannot write " + target, e);
        }
    }

    /** Rows written. */
    public long rows() {
        return rows;
    }

    /** What is in each column, after the file was ended. */
    public List<Content> contents() {
        List<Content> contents = new ArrayList<>();
        for (int i = 0; i < columnBytes.length; i++) {
            ValueBounds bounds = columnBounds[i];
            boolean isKnown = !bounds.isUnknown();
            contents.add(new Content(
                    columnBytes[i],
                    columnNulls[i],
                    isKnown ? plain(bounds.min()) : null,
                    isKnown ? plain(bounds.max()) : null));
        }
        return contents;
    }

    @Override
    public void close() {
        try (compressor) {
            out.close();
        } catch (IOException e) {
            throw new LakeException(LakeException.Kind.EXTERNAL, "cannot write " + target, e);
        }
    }

    private RowGroupWriter newGroup() {
        return new RowGroupWriter(columns, compressor, shape);
    }

    private void endGroup() {
        try {
            RowGroup made = group.finish(out, position);
            groups.add(made.setOrdinal((short) groups.size()));
            position += made.getTotal_compressed_size();
        } catch (IOException e) {
            throw new LakeException(LakeException.Kind.EXTERNAL, "cannot write " + target, e);
        }
        for (int i = 0; i < columnBytes.length; i++) {
            ColumnEncoder column = group.column(i);
            columnBytes[i] += column.bytes();
            columnNulls[i] += column.nulls();
            columnBounds[i] = columnBounds[i].with(column.bounds());
        }
        rows += group.rows();
        groupBytes = 0;
        group = newGroup();
    }

    private static @Nullable Object plain(@Nullable Object bound) {
        return bound instanceof byte[] text ? new String(text, UTF_8) : bound;
    }
}
