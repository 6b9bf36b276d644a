package io.bytefreezer.piper.topology;

import org.jspecify.annotations.Nullable;

/**
 * Where a record goes that the processor hands on.
 *
 * @param topic the topic
 * @param partition the partition it was read from; where the topic has fewer, several share one, unless there is a key
 * @param key the record's key, or null; only states have one
 */
@SuppressWarnings("ArrayRecordComponent") // goes to Kafka as it is
record Address(String topic, int partition, byte @Nullable [] key) {

    /** Whether the topic has the same partitions as the raw topic: a state must never be read where it was not written. */
    boolean isExact() {
        return key != null;
    }

    /** A record without a key. */
    Address(String topic, int partition) {
        this(topic, partition, null);
    }
}
