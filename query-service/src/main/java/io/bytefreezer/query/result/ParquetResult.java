package io.bytefreezer.query.result;

import io.bytefreezer.lake.LakeException;
import io.bytefreezer.lake.parquet.FlatParquetFile;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A Parquet file, sent a row group at a time. Numbers, decimals, dates and times have their types; all else is text, nested
 * values as JSON. A file that is broken off has no footer, so that nobody takes it for whole.
 */
final class ParquetResult implements ResultWriter {

    /** One group is in memory for each query that runs. */
    private static final FlatParquetFile.Shape SHAPE =
            new FlatParquetFile.Shape(122_880, 8L << 20, 20_000, 256 << 10, 64 << 10, 1);

    private final OutputStream out;
    private List<ParquetColumn> columns = List.of();
    private @Nullable FlatParquetFile file;

    ParquetResult(OutputStream out) {
        this.out = new Unclosed(out);
    }

    /** The answer goes on after the file: its trailers follow. */
    private static final class Unclosed extends FilterOutputStream {

        Unclosed(OutputStream out) {
            super(out);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            out.write(bytes, offset, length);
        }

        @Override
        public void close() throws IOException {
            flush();
        }
    }

    /** Writes to the file. */
    @FunctionalInterface
    private interface Step {
        void run(FlatParquetFile file) throws IOException;
    }

    @Override
    public void columns(List<ResultColumn> names) throws IOException {
        columns = names.stream().map(ParquetColumn::of).toList();
        try {
            file = FlatParquetFile.to(
                    out,
                    "the answer",
                    columns.stream().map(ParquetColumn::column).toList(),
                    SHAPE);
        } catch (LakeException e) {
            throw cause(e);
        }
    }

    @Override
    public void row(@Nullable Object[] values) throws IOException {
        step(to -> {
            int bytes = 0;
            for (int i = 0; i < values.length; i++) {
                Object value = values[i];
                bytes += value == null ? 0 : columns.get(i).put(to, i, value);
            }
            to.endRow(bytes);
        });
    }

    @Override
    public void end(ResultSummary summary) throws IOException {
        step(FlatParquetFile::finish);
    }

    @Override
    public void close() throws IOException {
        if (file != null) {
            step(FlatParquetFile::close);
            file = null;
        }
    }

    private void step(Step step) throws IOException {
        if (file == null) {
            throw new IllegalStateException("columns come first");
        }
        try {
            step.run(file);
        } catch (LakeException e) {
            throw cause(e);
        }
    }

    /** What the stream under it said. */
    private static IOException cause(LakeException e) {
        return e.getCause() instanceof IOException io ? io : new IOException(e);
    }
}
