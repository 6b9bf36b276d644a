package io.bytefreezer.embedded.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bytefreezer.embedded.EmbeddedStackException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.TopicExistsException;
import org.junit.jupiter.api.Test;

/** What every Kafka fixture promises. */
abstract class KafkaFixtureContract {

    private static final int MEBIBYTE = 1024 * 1024;

    abstract KafkaFixture kafka();

    @Test
    void deliversWhatWasProducedInOrder() throws Exception {
        kafka().createTopics(1, "in-order");

        Records.produce(kafka(), "in-order", List.of("one", "two", "three"));

        assertThat(Records.consume(kafka(), "in-order", 3)).containsExactly("one", "two", "three");
    }

    @Test
    void hidesAbortedTransactionsFromReadersOfCommittedRecords() throws Exception {
        kafka().createTopics(1, "transactions");
        try (KafkaProducer<String, String> producer =
                Records.producer(kafka(), Map.of("transactional.id", "contract-transactions"))) {
            producer.initTransactions();
            producer.beginTransaction();
            producer.send(new ProducerRecord<>("transactions", "aborted"));
            producer.abortTransaction();
            producer.beginTransaction();
            producer.send(new ProducerRecord<>("transactions", "committed"));
            producer.commitTransaction();
        }

        assertThat(Records.consume(kafka(), "transactions", 1)).containsExactly("committed");
    }

    @Test
    void takesARecordOfTenMebibytesAndRefusesOneOfSeventeen() throws Exception {
        kafka().createTopics(1, "large");

        Records.produce(kafka(), "large", List.of("x".repeat(10 * MEBIBYTE)));

        assertThat(Records.consume(kafka(), "large", 1))
                .singleElement()
                .satisfies(value -> assertThat(value).hasSize(10 * MEBIBYTE));
        assertThatThrownBy(() -> Records.produce(kafka(), "large", List.of("x".repeat(17 * MEBIBYTE))))
                .isInstanceOf(ExecutionException.class)
                .hasCauseInstanceOf(RecordTooLargeException.class);
    }

    @Test
    void createsNoTopicByItself() {
        try (KafkaProducer<String, String> producer = Records.producer(kafka(), Map.of("max.block.ms", 1000))) {
            assertThatThrownBy(() -> producer.send(new ProducerRecord<>("never-created", "value"))
                            .get())
                    .hasCauseInstanceOf(TimeoutException.class);
        }
    }

    @Test
    void saysWhichTopicsItCouldNotCreate() {
        kafka().createTopics(1, "twice");

        assertThatThrownBy(() -> kafka().createTopics(1, "twice"))
                .isInstanceOf(EmbeddedStackException.class)
                .hasMessageContaining("create the topics [twice]")
                .hasRootCauseInstanceOf(TopicExistsException.class);
    }
}
