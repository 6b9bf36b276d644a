package io.bytefreezer.query.background;

import io.bytefreezer.query.job.RowIndex;
import io.bytefreezer.query.result.ResultColumn;
import io.bytefreezer.query.result.ResultSummary;
import io.bytefreezer.query.result.ResultWriter;
import io.bytefreezer.query.result.StoredRows;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Writes a result's rows to disk as they come, if they may. For one thread; whoever made it closes it after that. */
final class ResultSpool implements ResultWriter {

    private static final int BUFFER_BYTES = 64 * 1024;

    /** Is told what comes. */
    interface Room {

        /** The columns are known. */
        void columns(List<ResultColumn> columns);

        /**
         * A row comes, of so many bytes.
         *
         * @throws IOException when there is no room for it
         */
        void row(long length) throws IOException;
    }

    private final OutputStream out;
    private final Room room;
    private final RowIndex.Builder index = new RowIndex.Builder();

    ResultSpool(OutputStream file, Room room) {
        this.out = new BufferedOutputStream(file, BUFFER_BYTES);
        this.room = room;
    }

    @Override
    public void columns(List<ResultColumn> columns) {
        room.columns(columns);
    }

    @Override
    public void row(@Nullable Object[] values) throws IOException {
        byte[] line = StoredRows.line(values);
        room.row(line.length);
        out.write(line);
        index.add(line.length);
    }

    @Override
    public void end(ResultSummary summary) throws IOException {
        out.flush();
    }

    /** Where the rows lie. */
    RowIndex index() {
        return index.build();
    }

    @Override
    public void close() throws IOException {
        out.close();
    }
}
