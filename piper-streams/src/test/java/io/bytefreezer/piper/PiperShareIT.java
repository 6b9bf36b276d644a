package io.bytefreezer.piper;

import static org.assertj.core.api.Assertions.assertThat;

import io.bytefreezer.embedded.kafka.KafkaFixture;
import io.bytefreezer.piper.share.FairShare;
import io.bytefreezer.schemas.name.DatasetRef;
import io.bytefreezer.schemas.name.Topics;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Slow datasets beside others, on a real broker. */
class PiperShareIT {

    private static final int RECORDS = 60;

    private static KafkaFixture kafka;
    private static TestTopics topics;

    @TempDir
    Path dir;

    @BeforeAll
    static void startKafka() {
        kafka = KafkaFixture.start();
        topics = new TestTopics(kafka.bootstrapServers());
    }

    @AfterAll
    static void stopKafka() {
        topics.close();
        kafka.close();
    }

    @Test
    void recordsThatWereHandedOutTooEarlyGoBackOnceAndNoThreadFails() {
        DatasetRef fast = DatasetRef.of("shares", "fast");
        DatasetRef slow = DatasetRef.of("shares", "slow");
        for (DatasetRef dataset : List.of(fast, slow)) {
            topics.create(Topics.DEFAULT.raw(dataset), 1);
            topics.create(Topics.DEFAULT.processed(dataset), 1);
            topics.create(Topics.DEFAULT.deadLetter(dataset), 1);
        }
        send(fast, "{}");
        for (int i = 0; i < RECORDS; i++) {
            send(slow, "{\"busy_ms\":20}");
        }
        FairShare.Terms soon = new FairShare.Terms(
                Duration.ofMillis(1),
                50,
                0.05,
                0.05,
                Duration.ofMillis(500),
                Duration.ofMillis(100),
                Duration.ofMillis(500),
                Duration.ZERO);
        FairShare share = new FairShare(soon);
        try (ScriptedPiper piper = ScriptedPiper.start(kafka.bootstrapServers(), "shares", dir, share)) {
            topics.await(() -> !share.slow(System.nanoTime()).isEmpty());
            send(fast, "{}");
            topics.await(() -> count(fast) == 2 && count(slow) == RECORDS);
            assertThat(piper.begun(slow)).as("some were done again").isGreaterThan(RECORDS);
            assertThat(piper.failures()).isZero();
            assertThat(share.slow(System.nanoTime()))
                    .singleElement()
                    .matches(known -> known.filter().equals(Optional.of("0:script")));
        }
    }

    private static void send(DatasetRef dataset, String payload) {
        topics.send(Topics.DEFAULT.raw(dataset), 0, ScriptedPiper.raw(dataset, payload, Instant.now()));
    }

    private static int count(DatasetRef dataset) {
        return topics.read(Topics.DEFAULT.processed(dataset)).size();
    }
}
