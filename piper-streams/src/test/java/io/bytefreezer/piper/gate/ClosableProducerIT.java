package io.bytefreezer.piper.gate;

import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import io.bytefreezer.embedded.kafka.KafkaFixture;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.TimeoutException;
import org.junit.jupiter.api.Test;

/** A stream thread that fails gives its partitions away, whatever its producer still waits for. */
class ClosableProducerIT {

    @Test
    void aProducerWhoseCommitTimedOutEndsWhenItIsClosed() throws ExecutionException, InterruptedException {
        KafkaFixture kafka = KafkaFixture.start();
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", kafka.bootstrapServers()))) {
            admin.createTopics(List.of(new NewTopic("events", 1, (short) 1)))
                    .all()
                    .get();
        }
        Producer<byte[], byte[]> producer = new GatedClients(topic -> true, (partition, wanted, beginning) -> {})
                .getProducer(Map.of(
                        ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
                        kafka.bootstrapServers(),
                        ProducerConfig.TRANSACTIONAL_ID_CONFIG,
                        "closes",
                        ProducerConfig.MAX_BLOCK_MS_CONFIG,
                        5_000));
        producer.initTransactions();
        producer.beginTransaction();
        producer.send(new ProducerRecord<>("events", new byte[] {1})).get();
        kafka.close();
        assertThatThrownBy(producer::commitTransaction).isInstanceOf(TimeoutException.class);

        assertTimeoutPreemptively(Duration.ofMinutes(1), () -> producer.close());
    }
}
