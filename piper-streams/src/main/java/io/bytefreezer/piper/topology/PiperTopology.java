package io.bytefreezer.piper.topology;

import io.bytefreezer.piper.plan.DatasetPlan;
import io.bytefreezer.piper.size.RecordSizes;
import io.bytefreezer.piper.size.Refusals;
import io.bytefreezer.schemas.name.DatasetRef;
import io.bytefreezer.schemas.name.Topics;
import io.bytefreezer.schemas.wire.EventCodec;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.Serializer;
import org.apache.kafka.streams.AutoOffsetReset;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.processor.StreamPartitioner;
import org.apache.kafka.streams.processor.TopicNameExtractor;
import org.jspecify.annotations.Nullable;

/** One source for the raw topics of all datasets, one processor, two sinks. Immutable. */
public final class PiperTopology {

    static final String PROCESSED = "processed";
    static final String DEAD_LETTER = "dead-letter";

    private static final String RAW = "raw";
    private static final String TRANSFORM = "transform";

    private PiperTopology() {}

    /**
     * What the topology works with.
     *
     * @param topics the topics' names
     * @param codec reads raw and writes processed events
     * @param plans the plan in force for a dataset, or null when it has to wait
     * @param counts is told of every record's fate
     * @param sizes which records the brokers take
     * @param refusals records of which something was refused all the same
     */
    public record Parts(
            Topics topics,
            EventCodec codec,
            Function<DatasetRef, @Nullable DatasetPlan> plans,
            Counts counts,
            RecordSizes sizes,
            Refusals refusals) {}

    /** The topology; it has no state, so a task moves without anything moving with it. */
    public static Topology build(Parts parts) {
        Topics topics = parts.topics();
        return new Topology()
                .addSource(
                        AutoOffsetReset.earliest(),
                        RAW,
                        PiperTopology::timestamp,
                        new ByteArrayDeserializer(),
                        new ByteArrayDeserializer(),
                        topics.pattern(Topics.Stage.RAW))
                .addProcessor(TRANSFORM, () -> new EventProcessor(parts), RAW)
                .addSink(
                        PROCESSED,
                        sibling(topics, Topics.Stage.PROCESSED),
                        noKey(),
                        new ByteArraySerializer(),
                        samePartition(),
                        TRANSFORM)
                .addSink(
                        DEAD_LETTER,
                        sibling(topics, Topics.Stage.DEAD_LETTER),
                        noKey(),
                        new ByteArraySerializer(),
                        samePartition(),
                        TRANSFORM);
    }

    /** A producer that is not ours may leave a record without a timestamp; it goes on with its neighbours' time. */
    private static long timestamp(ConsumerRecord<Object, Object> record, long partitionTime) {
        return record.timestamp() >= 0 ? record.timestamp() : Math.max(0, partitionTime);
    }

    /** The topic of the same dataset at another stage. */
    private static TopicNameExtractor<Integer, byte[]> sibling(Topics topics, Topics.Stage stage) {
        return (partition, value, context) -> topics.parse(context.topic())
                .map(parsed -> topics.name(stage, parsed.dataset()))
                .orElseThrow();
    }

    /** Events of one raw partition stay together and in order, also where the target has fewer partitions. */
    private static StreamPartitioner<Integer, byte[]> samePartition() {
        return (topic, partition, value, partitions) -> Optional.of(Set.of(partition % partitions));
    }

    private static Serializer<Integer> noKey() {
        return (topic, partition) -> null;
    }
}
