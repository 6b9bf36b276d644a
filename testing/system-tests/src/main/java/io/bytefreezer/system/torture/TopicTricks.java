package io.bytefreezer.system.torture;

import io.bytefreezer.schemas.name.Topics;
import io.bytefreezer.system.check.Check;
import io.bytefreezer.system.check.Lag;
import io.bytefreezer.system.check.Places;
import io.bytefreezer.system.fault.Fault;
import io.bytefreezer.system.inject.Cluster;
import io.bytefreezer.system.inject.Injector;
import io.bytefreezer.system.inject.Outcome;
import io.bytefreezer.system.ledger.Entry;
import io.bytefreezer.system.ledger.Ledger;
import io.bytefreezer.system.ledger.Sightings;
import io.bytefreezer.system.load.Dataset;
import io.bytefreezer.system.load.EventText;
import io.bytefreezer.system.load.Load;
import io.bytefreezer.system.process.Waiting;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** What is done to topics, with the ledger kept right. Safe for use by many threads. */
final class TopicTricks implements Injector.Topics {

    private static final Duration DRAINED_WITHIN = Duration.ofSeconds(90);

    private final Places places;
    private final Ledger ledger;
    private final Load load;
    private final SplittableRandom random;
    private final List<Sightings> removed = new ArrayList<>();

    TopicTricks(Places places, Ledger ledger, Load load, long seed) {
        this.places = places;
        this.ledger = ledger;
        this.load = load;
        this.random = new SplittableRandom(seed);
    }

    /** What processed topics held that were deleted. */
    synchronized List<Sightings> removed() {
        return List.copyOf(removed);
    }

    @Override
    public synchronized Outcome poison(Fault.SendPoison poison) {
        String topic = switch (poison.stage()) {
            case RAW -> Topics.DEFAULT.raw(Dataset.ODD.ref());
            case PROCESSED -> Topics.DEFAULT.processed(Dataset.ODD.ref());
        };
        Entry.Way way = switch (poison.stage()) {
            case RAW -> Entry.Way.RAW_TOPIC;
            case PROCESSED -> Entry.Way.PROCESSED_TOPIC;
        };
        try (KafkaProducer<byte[], byte[]> producer = new KafkaProducer<>(
                Map.of(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, places.bootstrapServers()),
                new ByteArraySerializer(),
                new ByteArraySerializer())) {
            for (int i = 0; i < poison.records(); i++) {
                int id = ledger.nextId();
                byte[] value = EventText.poison(id, random);
                ledger.sending(id, way, value);
                producer.send(new ProducerRecord<>(topic, value)).get();
                ledger.acknowledged(id);
            }
            return new Outcome.Injected();
        } catch (ExecutionException | KafkaException e) {
            return new Outcome.Skipped("Kafka does not take it: " + e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new Outcome.Skipped("interrupted");
        }
    }

    @Override
    public Outcome remake(Cluster cluster) throws ExecutionException, InterruptedException {
        Outcome[] outcome = {new Outcome.Skipped("its events did not all reach the lake in time")};
        try (Lag lag = new Lag(places, List.of(Dataset.REMADE.ref()), Map.of())) {
            load.whileRemadeRests(() -> {
                if (Waiting.until(DRAINED_WITHIN, () -> lag.behind().isEmpty())) {
                    outcome[0] = remakeDrained(cluster);
                }
            });
        }
        return outcome[0];
    }

    private synchronized Outcome remakeDrained(Cluster cluster) {
        try {
            Sightings held = Check.processed(places, Dataset.REMADE.ref());
            cluster.remake(Topics.DEFAULT.processed(Dataset.REMADE.ref()), Dataset.REMADE.partitions());
            removed.add(held);
            return new Outcome.Injected();
        } catch (ExecutionException e) {
            return new Outcome.Skipped("Kafka did not do it: " + e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new Outcome.Skipped("interrupted");
        }
    }
}
