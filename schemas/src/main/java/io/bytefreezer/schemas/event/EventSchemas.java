package io.bytefreezer.schemas.event;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import org.apache.avro.Schema;

/** The Avro schemas of the records on Kafka. */
public final class EventSchemas {

    /** Schema of {@link RawEvent}. */
    public static final Schema RAW_EVENT = load("raw-event.avsc");

    /** Schema of {@link ProcessedEvent}. */
    public static final Schema PROCESSED_EVENT = load("processed-event.avsc");

    private EventSchemas() {}

    private static Schema load(String file) {
        try (InputStream in = EventSchemas.class.getResourceAsStream("/io/bytefreezer/schemas/" + file)) {
            if (in == null) {
                throw new IllegalStateException("schema " + file + " is missing from the schemas jar");
            }
            return new Schema.Parser().parse(in);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read schema " + file, e);
        }
    }
}
