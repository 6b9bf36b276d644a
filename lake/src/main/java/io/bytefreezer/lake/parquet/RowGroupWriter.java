package io.bytefreezer.lake.parquet;

import io.bytefreezer.lake.table.Column;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import org.apache.parquet.format.ColumnChunk;
import org.apache.parquet.format.ColumnMetaData;
import org.apache.parquet.format.CompressionCodec;
import org.apache.parquet.format.RowGroup;

/** One row group in the making. For one thread. */
final class RowGroupWriter {

    private final List<Column> columns;
    private final ColumnEncoder[] encoders;
    private long rows;

    RowGroupWriter(List<Column> columns, PageCompressor compressor, FlatParquetFile.Shape shape) {
        this.columns = columns;
        this.encoders = columns.stream()
                .map(column -> ColumnEncoder.of(FlatSchema.alike(column), compressor, shape))
                .toArray(ColumnEncoder[]::new);
    }

    ColumnEncoder column(int index) {
        return encoders[index];
    }

    /** After each column has had a value or a null. */
    void endRow() {
        rows++;
    }

    long rows() {
        return rows;
    }

    /** Ends the group, and says what the footer has to say of it. */
    RowGroup finish(OutputStream out, long offset) throws IOException {
        List<ColumnChunk> chunks = new ArrayList<>();
        long at = offset;
        long uncompressed = 0;
        for (int i = 0; i < encoders.length; i++) {
            ColumnEncoder column = encoders[i];
            column.finish();
            column.writeTo(out);
            chunks.add(new ColumnChunk(0).setMeta_data(metadata(columns.get(i), column, at)));
            at += column.bytes();
            uncompressed += column.uncompressedBytes();
        }
        return new RowGroup(chunks, uncompressed, rows).setFile_offset(offset).setTotal_compressed_size(at - offset);
    }

    private static ColumnMetaData metadata(Column column, ColumnEncoder encoder, long offset) {
        ColumnMetaData metadata = new ColumnMetaData(
                FlatSchema.stored(column),
                encoder.encodings(),
                List.of(column.name()),
                CompressionCodec.ZSTD,
                encoder.rows(),
                encoder.uncompressedBytes(),
                encoder.bytes(),
                offset + encoder.dictionaryBytes());
        if (encoder.dictionaryBytes() > 0) {
            metadata.setDictionary_page_offset(offset);
        }
        ValueBounds bounds = FlatSchema.isOrdered(column) ? encoder.bounds() : ValueBounds.NONE;
        return metadata.setStatistics(bounds.statistics(encoder.nulls()));
    }
}
