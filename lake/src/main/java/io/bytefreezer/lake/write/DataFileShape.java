package io.bytefreezer.lake.write;

import io.bytefreezer.lake.parquet.FlatParquetFile;

/** How data files of the lake are divided, whoever writes them. */
final class DataFileShape {

    /** After Parquet's encodings higher levels cost a third more of the whole and make files of logs no smaller. */
    static final int COMPRESSION_LEVEL = 1;

    /**
     * A row group has so many rows at most, and one that has so many bytes before ends too: it is in memory as a whole where it is written, and wide rows would fill any
     * memory. Scans are as fast as with larger ones; a lookup reads less.
     */
    static final int GROUP_ROWS = 122_880;

    static final int GROUP_BYTES = 32 << 20;

    /** Parquet's usual size; DuckDB's own pages are as large as the row group, and whoever reads one row decodes all of it. */
    static final int PAGE_BYTES = 1 << 20;

    /** Where all columns are written at once, each has a page in memory. */
    private static final int PAGE_BYTES_AT_ONCE = 128 << 10;

    private static final int PAGE_ROWS_AT_ONCE = 8_192;

    /**
     * Small: looking values up in a large dictionary takes longer than compressing them, and after zstd the file of log lines is as small without it. Columns of few values
     * have one in any case.
     */
    private static final int DICTIONARY_BYTES = 16 << 10;

    /** For files that are written without DuckDB. */
    static final FlatParquetFile.Shape SHAPE = new FlatParquetFile.Shape(
            GROUP_ROWS, GROUP_BYTES, PAGE_ROWS_AT_ONCE, PAGE_BYTES_AT_ONCE, DICTIONARY_BYTES, COMPRESSION_LEVEL);

    private DataFileShape() {}
}
