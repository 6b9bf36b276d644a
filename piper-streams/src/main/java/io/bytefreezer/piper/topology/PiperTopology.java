package io.bytefreezer.piper.topology;

import io.bytefreezer.piper.plan.DatasetPlan;
import io.bytefreezer.piper.share.FairShare;
import io.bytefreezer.piper.size.RecordSizes;
import io.bytefreezer.piper.size.Refusals;
import io.bytefreezer.piper.state.States;
import io.bytefreezer.schemas.name.DatasetRef;
import io.bytefreezer.schemas.name.Topics;
import io.bytefreezer.schemas.wire.EventCodec;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.LongSupplier;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.Serializer;
import org.apache.kafka.streams.AutoOffsetReset;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.processor.StreamPartitioner;
import org.jspecify.annotations.Nullable;

/** One source for the raw topics of all datasets, one processor, one sink for all topics that are written to. Immutable. */
public final class PiperTopology {

    private static final String RAW = "raw";
    private static final String TRANSFORM = "transform";
    private static final String OUT = "out";

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
     * @param states where is kept what filters remember
     * @param share who may take how much time
     * @param nanoTime a clock that only runs forward
     */
    public record Parts(
            Topics topics,
            EventCodec codec,
            Function<DatasetRef, @Nullable DatasetPlan> plans,
            Counts counts,
            RecordSizes sizes,
            Refusals refusals,
            States states,
            FairShare share,
            LongSupplier nanoTime) {}

    /** The topology; it has no store: what filters remember is read from its topic where a task goes on. */
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
                        OUT,
                        (address, value, context) -> address.topic(),
                        key(),
                        new ByteArraySerializer(),
                        samePartition(),
                        TRANSFORM);
    }

    /** A producer that is not ours may leave a record without a timestamp; it goes on with its neighbours' time. */
    private static long timestamp(ConsumerRecord<Object, Object> record, long partitionTime) {
        return record.timestamp() >= 0 ? record.timestamp() : Math.max(0, partitionTime);
    }

    /** Events of one raw partition stay together and in order, also where the target has fewer partitions; a state has its own. */
    private static StreamPartitioner<Address, byte[]> samePartition() {
        return (topic, address, value, partitions) ->
                Optional.of(Set.of(address.isExact() ? address.partition() : address.partition() % partitions));
    }

    private static Serializer<Address> key() {
        return (topic, address) -> address.key();
    }
}
