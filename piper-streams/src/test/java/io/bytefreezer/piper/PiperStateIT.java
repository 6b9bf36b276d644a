package io.bytefreezer.piper;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.bytefreezer.embedded.kafka.KafkaFixture;
import io.bytefreezer.piper.share.FairShare;
import io.bytefreezer.schemas.event.RawEvent;
import io.bytefreezer.schemas.name.DatasetRef;
import io.bytefreezer.schemas.name.Topics;
import io.bytefreezer.schemas.wire.EventCodec;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What filters remember, and events of other datasets, on real brokers. */
class PiperStateIT {

    private static final EventCodec CODEC = EventCodec.withFixedIds();
    private static final Instant RECEIVED = Instant.now();

    private static KafkaFixture kafka;
    private static TestTopics topics;

    @TempDir
    private Path dir;

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
    void anotherPiperGoesOnWithWhatTheFirstRemembered() {
        DatasetRef web = DatasetRef.of("moves", "web");
        topics.create(Topics.DEFAULT.raw(web), 2);
        makeTargets(web, 2);
        try (ScriptedPiper first = start("moves", Duration.ofMillis(100))) {
            once(web, 0, "a");
            once(web, 1, "a");
            topics.await(() -> bodies(web).size() == 2);
            assertThat(first.read(web)).isEqualTo(2);
        }
        once(web, 0, "a");
        once(web, 1, "a");
        once(web, 1, "b");
        once(web, 0, "c");
        try (ScriptedPiper second = start("moves", Duration.ofMillis(100))) {
            topics.await(() -> second.read(web) == 4 && bodies(web).size() == 4);
        }
        assertThat(bodies(web)).containsExactlyInAnyOrder(body("a"), body("a"), body("b"), body("c"));
    }

    @Test
    void aDatasetWithMorePartitionsMayAppearWhileAnotherRemembers() {
        DatasetRef small = DatasetRef.of("grows", "small");
        DatasetRef large = DatasetRef.of("grows", "large");
        topics.create(Topics.DEFAULT.raw(small), 1);
        makeTargets(small, 1);
        try (ScriptedPiper piper = start("grows", Duration.ofMillis(100))) {
            once(small, 0, "a");
            topics.await(() -> bodies(small).size() == 1);
            makeTargets(large, 4);
            topics.create(Topics.DEFAULT.raw(large), 4);
            for (int round = 0; round < 2; round++) {
                for (int partition = 0; partition < 4; partition++) {
                    once(large, partition, "p" + partition);
                }
                once(small, 0, "a");
            }
            once(small, 0, "b");
            topics.await(() -> piper.read(large) >= 8
                    && bodies(large).size() >= 4
                    && bodies(small).size() >= 2);
        }
        assertThat(bodies(large)).containsExactlyInAnyOrder(body("p0"), body("p1"), body("p2"), body("p3"));
        assertThat(bodies(small)).containsExactly(body("a"), body("b"));
    }

    @Test
    void whatWasRememberedInATransactionThatWasUndoneIsForgotten() {
        DatasetRef web = DatasetRef.of("undone", "web");
        topics.create(Topics.DEFAULT.raw(web), 1);
        makeTargets(web, 1);
        try (ScriptedPiper piper = start("undone", Duration.ofSeconds(4))) {
            once(web, 0, "first");
            topics.await(() -> bodies(web).size() == 1);
            once(web, 0, "a");
            topics.await(() -> piper.read(web) == 2);
            piper.fail();
            once(web, 0, "b");
            topics.await(() -> piper.hasFailed() && bodies(web).size() >= 3);
        }
        assertThat(bodies(web)).containsExactly(body("first"), body("a"), body("b"));
    }

    @Test
    void aRoutedEventArrivesInTheOtherDatasetInTheSameTransaction() {
        DatasetRef web = DatasetRef.of("routes", "web");
        DatasetRef audit = DatasetRef.of("routes", "audit");
        topics.create(Topics.DEFAULT.raw(audit), 1);
        topics.create(Topics.DEFAULT.raw(web), 2);
        makeTargets(web, 2);
        makeTargets(audit, 1);
        try (ScriptedPiper piper = start("routes", Duration.ofMillis(100))) {
            send(web, 1, "{\"n\":1}\n{\"n\":2,\"to\":\"audit\"}");
            topics.await(() -> bodies(audit).size() == 1 && bodies(web).size() == 1);
            assertThat(piper.read(audit)).isEqualTo(1);
        }
        assertThat(bodies(web)).containsExactly("{\"n\":1}");
        assertThat(bodies(audit)).containsExactly("{\"n\":2}");
        RawEvent raw = CODEC.decodeRaw(topics.read(Topics.DEFAULT.raw(audit)).getFirst());
        assertThat(raw.attributes()).containsEntry("bytefreezer.routed_from", "web/1/0");
    }

    private ScriptedPiper start(String application, Duration commit) {
        return ScriptedPiper.start(
                kafka.bootstrapServers(), application, dir, new FairShare(FairShare.Terms.DEFAULT), commit);
    }

    private static void makeTargets(DatasetRef dataset, int partitions) {
        topics.create(Topics.DEFAULT.processed(dataset), partitions);
        topics.create(Topics.DEFAULT.deadLetter(dataset), partitions);
    }

    private static void once(DatasetRef dataset, int partition, String key) {
        send(dataset, partition, body(key));
    }

    private static void send(DatasetRef dataset, int partition, String payload) {
        topics.send(Topics.DEFAULT.raw(dataset), partition, ScriptedPiper.raw(dataset, payload, RECEIVED));
    }

    private static String body(String key) {
        return "{\"once\":\"" + key + "\"}";
    }

    private static List<String> bodies(DatasetRef dataset) {
        return topics.read(Topics.DEFAULT.processed(dataset)).stream()
                .map(value -> new String(CODEC.decodeProcessed(value).body(), UTF_8))
                .toList();
    }
}
