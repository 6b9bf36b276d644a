package io.bytefreezer.schemas.wire;

import io.bytefreezer.schemas.event.EventSchemas;
import org.apache.avro.Schema;

/** The ids used where no schema registry is configured: they are part of the wire contract and never change. */
public enum FixedSchemaIds implements SchemaIds {
    /** The only instance. */
    INSTANCE;

    /** Id of the first version of RawEvent. */
    public static final int RAW_EVENT = 1;

    /** Id of the first version of ProcessedEvent. */
    public static final int PROCESSED_EVENT = 2;

    @Override
    public int idOf(String topic, Schema schema) {
        if (schema.equals(EventSchemas.RAW_EVENT)) {
            return RAW_EVENT;
        }
        if (schema.equals(EventSchemas.PROCESSED_EVENT)) {
            return PROCESSED_EVENT;
        }
        throw new IllegalArgumentException(
                "no fixed id for schema " + schema.getFullName() + ": configure a schema registry");
    }

    @Override
    public Schema schemaOf(int id) {
        return switch (id) {
            case RAW_EVENT -> EventSchemas.RAW_EVENT;
            case PROCESSED_EVENT -> EventSchemas.PROCESSED_EVENT;
            default ->
                throw new UndecodableRecordException(
                        "schema id " + id + " is unknown and no schema registry is configured");
        };
    }
}
