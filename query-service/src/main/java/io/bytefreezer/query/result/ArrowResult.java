package io.bytefreezer.query.result;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Arrow's streaming format: the columns, then batches of rows, then an end. Types are those of {@link ParquetResult}. For one
 * thread.
 */
final class ArrowResult implements ResultWriter {

    private static final int BATCH_ROWS = 65_536;

    /** One batch is in memory for each query that runs, and its last row may be as large as a row is. */
    private static final int BATCH_BYTES = 4 << 20;

    private final OutputStream out;
    private List<ArrowColumn> columns = List.of();
    private int rows;

    ArrowResult(OutputStream out) {
        this.out = new BufferedOutputStream(out);
    }

    @Override
    public void columns(List<ResultColumn> names) throws IOException {
        columns = names.stream().map(ArrowColumn::new).toList();
        ArrowMessages.schema(out, columns);
    }

    @Override
    public void row(@Nullable Object[] values) throws IOException {
        long bytes = 0;
        for (int i = 0; i < values.length; i++) {
            columns.get(i).add(values[i]);
            bytes += columns.get(i).size();
        }
        rows++;
        if (rows == BATCH_ROWS || bytes >= BATCH_BYTES) {
            flushBatch();
        }
    }

    @Override
    public void end(ResultSummary summary) throws IOException {
        if (rows > 0) {
            flushBatch();
        }
        ArrowMessages.end(out);
        out.flush();
    }

    private void flushBatch() throws IOException {
        ArrowMessages.batch(out, columns, rows);
        columns.forEach(ArrowColumn::clear);
        rows = 0;
    }
}
