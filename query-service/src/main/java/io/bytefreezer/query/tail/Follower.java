package io.bytefreezer.query.tail;

import io.bytefreezer.lake.table.Column;
import java.util.List;

/** Reads what comes to a processed topic, from when it was made. For one thread. */
public interface Follower extends AutoCloseable {

    /**
     * What came since the last call.
     *
     * @param tail the rows, to be closed
     * @param skipped records that are left out because too many came; never asked for again
     */
    record Batch(Tail tail, long skipped) {}

    /**
     * Reads what came since the last call, up to a bound; the rest is for the next call. Nothing when Kafka is away.
     *
     * @param columns the table's columns
     */
    Batch next(List<Column> columns);

    @Override
    void close();
}
