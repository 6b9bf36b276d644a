package io.bytefreezer.launcher.receiver;

import io.bytefreezer.receiver.RawObjectSinkConnector;
import io.bytefreezer.runtime.config.SchemaRegistryConfig;
import io.bytefreezer.runtime.config.Secret;
import io.bytefreezer.runtime.config.StorageConfig;
import io.bytefreezer.runtime.service.ServiceStartException;
import io.bytefreezer.schemas.name.Topics;
import io.bytefreezer.schemas.registry.RegistrySettings;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The connector's properties out of the receiver's configuration. */
final class SinkProperties {

    /** New topics are found within this time. */
    private static final String METADATA_MAX_AGE_MS = "3000";

    /** A killed receiver's partitions go to another after this time. */
    private static final String SESSION_TIMEOUT_MS = "10000";

    private SinkProperties() {}

    /**
     * The properties.
     *
     * @throws ServiceStartException when the bucket is missing
     */
    static Map<String, String> of(ReceiverConfig config) {
        Map<String, String> properties = new HashMap<>();
        properties.put("name", config.connect().group());
        properties.put("connector.class", RawObjectSinkConnector.class.getName());
        properties.put("tasks.max", Integer.toString(config.connect().tasks()));
        properties.put(
                "topics.regex",
                config.topics().topics().pattern(Topics.Stage.RAW).pattern());
        properties.put("consumer.override.isolation.level", "read_committed");
        properties.put("consumer.override.auto.offset.reset", "earliest");
        properties.put("consumer.override.metadata.max.age.ms", METADATA_MAX_AGE_MS);
        properties.put("consumer.override.session.timeout.ms", SESSION_TIMEOUT_MS);
        properties.put("topics.prefix", config.topics().prefix());
        properties.put("rotate.bytes", Long.toString(config.rotate().bytes().bytes()));
        properties.put("rotate.records", Long.toString(config.rotate().records()));
        properties.put(
                "rotate.interval.ms", Long.toString(config.rotate().interval().toMillis()));
        properties.put("buffer.dir", config.dataDirOrDefault().resolve("buffer").toString());
        addStorage(properties, config.storage());
        addSchemaRegistry(properties, config.schemaRegistry());
        return properties;
    }

    /** What proxies wrote with ids from a registry, the receiver reads with the same. */
    private static void addSchemaRegistry(Map<String, String> properties, SchemaRegistryConfig registry) {
        if (registry.url() != null) {
            properties.put(RegistrySettings.URL, registry.url().toString());
            registry.rest().forEach((key, value) -> properties.put(key, String.valueOf(value)));
        }
    }

    private static void addStorage(Map<String, String> properties, StorageConfig storage) {
        String bucket = storage.bucket();
        if (bucket == null || bucket.isBlank()) {
            throw new ServiceStartException(
                    ServiceStartException.Kind.CONFIG,
                    "storage.bucket is missing: give the bucket for raw objects, or set S3_BUCKET");
        }
        properties.put("s3.bucket", bucket);
        properties.put("s3.region", storage.region());
        properties.put("s3.path.style.access", Boolean.toString(storage.pathStyle()));
        putIfPresent(properties, "s3.endpoint", storage.endpoint());
        putIfPresent(properties, "s3.access.key", storage.accessKey());
        Secret secret = storage.secretKey();
        putIfPresent(properties, "s3.secret.key", secret == null ? null : secret.value());
    }

    private static void putIfPresent(Map<String, String> properties, String key, @Nullable Object value) {
        if (value != null) {
            properties.put(key, value.toString());
        }
    }
}
