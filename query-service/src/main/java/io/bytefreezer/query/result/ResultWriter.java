package io.bytefreezer.query.result;

import java.io.Closeable;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Writes an answer: {@link #columns} once, {@link #row} for each row, {@link #end} once, and {@link #close} also where that was
 * not reached. It does not close the stream under it. For one thread.
 */
public interface ResultWriter extends Closeable {

    /** Begins the answer. */
    void columns(List<ResultColumn> columns) throws IOException;

    /** Adds a row, with values as {@link PlainValue} gives them, in the order of the columns. */
    void row(@Nullable Object[] values) throws IOException;

    /** Ends the answer and flushes it. */
    void end(ResultSummary summary) throws IOException;

    /** Gives back what the writer holds; nothing where it holds nothing. */
    @Override
    default void close() throws IOException {}
}
