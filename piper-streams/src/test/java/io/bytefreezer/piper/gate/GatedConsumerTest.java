package io.bytefreezer.piper.gate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.clients.consumer.OffsetOutOfRangeException;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class GatedConsumerTest {

    private static final TopicPartition KNOWN = new TopicPartition("known", 0);
    private static final TopicPartition UNKNOWN = new TopicPartition("unknown", 0);

    private final List<String> lost = new ArrayList<>();
    private final Set<String> open = new HashSet<>(Set.of("known"));
    private final MockConsumer<byte[], byte[]> kafka = new MockConsumer<>("earliest");
    private final GatedConsumer consumer = new GatedConsumer(
            kafka,
            open::contains,
            (partition, wanted, beginning) -> lost.add(partition + ": " + wanted + " to " + beginning));

    @BeforeEach
    void assign() {
        kafka.assign(List.of(KNOWN, UNKNOWN));
        kafka.updateBeginningOffsets(Map.of(KNOWN, 0L, UNKNOWN, 0L));
    }

    @Test
    void handsOutOpenTopicsAndHoldsBackClosedOnes() {
        produce(KNOWN, 0, 2);
        produce(UNKNOWN, 0, 2);

        assertThat(poll()).containsExactlyInAnyOrder("known@0", "known@1");
        assertThat(kafka.position(UNKNOWN)).isZero();
        assertThat(kafka.paused()).containsExactly(UNKNOWN);
    }

    @Test
    void handsOutAsManyAsTheGateAdmitsAndTheOthersInOrderLater() {
        Gate few = new Gate() {
            @Override
            public boolean isOpen(String topic) {
                return true;
            }

            @Override
            public int admit(String topic, int records) {
                return topic.equals("known") ? Math.min(2, records) : records;
            }
        };
        GatedConsumer gated = new GatedConsumer(kafka, few, (partition, wanted, beginning) -> {});
        produce(KNOWN, 0, 5);
        produce(UNKNOWN, 0, 3);

        ConsumerRecords<byte[], byte[]> polled = gated.poll(Duration.ZERO);
        assertThat(polled.records(KNOWN)).extracting(ConsumerRecord::offset).containsExactly(0L, 1L);
        assertThat(polled.records(UNKNOWN)).hasSize(3);
        assertThat(polled.nextOffsets().get(KNOWN).offset()).isEqualTo(2);
        assertThat(kafka.paused()).containsExactly(KNOWN);
        assertThat(kafka.position(KNOWN)).isEqualTo(2);
        produce(KNOWN, 2, 5);
        assertThat(gated.poll(Duration.ZERO).records(KNOWN))
                .extracting(ConsumerRecord::offset)
                .containsExactly(2L, 3L);
        assertThat(gated.position(KNOWN)).isEqualTo(4);
    }

    @Test
    void countsWhatRetentionTookAndLeavesItToStreamsToGoOn() {
        kafka.updateBeginningOffsets(Map.of(KNOWN, 7L));
        kafka.setPollException(new OffsetOutOfRangeException(Map.of(KNOWN, 3L)));

        assertThatThrownBy(this::poll).isInstanceOf(OffsetOutOfRangeException.class);
        assertThat(lost).containsExactly("known-0: 3 to 7");
    }

    @Test
    void tellsStreamsOfItsPartitionsAsKafkaTellsIt() {
        List<String> told = new ArrayList<>();
        MockConsumer<byte[], byte[]> broker = new MockConsumer<>("earliest");
        GatedConsumer subscribed = new GatedConsumer(
                broker, open::contains, (partition, wanted, beginning) -> lost.add(partition + " expired"));

        subscribed.subscribe(Pattern.compile("known"), telling(told));
        broker.updatePartitions(
                "known", List.of(new PartitionInfo("known", 0, Node.noNode(), new Node[0], new Node[0])));
        broker.rebalance(List.of(KNOWN));
        new LossWatch(telling(told)).onPartitionsLost(List.of(KNOWN));

        assertThat(told).containsSubsequence("assigned [known-0]", "lost [known-0]");
    }

    @Test
    void handsOutHeldRecordsInOrderAndOnceWhenTheGateOpens() {
        produce(UNKNOWN, 0, 2);
        poll();
        open.add("unknown");
        produce(UNKNOWN, 0, 3);

        assertThat(poll()).containsExactly("unknown@0", "unknown@1", "unknown@2");
        assertThat(poll()).isEmpty();
    }

    @Test
    void aPauseByStreamsOutlivesTheOpeningOfTheGate() {
        produce(UNKNOWN, 0, 1);
        poll();
        consumer.pause(List.of(UNKNOWN));
        open.add("unknown");
        poll();
        assertThat(kafka.paused()).containsExactly(UNKNOWN);

        consumer.resume(List.of(UNKNOWN));
        produce(UNKNOWN, 0, 1);
        assertThat(poll()).containsExactly("unknown@0");
    }

    @Test
    void aResumeByStreamsDoesNotOpenTheGate() {
        produce(UNKNOWN, 0, 1);
        poll();
        consumer.pause(List.of(UNKNOWN, KNOWN));
        consumer.resume(List.of(UNKNOWN, KNOWN));

        assertThat(kafka.paused()).containsExactly(UNKNOWN);
    }

    @Test
    void doesNotReportPositionsBeyondWhatItHandedOut() {
        produce(KNOWN, 0, 1);
        produce(UNKNOWN, 0, 1);

        assertThat(consumer.poll(Duration.ZERO).nextOffsets()).containsOnlyKeys(KNOWN);
    }

    private static ConsumerRebalanceListener telling(List<String> told) {
        return new ConsumerRebalanceListener() {
            @Override
            public void onPartitionsRevoked(Collection<TopicPartition> partitions) {
                told.add("revoked " + partitions);
            }

            @Override
            public void onPartitionsAssigned(Collection<TopicPartition> partitions) {
                told.add("assigned " + partitions);
            }

            @Override
            public void onPartitionsLost(Collection<TopicPartition> partitions) {
                told.add("lost " + partitions);
            }
        };
    }

    private void produce(TopicPartition partition, long from, long to) {
        for (long offset = from; offset < to; offset++) {
            kafka.addRecord(new ConsumerRecord<>(partition.topic(), partition.partition(), offset, null, new byte[0]));
        }
    }

    private List<String> poll() {
        List<String> records = new ArrayList<>();
        consumer.poll(Duration.ZERO).forEach(record -> records.add(record.topic() + "@" + record.offset()));
        return records;
    }
}
