package io.bytefreezer.embedded.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class EmbeddedKafkaClusterIT extends KafkaFixtureContract {

    private static EmbeddedKafkaCluster cluster;

    @BeforeAll
    static void start() {
        cluster = EmbeddedKafkaCluster.start(3);
    }

    @AfterAll
    static void stop() {
        cluster.close();
    }

    @Override
    KafkaFixture kafka() {
        return cluster;
    }

    @Test
    void acceptsAndKeepsEveryRecordWhileOneBrokerAfterTheOtherIsAway() throws Exception {
        cluster.createTopics(1, "survivor");
        List<String> values = IntStream.range(0, 40).mapToObj(Integer::toString).toList();

        Records.produce(cluster, "survivor", values.subList(0, 10));
        for (int broker = 0; broker < 3; broker++) {
            cluster.stopBroker(broker);
            Records.produce(cluster, "survivor", values.subList(10 + broker * 10, 20 + broker * 10));
            cluster.startBroker(broker);
            Records.awaitReplicas(cluster, "survivor", 3);
        }

        assertThat(Records.consume(cluster, "survivor", 40)).isEqualTo(values);
    }

    @Test
    void acknowledgesAWriteOnlyWhenTwoOfThreeReplicasHaveIt() throws Exception {
        cluster.createTopics(1, "two-of-three");

        Records.awaitReplicas(cluster, "two-of-three", 3);
        assertThat(Records.topicSetting(cluster, "two-of-three", "min.insync.replicas"))
                .isEqualTo("2");
    }

    @Test
    void refusesToStartABrokerThatIsRunning() {
        assertThatIllegalStateException()
                .isThrownBy(() -> cluster.startBroker(1))
                .withMessage("Broker 1 is running.");
    }
}
