package io.bytefreezer.piper.topology;

import io.bytefreezer.piper.judge.Verdict;
import io.bytefreezer.schemas.name.DatasetRef;

/**
 * Is told of every record's fate. For each record read, exactly one call is made, but for {@link #slow}. Implementations are safe for use by
 * many threads.
 */
public interface Counts {

    /** The record went on, at least a part of it. */
    void emitted(DatasetRef dataset, Verdict.Emitted emitted);

    /** A filter dropped the whole record on purpose. */
    void dropped(DatasetRef dataset, Verdict.Dropped dropped);

    /** The record went to the dead-letter topic. */
    void rejected(DatasetRef dataset, String stage, String code);

    /** Most of the time of a record of a slow dataset went into this filter: so much. */
    default void slow(DatasetRef dataset, String filter, long nanos) {}
}
