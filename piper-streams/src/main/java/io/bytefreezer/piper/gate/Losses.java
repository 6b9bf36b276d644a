package io.bytefreezer.piper.gate;

import org.apache.kafka.common.TopicPartition;

/** Is told of records that left their topic before they were read. Safe for use by many threads. */
@FunctionalInterface
public interface Losses {

    /** The records from {@code wanted} on, up to {@code beginning} (exclusive), are gone; it is read on from there. */
    void expired(TopicPartition partition, long wanted, long beginning);
}
