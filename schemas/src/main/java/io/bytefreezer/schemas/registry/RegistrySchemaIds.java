package io.bytefreezer.schemas.registry;

import io.bytefreezer.schemas.event.EventSchemas;
import io.bytefreezer.schemas.wire.FixedSchemaIds;
import io.bytefreezer.schemas.wire.SchemaIds;
import io.bytefreezer.schemas.wire.UndecodableRecordException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.avro.Schema;

/**
 * Schema ids from a registry, each asked for once. The subject of a topic's values is {@code <topic>-value}, as
 * Confluent's serializers have it unless told otherwise. Safe for use by many threads.
 */
public final class RegistrySchemaIds implements SchemaIds {

    private static final List<Schema> OURS = List.of(EventSchemas.RAW_EVENT, EventSchemas.PROCESSED_EVENT);

    /** Bad records come with any id in front: those nobody knows are remembered too, but not many and not for long. */
    private static final int UNKNOWN_MAX = 1_000;

    private static final Duration UNKNOWN_FOR = Duration.ofSeconds(30);

    private final SchemaRegistryClient client;
    private final Map<Use, Integer> ids = new ConcurrentHashMap<>();
    private final Map<Integer, Schema> schemas = new ConcurrentHashMap<>();
    private final Map<Integer, Long> unknown = new ConcurrentHashMap<>();

    private record Use(String topic, Schema schema) {}

    /** Ids from the registry behind this client. */
    public RegistrySchemaIds(SchemaRegistryClient client) {
        this.client = client;
    }

    /**
     * The ids that client properties ask for: from a registry where they name one, else the fixed ones.
     *
     * @throws org.apache.kafka.common.config.ConfigException when the properties are contradictory
     */
    public static SchemaIds configured(Map<String, ?> properties) {
        Optional<RegistrySettings> registry = RegistrySettings.from(properties);
        return registry.isPresent()
                ? new RegistrySchemaIds(new SchemaRegistryClient(registry.get()))
                : FixedSchemaIds.INSTANCE;
    }

    @Override
    public int idOf(String topic, Schema schema) {
        Use use = new Use(topic, schema);
        Integer known = ids.get(use);
        if (known != null) {
            return known;
        }
        int id = client.register(topic + "-value", schema);
        ids.put(use, id);
        return id;
    }

    @Override
    public Schema schemaOf(int id) {
        Schema known = schemas.get(id);
        if (known != null) {
            return known;
        }
        Long since = unknown.get(id);
        if (since != null && System.nanoTime() - since < UNKNOWN_FOR.toNanos()) {
            throw new UndecodableRecordException("the schema registry knows no schema " + id);
        }
        return ask(id);
    }

    private Schema ask(int id) {
        try {
            Schema schema = oneOfOurs(client.schema(id));
            schemas.put(id, schema);
            return schema;
        } catch (UndecodableRecordException e) {
            if (unknown.size() >= UNKNOWN_MAX) {
                unknown.clear();
            }
            unknown.put(id, System.nanoTime());
            throw e;
        }
    }

    /** The very object where the schema is one we know: comparing it with each record's is then free. */
    private static Schema oneOfOurs(Schema schema) {
        return OURS.stream().filter(schema::equals).findFirst().orElse(schema);
    }
}
