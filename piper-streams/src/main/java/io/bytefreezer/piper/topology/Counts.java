package io.bytefreezer.piper.topology;

import io.bytefreezer.schemas.name.DatasetRef;

/**
 * Is told of every record's fate. For each record read, exactly one call is made. Implementations are safe for use by
 * many threads.
 */
public interface Counts {

    /** The record went on as this many events. */
    void emitted(DatasetRef dataset, int events);

    /** A filter dropped the record on purpose. */
    void dropped(DatasetRef dataset, String filter, String reason);

    /** The record went to the dead-letter topic. */
    void rejected(DatasetRef dataset, String stage, String code);
}
