package io.bytefreezer.runtime.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import io.bytefreezer.embedded.kafka.KafkaFixture;
import io.bytefreezer.runtime.config.KafkaConfig;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class LogTailsIT {

    private static final TopicPartition PARTITION = new TopicPartition("tails", 0);

    @Test
    void markersOfTransactionsAreNoRecords() throws Exception {
        try (KafkaFixture kafka = KafkaFixture.start()) {
            KafkaClients clients = new KafkaClients(KafkaConfig.of(kafka.bootstrapServers()), "test");
            try (Admin admin = Admin.create(clients.admin())) {
                admin.createTopics(List.of(new NewTopic(PARTITION.topic(), 1, (short) 1)))
                        .all()
                        .get();
            }
            // Offsets 0 and 1, a marker at 2; an aborted record at 3, its marker at 4.
            try (KafkaProducer<byte[], byte[]> producer = producer(clients)) {
                producer.initTransactions();
                producer.beginTransaction();
                send(producer);
                send(producer);
                producer.commitTransaction();
                producer.beginTransaction();
                send(producer);
                producer.flush();
                producer.abortTransaction();
            }
            try (KafkaConsumer<byte[], byte[]> consumer = new KafkaConsumer<>(clients.consumer("watched"))) {
                LogTails tails = new LogTails(consumer);
                assertThat(tails.hasRecords(PARTITION, 2, 5)).isFalse();
                assertThat(tails.hasRecords(PARTITION, 2, 5)).as("asked again").isFalse();
                assertThat(tails.hasRecords(PARTITION, 1, 5)).isTrue();
                assertThat(tails.hasRecords(PARTITION, 5, 5)).isFalse();
                assertThat(tails.hasRecords(PARTITION, 0, 1_000_000))
                        .as("too far to look")
                        .isTrue();
            }
        }
    }

    private static KafkaProducer<byte[], byte[]> producer(KafkaClients clients) {
        Map<String, Object> properties = clients.producer();
        properties.put(ProducerConfig.TRANSACTIONAL_ID_CONFIG, "tails");
        return new KafkaProducer<>(properties);
    }

    private static void send(KafkaProducer<byte[], byte[]> producer) {
        var unused = producer.send(new ProducerRecord<>(PARTITION.topic(), 0, null, new byte[1]));
    }
}
