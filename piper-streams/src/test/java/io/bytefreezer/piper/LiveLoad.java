package io.bytefreezer.piper;

import io.bytefreezer.schemas.name.DatasetRef;
import io.bytefreezer.schemas.name.Topics;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Sends records of datasets as they are taken, so that there are always more. */
final class LiveLoad implements AutoCloseable {

    private static final int LOOK_EVERY_NANOS = 50_000_000;

    private final KafkaProducer<byte[], byte[]> producer;
    private final Progress progress;
    private final ExecutorService senders = Executors.newVirtualThreadPerTaskExecutor();

    LiveLoad(String bootstrapServers, Progress progress) {
        this.progress = progress;
        this.producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", bootstrapServers, "batch.size", 500_000, "linger.ms", 20),
                new ByteArraySerializer(),
                new ByteArraySerializer());
    }

    /** From now on so many records of the dataset wait in partition 0. */
    void keep(DatasetRef dataset, String payload, int waiting) {
        byte[] value = ScriptedPiper.raw(dataset, payload, Instant.now());
        String topic = Topics.DEFAULT.raw(dataset);
        senders.execute(() -> {
            long sent = 0;
            while (!Thread.currentThread().isInterrupted()) {
                long wanted = progress.committed(dataset) + waiting;
                for (; sent < wanted; sent++) {
                    producer.send(new ProducerRecord<>(topic, 0, null, value));
                }
                LockSupport.parkNanos(LOOK_EVERY_NANOS);
            }
        });
    }

    @Override
    public void close() {
        senders.shutdownNow();
        senders.close();
        producer.close();
    }
}
