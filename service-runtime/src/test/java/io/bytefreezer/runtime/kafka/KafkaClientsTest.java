package io.bytefreezer.runtime.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import io.bytefreezer.runtime.config.KafkaConfig;
import java.util.Map;
import org.junit.jupiter.api.Test;

class KafkaClientsTest {

    private static final Map<String, Object> SECURITY = Map.of(
            "security.protocol", "SASL_SSL",
            "sasl.mechanism", "SCRAM-SHA-512",
            "sasl.jaas.config", "ScramLoginModule required;",
            "ssl.truststore.location", "/etc/trust.jks");

    private static KafkaClients clients(Map<String, Object> others) {
        return new KafkaClients(new KafkaConfig("a:1", others), "bytefreezer-test");
    }

    @Test
    void securityGoesToEveryClientUntouched() {
        KafkaClients clients = clients(SECURITY);
        assertThat(clients.producer()).containsAllEntriesOf(SECURITY).containsEntry("bootstrap.servers", "a:1");
        assertThat(clients.consumer("g")).containsAllEntriesOf(SECURITY).containsEntry("bootstrap.servers", "a:1");
        assertThat(clients.admin()).containsAllEntriesOf(SECURITY).containsEntry("bootstrap.servers", "a:1");
    }

    @Test
    void theUsersWordWinsOverDefaults() {
        Map<String, Object> producer =
                clients(Map.of("linger.ms", 50, "compression.type", "lz4")).producer();
        assertThat(producer).containsEntry("linger.ms", 50).containsEntry("compression.type", "lz4");
        assertThat(clients(Map.of()).producer()).containsEntry("compression.type", "zstd");
        assertThat(clients(Map.of("client.id", "mine")).admin()).containsEntry("client.id", "mine");
    }

    @Test
    void whatPromisesRestOnIsNoOption() {
        KafkaClients clients = clients(Map.of(
                "acks", "1",
                "enable.idempotence", false,
                "isolation.level", "read_uncommitted",
                "enable.auto.commit", true,
                "group.id", "other"));
        assertThat(clients.producer()).containsEntry("acks", "all").containsEntry("enable.idempotence", true);
        assertThat(clients.consumer("group"))
                .containsEntry("isolation.level", "read_committed")
                .containsEntry("enable.auto.commit", false)
                .containsEntry("group.id", "group");
    }
}
