package io.bytefreezer.schemas.wire;

import org.apache.avro.Schema;

/** Which number stands for which schema in front of a record. Implementations are safe for use by many threads. */
public interface SchemaIds {

    /**
     * The id that records of a topic are written with.
     *
     * @throws SchemaRegistryException when a registry had to be asked and did not answer, or refused the schema
     */
    int idOf(String topic, Schema schema);

    /**
     * The schema a record was written with.
     *
     * @throws UndecodableRecordException when no schema has this id
     * @throws SchemaRegistryException when a registry had to be asked and did not answer
     */
    Schema schemaOf(int id);
}
