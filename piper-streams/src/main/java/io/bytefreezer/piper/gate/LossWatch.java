package io.bytefreezer.piper.gate;

import java.util.Collection;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells operators of partitions that went to another piper because this one was silent, which Streams itself tells only where
 * it was about to commit. Streams' own listener is asked as before. Belongs to the consumer's thread.
 */
final class LossWatch implements ConsumerRebalanceListener {

    private static final Logger LOG = LoggerFactory.getLogger(LossWatch.class);

    private final ConsumerRebalanceListener streams;

    LossWatch(ConsumerRebalanceListener streams) {
        this.streams = streams;
    }

    @Override
    public void onPartitionsRevoked(Collection<TopicPartition> partitions) {
        streams.onPartitionsRevoked(partitions);
    }

    @Override
    public void onPartitionsAssigned(Collection<TopicPartition> partitions) {
        streams.onPartitionsAssigned(partitions);
    }

    @Override
    public void onPartitionsLost(Collection<TopicPartition> partitions) {
        LOG.warn(
                "{} went to other pipers because this one was silent for longer than session.timeout.ms; it gives up what it"
                        + " has not committed, and they do it",
                partitions);
        streams.onPartitionsLost(partitions);
    }
}
