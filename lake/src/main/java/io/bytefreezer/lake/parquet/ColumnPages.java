package io.bytefreezer.lake.parquet;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.apache.parquet.bytes.BytesInput;
import org.apache.parquet.column.Encoding;
import org.apache.parquet.column.page.DictionaryPage;
import org.apache.parquet.column.page.PageWriter;
import org.apache.parquet.column.statistics.SizeStatistics;
import org.apache.parquet.column.statistics.Statistics;
import org.apache.parquet.column.statistics.geospatial.GeospatialStatistics;
import org.apache.parquet.format.DataPageHeader;
import org.apache.parquet.format.DictionaryPageHeader;
import org.apache.parquet.format.PageHeader;
import org.apache.parquet.format.PageType;
import org.apache.parquet.format.Util;
import org.apache.parquet.schema.PrimitiveType;
import org.jspecify.annotations.Nullable;

/** The pages of one column in one row group: compressed, and in memory until the group ends. For one thread. */
final class ColumnPages implements PageWriter {

    private final PageCompressor compressor;
    private final Statistics<?> statistics;
    private final ByteArrayOutputStream data = new ByteArrayOutputStream();
    private final ByteArrayOutputStream dictionary = new ByteArrayOutputStream();
    private final Set<Encoding> encodings = new LinkedHashSet<>();
    private long values;
    private long uncompressedBytes;

    ColumnPages(PageCompressor compressor, PrimitiveType type) {
        this.compressor = compressor;
        this.statistics = Statistics.createStats(type);
    }

    /** Nulls, and the least and the greatest value. */
    Statistics<?> statistics() {
        return statistics;
    }

    /** Rows, those without a value among them. */
    long values() {
        return values;
    }

    /** Bytes of the pages before they were compressed, with their headers. */
    long uncompressedBytes() {
        return uncompressedBytes;
    }

    /** Bytes in the file. */
    long bytes() {
        return dictionaryBytes() + data.size();
    }

    /** Bytes before the first page of data. */
    long dictionaryBytes() {
        return dictionary.size();
    }

    /** As the footer lists them. */
    List<org.apache.parquet.format.Encoding> encodings() {
        return encodings.stream().map(ColumnPages::encoding).toList();
    }

    void writeTo(OutputStream out) throws IOException {
        dictionary.writeTo(out);
        data.writeTo(out);
    }

    @Override
    @SuppressWarnings("deprecation") // not called any more, but asked for
    public void writePage(
            BytesInput bytes, int count, Statistics<?> ofPage, Encoding repetition, Encoding definition, Encoding kind)
            throws IOException {
        writePage(bytes, count, count, ofPage, repetition, definition, kind);
    }

    @Override
    public void writePage(
            BytesInput bytes,
            int count,
            int rows,
            @Nullable Statistics<?> ofPage,
            Encoding repetition,
            Encoding definition,
            Encoding kind)
            throws IOException {
        PageHeader header = new PageHeader(PageType.DATA_PAGE, 0, 0)
                .setData_page_header(
                        new DataPageHeader(count, encoding(kind), encoding(definition), encoding(repetition)));
        page(header, bytes, data);
        if (ofPage != null) {
            statistics.mergeStatistics(ofPage);
        }
        values += count;
        encodings.addAll(List.of(repetition, definition, kind));
    }

    @Override
    public void writePage(
            BytesInput bytes,
            int count,
            int rows,
            @Nullable Statistics<?> ofPage,
            @Nullable SizeStatistics sizes,
            @Nullable GeospatialStatistics places,
            Encoding repetition,
            Encoding definition,
            Encoding kind)
            throws IOException {
        writePage(bytes, count, rows, ofPage, repetition, definition, kind);
    }

    @Override
    public void writePageV2(
            int rows,
            int nulls,
            int count,
            BytesInput repetition,
            BytesInput definition,
            Encoding kind,
            BytesInput bytes,
            Statistics<?> ofPage) {
        throw new UnsupportedOperationException("pages of the first version are asked for");
    }

    @Override
    public void writeDictionaryPage(DictionaryPage page) throws IOException {
        PageHeader header = new PageHeader(PageType.DICTIONARY_PAGE, 0, 0)
                .setDictionary_page_header(
                        new DictionaryPageHeader(page.getDictionarySize(), encoding(page.getEncoding())));
        page(header, page.getBytes(), dictionary);
        encodings.add(page.getEncoding());
    }

    @Override
    public long getMemSize() {
        return bytes();
    }

    @Override
    public long allocatedSize() {
        return bytes();
    }

    @Override
    public String memUsageString(String prefix) {
        return prefix + " " + bytes() + " bytes of pages";
    }

    @Override
    public void close() {
        // All it has is on the heap.
    }

    private void page(PageHeader header, BytesInput bytes, ByteArrayOutputStream out) throws IOException {
        int plain = Math.toIntExact(bytes.size());
        int packed = compressor.compress(bytes);
        header.setUncompressed_page_size(plain).setCompressed_page_size(packed);
        int before = out.size();
        Util.writePageHeader(header, out);
        uncompressedBytes += out.size() - before + plain;
        out.write(compressor.packed(), 0, packed);
    }

    private static org.apache.parquet.format.Encoding encoding(Encoding encoding) {
        return org.apache.parquet.format.Encoding.valueOf(encoding.name());
    }
}
