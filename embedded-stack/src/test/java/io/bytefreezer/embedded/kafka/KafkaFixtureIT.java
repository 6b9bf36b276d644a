package io.bytefreezer.embedded.kafka;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

/** The fixture that {@code -Dkafka.fixture} chooses: the embedded broker, unless told otherwise. */
class KafkaFixtureIT extends KafkaFixtureContract {

    private static KafkaFixture kafka;

    @BeforeAll
    static void start() {
        kafka = KafkaFixture.start();
    }

    @AfterAll
    static void stop() {
        kafka.close();
    }

    @Override
    KafkaFixture kafka() {
        return kafka;
    }
}
