package io.bytefreezer.lake.parquet;

import io.bytefreezer.lake.table.Column;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.column.ColumnWriteStore;
import org.apache.parquet.column.ColumnWriter;
import org.apache.parquet.column.ParquetProperties;
import org.apache.parquet.column.page.PageWriteStore;
import org.apache.parquet.column.page.PageWriter;
import org.apache.parquet.format.ColumnChunk;
import org.apache.parquet.format.ColumnMetaData;
import org.apache.parquet.format.CompressionCodec;
import org.apache.parquet.format.RowGroup;
import org.apache.parquet.schema.MessageType;

/** One row group in the making. For one thread. */
final class RowGroupWriter {

    private final List<Column> columns;
    private final List<ColumnPages> pages = new ArrayList<>();
    private final ColumnWriteStore store;
    private final ColumnWriter[] writers;
    private long rows;

    RowGroupWriter(List<Column> columns, MessageType schema, ParquetProperties properties, PageCompressor compressor) {
        this.columns = columns;
        Map<ColumnDescriptor, PageWriter> byColumn = new HashMap<>();
        for (ColumnDescriptor column : schema.getColumns()) {
            ColumnPages made = new ColumnPages(compressor, column.getPrimitiveType());
            pages.add(made);
            byColumn.put(column, made);
        }
        PageWriteStore all = column -> Objects.requireNonNull(byColumn.get(column), "every column has pages");
        this.store = properties.newColumnWriteStore(schema, all);
        this.writers = schema.getColumns().stream().map(store::getColumnWriter).toArray(ColumnWriter[]::new);
    }

    ColumnWriter column(int index) {
        return writers[index];
    }

    /** After each column has had a value or a null. */
    void endRow() {
        store.endRecord();
        rows++;
    }

    long rows() {
        return rows;
    }

    List<ColumnPages> pages() {
        return pages;
    }

    /** Ends the group, and says what the footer has to say of it. */
    RowGroup finish(OutputStream out, long offset) throws IOException {
        store.flush();
        store.close();
        List<ColumnChunk> chunks = new ArrayList<>();
        long at = offset;
        long uncompressed = 0;
        for (int i = 0; i < columns.size(); i++) {
            ColumnPages column = pages.get(i);
            column.writeTo(out);
            chunks.add(new ColumnChunk(0).setMeta_data(metadata(columns.get(i), column, at)));
            at += column.bytes();
            uncompressed += column.uncompressedBytes();
        }
        return new RowGroup(chunks, uncompressed, rows).setFile_offset(offset).setTotal_compressed_size(at - offset);
    }

    private static ColumnMetaData metadata(Column column, ColumnPages pages, long offset) {
        ColumnMetaData metadata = new ColumnMetaData(
                FlatSchema.stored(column.type()),
                pages.encodings(),
                List.of(column.name()),
                CompressionCodec.ZSTD,
                pages.values(),
                pages.uncompressedBytes(),
                pages.bytes(),
                offset + pages.dictionaryBytes());
        if (pages.dictionaryBytes() > 0) {
            metadata.setDictionary_page_offset(offset);
        }
        return metadata.setStatistics(ColumnBounds.footer(pages.statistics()));
    }
}
