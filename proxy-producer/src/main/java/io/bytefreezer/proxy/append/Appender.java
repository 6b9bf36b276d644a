package io.bytefreezer.proxy.append;

import io.bytefreezer.schemas.name.DatasetRef;

/**
 * Appends the events of one source to raw topics, each exactly once: in the order of their numbers, whatever is lost,
 * repeated, or killed on the way. Belongs to one thread at a time.
 */
public interface Appender extends AutoCloseable {

    /** Appends those of the events that are not there yet. Blocks for some seconds at most. */
    Appended append(DatasetRef dataset, NumberedEvents events);

    /** Ends it; what was not answered is as if it had failed. */
    @Override
    void close();
}
