package io.bytefreezer.benchmarks.packing;

import io.bytefreezer.benchmarks.BenchmarkException;
import io.bytefreezer.schemas.event.ProcessedEvent;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * Fills a topic in one transaction: whoever reads what is committed sees nothing of it before all is there, so that what is
 * measured always has enough to read. One thread.
 */
final class Filler implements AutoCloseable {

    /** Below the brokers' own limit of 15 minutes. */
    private static final int TRANSACTION_MS_MAX = 850_000;

    /** Records in a row that go to the same partition, as a producer's batches do. */
    private static final int RUN = 200;

    private final KafkaProducer<byte[], byte[]> producer;
    private final int partitions;

    /** Begins no transaction yet. */
    Filler(String bootstrapServers, int partitions) {
        this.partitions = partitions;
        this.producer = new KafkaProducer<>(
                Map.of(
                        ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
                        bootstrapServers,
                        ProducerConfig.TRANSACTIONAL_ID_CONFIG,
                        "filler",
                        ProducerConfig.TRANSACTION_TIMEOUT_CONFIG,
                        TRANSACTION_MS_MAX,
                        // As pipers write it.
                        ProducerConfig.COMPRESSION_TYPE_CONFIG,
                        "zstd",
                        ProducerConfig.LINGER_MS_CONFIG,
                        50,
                        ProducerConfig.BATCH_SIZE_CONFIG,
                        256 << 10),
                new ByteArraySerializer(),
                new ByteArraySerializer());
        producer.initTransactions();
    }

    /**
     * What a topic is filled with.
     *
     * @param topic its name
     * @param rows the events, one after the other
     * @param form how they are written there
     */
    record Source(String topic, SampleRows rows, Function<ProcessedEvent, byte[]> form) {}

    /** Writes so many new events, commits them, and says how many bytes their bodies have. */
    long fill(Source source, long count) {
        AtomicLong failed = new AtomicLong();
        long bodies = 0;
        producer.beginTransaction();
        for (long i = 0; i < count; i++) {
            ProcessedEvent event = source.rows().next();
            bodies += event.body().length;
            send(source.topic(), (int) (i / RUN % partitions), source.form().apply(event), failed);
        }
        producer.commitTransaction();
        if (failed.get() > 0) {
            throw new BenchmarkException(failed + " records were not written", null);
        }
        return bodies;
    }

    private void send(String topic, int partition, byte[] value, AtomicLong failed) {
        var unused = producer.send(new ProducerRecord<>(topic, partition, null, value), (metadata, error) -> {
            if (error != null) {
                failed.incrementAndGet();
            }
        });
    }

    @Override
    public void close() {
        producer.close();
    }
}
