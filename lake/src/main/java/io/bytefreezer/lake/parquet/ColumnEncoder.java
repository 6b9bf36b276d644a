package io.bytefreezer.lake.parquet;

import io.bytefreezer.lake.table.ColumnType;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.List;
import org.apache.parquet.format.DataPageHeader;
import org.apache.parquet.format.DictionaryPageHeader;
import org.apache.parquet.format.Encoding;
import org.apache.parquet.format.PageHeader;
import org.apache.parquet.format.PageType;
import org.apache.parquet.format.Util;
import org.jspecify.annotations.Nullable;

/** One column of a row group in the making: finished pages, compressed, and the values of the next. For one thread. */
abstract sealed class ColumnEncoder permits TextEncoder, NumberEncoder, FlagEncoder {

    /** Values of the page, as it is stored. */
    final PageBytes values = new PageBytes();

    private final PageCompressor compressor;
    private final FlatParquetFile.Shape shape;
    private final LevelBits levels = new LevelBits();
    private final PageBytes pages = new PageBytes();
    private final PageBytes dictionary = new PageBytes();
    private long rows;
    private long nulls;
    private long uncompressedBytes;

    ColumnEncoder(PageCompressor compressor, FlatParquetFile.Shape shape) {
        this.compressor = compressor;
        this.shape = shape;
    }

    static ColumnEncoder of(ColumnType type, PageCompressor compressor, FlatParquetFile.Shape shape) {
        return switch (type) {
            case STRING -> new TextEncoder(compressor, shape);
            case BOOLEAN -> new FlagEncoder(compressor, shape);
            case INT, LONG, DOUBLE, TIMESTAMPTZ -> new NumberEncoder(compressor, shape, type);
            case OTHER -> throw new IllegalArgumentException("values of another writer's type are not written here");
        };
    }

    /** A row without a value. */
    final void addNull() {
        levels.add(false);
        nulls++;
        endPageIfFull();
    }

    /** To be called after each value. */
    final void added() {
        levels.add(true);
        endPageIfFull();
    }

    /** Ends the last page; nothing may be added after it. */
    final void finish() {
        if (levels.rows() > 0) {
            endPage();
        }
        TextDictionary texts = dictionary();
        if (texts != null && texts.count() > 0) {
            DictionaryPageHeader header = new DictionaryPageHeader(texts.count(), Encoding.PLAIN);
            PageHeader page = new PageHeader(PageType.DICTIONARY_PAGE, 0, 0).setDictionary_page_header(header);
            write(page, texts.entries(), dictionary);
        }
    }

    final long rows() {
        return rows;
    }

    final long nulls() {
        return nulls;
    }

    /** Bytes in the file. */
    final long bytes() {
        return (long) dictionary.size() + pages.size();
    }

    /** Bytes of the dictionary's page, which is the first. */
    final long dictionaryBytes() {
        return dictionary.size();
    }

    /** Bytes of the pages before they were compressed, with their headers. */
    final long uncompressedBytes() {
        return uncompressedBytes;
    }

    final void writeTo(OutputStream out) throws IOException {
        dictionary.writeTo(out);
        pages.writeTo(out);
    }

    final List<Encoding> encodings() {
        return dictionary.size() > 0
                ? List.of(Encoding.PLAIN, Encoding.RLE, Encoding.RLE_DICTIONARY)
                : List.of(Encoding.PLAIN, Encoding.RLE);
    }

    /** Of the group's values. */
    abstract ValueBounds bounds();

    /** Appends the page's values, and forgets them; says how they are encoded. */
    Encoding drainTo(PageBytes page) {
        page.write(values.array(), 0, values.size());
        values.clear();
        return Encoding.PLAIN;
    }

    /** The values that others name by a number; null if there is none. */
    @Nullable TextDictionary dictionary() {
        return null;
    }

    /** Ends the page before its size asks for it. */
    final void endPage() {
        int count = levels.rows();
        PageBytes page = compressor.page();
        page.clear();
        levels.drainTo(page, compressor.scratch());
        Encoding encoding = drainTo(page);
        DataPageHeader header = new DataPageHeader(count, encoding, Encoding.RLE, Encoding.RLE);
        write(new PageHeader(PageType.DATA_PAGE, 0, 0).setData_page_header(header), page, pages);
        rows += count;
    }

    private void endPageIfFull() {
        if (values.size() >= shape.pageBytes() || levels.rows() >= shape.pageRows()) {
            endPage();
        }
    }

    private void write(PageHeader header, PageBytes page, PageBytes out) {
        int packed = compressor.compress(page);
        header.setUncompressed_page_size(page.size()).setCompressed_page_size(packed);
        int before = out.size();
        try {
            Util.writePageHeader(header, out);
        } catch (IOException e) {
            throw new UncheckedIOException("writing to memory cannot fail", e);
        }
        uncompressedBytes += out.size() - before + page.size();
        out.write(compressor.packed(), 0, packed);
    }
}
