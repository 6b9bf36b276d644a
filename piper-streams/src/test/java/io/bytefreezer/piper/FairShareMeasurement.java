package io.bytefreezer.piper;

import io.bytefreezer.embedded.kafka.KafkaFixture;
import io.bytefreezer.piper.share.FairShare;
import io.bytefreezer.schemas.name.DatasetRef;
import io.bytefreezer.schemas.name.Topics;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * Measures what a dataset with slow rules costs another one: the rate of the other alone, beside the slow one, and beside it
 * without fair shares. A program, not a test: rates depend on the machine.
 */
final class FairShareMeasurement {

    private static final DatasetRef FAST = DatasetRef.of("share", "fast");
    private static final DatasetRef SLOW = DatasetRef.of("share", "slow");
    private static final Duration WARM_UP = Duration.ofSeconds(6);
    private static final Duration MEASURED = Duration.ofSeconds(12);

    private FairShareMeasurement() {}

    /** How a piper stands in a measurement. */
    private record Rates(double fast, double slow) {}

    public static void main(String[] args) throws IOException {
        int fast = Integer.parseInt(args[0]);
        int slow = Integer.parseInt(args[1]);
        int busyMs = Integer.parseInt(args[2]);
        try (KafkaFixture kafka = KafkaFixture.start();
                TestTopics topics = new TestTopics(kafka.bootstrapServers())) {
            for (DatasetRef dataset : new DatasetRef[] {FAST, SLOW}) {
                topics.create(Topics.DEFAULT.raw(dataset), 1);
                topics.create(Topics.DEFAULT.processed(dataset), 1);
                topics.create(Topics.DEFAULT.deadLetter(dataset), 1);
            }
            fill(kafka.bootstrapServers(), FAST, fast, "{\"n\":1,\"message\":\"" + "x".repeat(200) + "\"}");
            FairShare.Terms terms = FairShare.Terms.DEFAULT;
            measure("warm", kafka, terms);
            Rates alone = measure("alone", kafka, terms);
            fill(kafka.bootstrapServers(), SLOW, slow, "{\"busy_ms\":" + busyMs + "}");
            Rates fair = measure("fair", kafka, terms);
            Rates again = measure("again", kafka, terms);
            FairShare.Terms never = new FairShare.Terms(
                    Duration.ofHours(1),
                    50,
                    1,
                    Duration.ofHours(1),
                    Duration.ofHours(1),
                    Duration.ofSeconds(10),
                    Duration.ZERO);
            Rates unfair = measure("unfair", kafka, never);
            System.out.printf(
                    Locale.ROOT,
                    "fast alone %.0f/s; beside a slow one of %d ms: %.0f/s = %.3f, again %.0f/s = %.3f (slow %.1f/s);"
                            + " without shares %.0f/s = %.3f (slow %.1f/s)%n",
                    alone.fast(),
                    busyMs,
                    fair.fast(),
                    fair.fast() / alone.fast(),
                    again.fast(),
                    again.fast() / alone.fast(),
                    again.slow(),
                    unfair.fast(),
                    unfair.fast() / alone.fast(),
                    unfair.slow());
        }
    }

    private static Rates measure(String name, KafkaFixture kafka, FairShare.Terms terms) throws IOException {
        Path directory = Files.createTempDirectory("share-");
        try (ScriptedPiper piper =
                ScriptedPiper.start(kafka.bootstrapServers(), name, directory, new FairShare(terms))) {
            while (piper.read(FAST) == 0) {
                LockSupport.parkNanos(1_000_000);
            }
            LockSupport.parkNanos(WARM_UP.toNanos());
            long fast = piper.read(FAST);
            long slow = piper.read(SLOW);
            long begun = System.nanoTime();
            LockSupport.parkNanos(MEASURED.toNanos());
            double seconds = (System.nanoTime() - begun) / 1e9;
            Rates rates = new Rates((piper.read(FAST) - fast) / seconds, (piper.read(SLOW) - slow) / seconds);
            System.out.printf(
                    Locale.ROOT,
                    "%s: fast %.0f/s (%d read), slow %.1f/s%n",
                    name,
                    rates.fast(),
                    piper.read(FAST),
                    rates.slow());
            return rates;
        }
    }

    private static void fill(String bootstrapServers, DatasetRef dataset, int count, String payload) {
        byte[] value = ScriptedPiper.raw(dataset, payload, Instant.now());
        try (KafkaProducer<byte[], byte[]> producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", bootstrapServers, "batch.size", 500_000, "linger.ms", 20),
                new ByteArraySerializer(),
                new ByteArraySerializer())) {
            for (int i = 0; i < count; i++) {
                producer.send(new ProducerRecord<>(Topics.DEFAULT.raw(dataset), 0, null, value));
            }
        }
    }
}
