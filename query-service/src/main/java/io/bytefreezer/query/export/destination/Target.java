package io.bytefreezer.query.export.destination;

import java.util.List;

/** Takes rows in batches. For one thread. */
public interface Target extends AutoCloseable {

    /** Whether it cannot do without ids, because a resend would double rows. */
    default boolean needsIds() {
        return false;
    }

    /** A step begins. One that was not finished was not sent. */
    default void begin(Step step) throws TargetException {}

    /**
     * Sends a batch and waits until the target has it.
     *
     * @throws TargetException when nothing is known to have arrived
     */
    Delivered send(List<ExportRow> rows) throws TargetException;

    /** The step has no more rows; when this returns, the target has all of them. */
    default void finish() throws TargetException {}

    @Override
    void close();
}
