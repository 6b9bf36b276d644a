package io.bytefreezer.piper;

import io.bytefreezer.piper.size.RecordSizes;
import io.bytefreezer.piper.size.RefusedRecords;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.streams.StreamsConfig;

/** The properties of the Streams application: sound defaults, over them what the user set, over that what a promise rests on. */
final class StreamsSettings {

    /** New topics are found within this time. */
    private static final int METADATA_MAX_AGE_MS = 3_000;

    /** A killed piper's partitions go to another after this time. */
    private static final int SESSION_TIMEOUT_MS = 10_000;

    /** The transaction of a killed piper blocks readers no longer than this. */
    private static final int TRANSACTION_TIMEOUT_MS = 15_000;

    /** A missing topic must not hold a transaction until the brokers give it up. */
    private static final int MAX_BLOCK_MS = 5_000;

    private static final int REQUEST_BYTES_MAX = 16 * 1024 * 1024;

    private StreamsSettings() {}

    static Map<String, Object> of(PiperConfig config, Path stateDir) {
        Map<String, Object> properties = new LinkedHashMap<>();
        properties.put(StreamsConfig.consumerPrefix(ConsumerConfig.METADATA_MAX_AGE_CONFIG), METADATA_MAX_AGE_MS);
        properties.put(StreamsConfig.consumerPrefix(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG), SESSION_TIMEOUT_MS);
        properties.put(StreamsConfig.producerPrefix(ProducerConfig.COMPRESSION_TYPE_CONFIG), "zstd");
        properties.put(StreamsConfig.producerPrefix(ProducerConfig.MAX_REQUEST_SIZE_CONFIG), REQUEST_BYTES_MAX);
        properties.put(StreamsConfig.producerPrefix(ProducerConfig.TRANSACTION_TIMEOUT_CONFIG), TRANSACTION_TIMEOUT_MS);
        properties.put(StreamsConfig.producerPrefix(ProducerConfig.MAX_BLOCK_MS_CONFIG), MAX_BLOCK_MS);
        properties.put(StreamsConfig.METRIC_REPORTER_CLASSES_CONFIG, "");
        properties.putAll(config.kafka().properties());
        properties.put(StreamsConfig.APPLICATION_ID_CONFIG, config.streams().applicationId());
        properties.put(StreamsConfig.NUM_STREAM_THREADS_CONFIG, config.streams().threads());
        properties.put(
                StreamsConfig.COMMIT_INTERVAL_MS_CONFIG,
                config.streams().commitInterval().toMillis());
        properties.put(StreamsConfig.STATE_DIR_CONFIG, stateDir.toString());
        properties.put(StreamsConfig.PROCESSING_GUARANTEE_CONFIG, StreamsConfig.EXACTLY_ONCE_V2);
        // A task reads the same partition of every dataset's topic; one dataset must not wait for another.
        properties.put(StreamsConfig.MAX_TASK_IDLE_MS_CONFIG, StreamsConfig.MAX_TASK_IDLE_MS_DISABLED);
        properties.put(StreamsConfig.PRODUCTION_EXCEPTION_HANDLER_CLASS_CONFIG, RefusedRecords.class);
        return properties;
    }

    /** What the producers' settings among these have to do with the size of records. */
    static RecordSizes.Producer producer(Map<String, Object> properties) {
        return new RecordSizes.Producer(
                Integer.parseInt(text(properties, ProducerConfig.MAX_REQUEST_SIZE_CONFIG)),
                text(properties, ProducerConfig.COMPRESSION_TYPE_CONFIG));
    }

    private static String text(Map<String, Object> properties, String key) {
        return String.valueOf(properties.get(StreamsConfig.producerPrefix(key)));
    }
}
