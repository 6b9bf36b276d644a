package io.bytefreezer.embedded.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bytefreezer.embedded.PortInUseException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedKafkaIT {

    @TempDir
    private Path directory;

    @Test
    void keepsItsRecordsAndItsClusterWhenItStartsAgain() throws Exception {
        String cluster;
        try (EmbeddedKafka kafka = EmbeddedKafka.start(directory, 0)) {
            kafka.createTopics(1, "kept");
            Records.produce(kafka, "kept", List.of("one", "two"));
            cluster = Records.clusterId(kafka);
        }
        try (EmbeddedKafka again = EmbeddedKafka.start(directory, 0)) {
            Records.produce(again, "kept", List.of("three"));

            assertThat(Records.consume(again, "kept", 3)).containsExactly("one", "two", "three");
            assertThat(Records.clusterId(again)).isEqualTo(cluster);
        }
    }

    @Test
    void namesThePortThatIsInUseAndStartsOnceItIsFree() throws Exception {
        int port;
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = taken.getLocalPort();

            assertThatThrownBy(() -> EmbeddedKafka.start(directory, port))
                    .isInstanceOfSatisfying(
                            PortInUseException.class, e -> assertThat(e.port()).isEqualTo(port))
                    .hasMessageContaining("Kafka cannot listen on port " + port);
        }
        try (EmbeddedKafka kafka = EmbeddedKafka.start(directory, port)) {
            assertThat(kafka.bootstrapServers()).isEqualTo("127.0.0.1:" + port);
        }
    }

    @Test
    void letsItsOwnerOverrideASetting() throws Exception {
        try (EmbeddedKafka kafka = EmbeddedKafka.start(directory, 0, Map.of("log.retention.ms", "60000"))) {
            kafka.createTopics(1, "short-lived");

            assertThat(Records.topicSetting(kafka, "short-lived", "retention.ms"))
                    .isEqualTo("60000");
        }
    }
}
