package io.bytefreezer.piper.state;

import io.bytefreezer.schemas.name.DatasetRef;
import java.util.SequencedMap;

/** Where states are kept. Safe for use by many threads. */
public interface States {

    /** The topic that keeps the dataset's states: partition by partition as its raw topic, compacted by key. */
    String topic(DatasetRef dataset);

    /**
     * What is kept of a raw partition, in the order in which it was written; the topic is made where there is none. Blocks until
     * transactions that were open at the call have ended.
     *
     * @throws StateUnavailableException when the brokers do not give it
     */
    SequencedMap<String, Remembered> load(DatasetRef dataset, int partition);
}
