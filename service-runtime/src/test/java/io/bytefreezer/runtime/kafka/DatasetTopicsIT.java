package io.bytefreezer.runtime.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bytefreezer.embedded.kafka.KafkaFixture;
import io.bytefreezer.runtime.config.DataSize;
import io.bytefreezer.runtime.config.KafkaConfig;
import io.bytefreezer.runtime.config.TopicsConfig;
import io.bytefreezer.runtime.service.ServiceMetrics;
import io.bytefreezer.schemas.name.ResourceId;
import io.bytefreezer.schemas.name.Topics;
import io.bytefreezer.schemas.snapshot.Dataset;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClient;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.config.ConfigResource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
class DatasetTopicsIT {

    private static KafkaFixture kafka;
    private static KafkaClients clients;
    private static Admin admin;

    @BeforeAll
    static void startKafka() {
        kafka = KafkaFixture.start();
        clients = new KafkaClients(KafkaConfig.of(kafka.bootstrapServers()), "test");
        admin = Admin.create(clients.admin());
    }

    @AfterAll
    static void stopKafka() {
        admin.close();
        kafka.close();
    }

    private static Dataset dataset(String id, int partitions) {
        return new Dataset(new ResourceId("demo"), new ResourceId(id), true, partitions, List.of(), null, null, null);
    }

    private static DatasetTopics topics(TopicsConfig config) {
        return new DatasetTopics(admin, config.topics(), config);
    }

    private static Map<String, Integer> partitions(String dataset) throws Exception {
        List<String> names = List.of(
                "bytefreezer.raw.demo." + dataset,
                "bytefreezer.processed.demo." + dataset,
                "bytefreezer.dlq.demo." + dataset);
        return admin.describeTopics(names).allTopicNames().get().values().stream()
                .collect(Collectors.toMap(
                        topic -> topic.name().split("\\.")[1],
                        topic -> topic.partitions().size()));
    }

    @Test
    void createsTheThreeTopicsOnceAndAgainDoesNothing() throws Exception {
        DatasetTopics topics = topics(TopicsConfig.DEFAULT);
        topics.ensure(dataset("fresh", 3));
        topics.ensure(dataset("fresh", 5));
        assertThat(partitions("fresh")).isEqualTo(Map.of("raw", 3, "processed", 3, "dlq", 3));
    }

    @Test
    void followsARawTopicThatIsThereAlready() throws Exception {
        admin.createTopics(List.of(
                        new NewTopic("bytefreezer.raw.demo.grown", 4, (short) 1),
                        new NewTopic("bytefreezer.processed.demo.grown", 2, (short) 1)))
                .all()
                .get();
        topics(TopicsConfig.DEFAULT).ensure(List.of(dataset("grown", 1), dataset("beside", 1)));
        assertThat(partitions("grown")).isEqualTo(Map.of("raw", 4, "processed", 4, "dlq", 4));
        assertThat(partitions("beside")).isEqualTo(Map.of("raw", 1, "processed", 1, "dlq", 1));
    }

    @Test
    void severalServicesMayDoItAtOnce() throws Exception {
        Callable<Void> ensure = () -> {
            topics(TopicsConfig.DEFAULT).ensure(dataset("raced", 2));
            return null;
        };
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (Future<Void> result : threads.invokeAll(List.of(ensure, ensure, ensure, ensure))) {
                result.get();
            }
        }
        assertThat(partitions("raced")).isEqualTo(Map.of("raw", 2, "processed", 2, "dlq", 2));
    }

    @Test
    void newTopicsAreConfigured() throws Exception {
        TopicsConfig config =
                new TopicsConfig("bytefreezer", 1, DataSize.ofMebibytes(2), Map.of("retention.ms", "3600000"));
        topics(config).ensure(dataset("configured", 1));
        ConfigResource raw = new ConfigResource(ConfigResource.Type.TOPIC, "bytefreezer.raw.demo.configured");
        var found = admin.describeConfigs(List.of(raw)).all().get().get(raw);
        assertThat(found.get("max.message.bytes").value()).isEqualTo("2097152");
        assertThat(found.get("retention.ms").value()).isEqualTo("3600000");
    }

    @Test
    void aRefusalSaysWhichTopicAndWhy() {
        TopicsConfig config = new TopicsConfig("bytefreezer", 3, DataSize.ofMebibytes(1), Map.of());
        assertThatThrownBy(() -> topics(config).ensure(dataset("refused", 1)))
                .isInstanceOf(TopicsUnavailableException.class)
                .hasMessageContaining("cannot create topic bytefreezer.")
                .hasMessageContaining("eplication factor");
    }

    @Test
    void clientsWorkWithTheseSettingsAndShowTheirMetrics() throws Exception {
        topics(TopicsConfig.DEFAULT).ensure(dataset("metered", 1));
        try (ServiceMetrics metrics = new ServiceMetrics("test");
                KafkaProducer<byte[], byte[]> producer = new KafkaProducer<>(clients.producer())) {
            metrics.bind(producer);
            metrics.bind((AdminClient) admin);
            String raw = Topics.DEFAULT.raw(dataset("metered", 1).ref());
            producer.send(new ProducerRecord<>(raw, new byte[] {1})).get();
            assertThat(metrics.scrape()).contains("kafka_producer_record_send_total", "kafka_admin_client_");
        }
    }
}
