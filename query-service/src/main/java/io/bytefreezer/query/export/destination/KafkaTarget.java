package io.bytefreezer.query.export.destination;

import io.bytefreezer.query.export.destination.TargetException.Kind;
import io.bytefreezer.runtime.kafka.KafkaClients;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.function.Supplier;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.InvalidRecordException;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.RetriableException;
import org.jspecify.annotations.Nullable;

/**
 * A Kafka topic, by an idempotent producer that waits for all in-sync replicas: its own retries double nothing. A step
 * that is sent again does; the key, and the header {@code event_id}, tell such rows. For one thread.
 */
final class KafkaTarget implements Target {

    private static final int BLOCK_MS_MAX = 30_000;

    private final String topic;
    private final Supplier<Producer<byte[], byte[]>> producers;
    private @Nullable Producer<byte[], byte[]> producer;

    KafkaTarget(TargetConfig.Kafka config) {
        this(config.topic(), () -> new KafkaProducer<>(properties(config)));
    }

    /** With producers made in another way. */
    KafkaTarget(String topic, Supplier<Producer<byte[], byte[]>> producers) {
        this.topic = topic;
        this.producers = producers;
    }

    private static Map<String, Object> properties(TargetConfig.Kafka config) {
        Map<String, Object> properties = new KafkaClients(config.cluster(), "bytefreezer-export").producer();
        properties.putIfAbsent(ProducerConfig.MAX_BLOCK_MS_CONFIG, BLOCK_MS_MAX);
        return properties;
    }

    @Override
    public Delivered send(List<ExportRow> rows) throws TargetException {
        try {
            Producer<byte[], byte[]> open = producer();
            List<Future<?>> sent = new ArrayList<>();
            for (ExportRow row : rows) {
                sent.add(open.send(record(row)));
            }
            open.flush();
            Delivered.Collector said = new Delivered.Collector();
            for (int i = 0; i < rows.size(); i++) {
                judge(rows.get(i), sent.get(i), said);
            }
            return said.done();
        } catch (KafkaException e) {
            throw failure(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new TargetException(Kind.AGAIN, "interrupted while sending to topic " + topic, e);
        }
    }

    @Override
    public void close() {
        Producer<byte[], byte[]> open = producer;
        producer = null;
        if (open != null) {
            open.close(Duration.ofSeconds(1));
        }
    }

    private void judge(ExportRow row, Future<?> sent, Delivered.Collector said)
            throws TargetException, InterruptedException {
        try {
            sent.get();
        } catch (ExecutionException e) {
            switch (e.getCause()) {
                case RecordTooLargeException large -> said.reject(row, String.valueOf(large.getMessage()));
                case InvalidRecordException invalid -> said.reject(row, String.valueOf(invalid.getMessage()));
                case RetriableException away -> said.again(row);
                case null -> throw failure(e);
                default -> throw failure(e.getCause());
            }
        }
    }

    /** The producer is made anew for the next try: after some errors it takes nothing any more. */
    private TargetException failure(Throwable error) {
        close();
        Kind kind = error instanceof RetriableException ? Kind.AGAIN : Kind.REFUSED;
        return new TargetException(kind, "topic " + topic + " takes nothing: " + error, error);
    }

    private Producer<byte[], byte[]> producer() {
        Producer<byte[], byte[]> open = producer;
        if (open == null) {
            open = producers.get();
            producer = open;
        }
        return open;
    }

    private ProducerRecord<byte[], byte[]> record(ExportRow row) {
        byte[] key = row.id() == null ? null : row.id().getBytes(StandardCharsets.UTF_8);
        ProducerRecord<byte[], byte[]> record = new ProducerRecord<>(topic, key, row.json());
        if (key != null) {
            record.headers().add("event_id", key);
        }
        return record;
    }
}
