package io.bytefreezer.provenance.audit.check;

import io.bytefreezer.provenance.origin.RawObject;
import io.bytefreezer.provenance.origin.RawRecord;
import io.bytefreezer.receiver.layout.Fingerprint;
import io.bytefreezer.receiver.layout.RawObjectKey;
import io.bytefreezer.receiver.layout.RawObjectStamp;
import io.bytefreezer.schemas.event.RawEvent;
import io.bytefreezer.schemas.name.DatasetRef;
import io.bytefreezer.schemas.name.Topics;
import io.bytefreezer.schemas.wire.EventCodec;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;

/** Records and objects as they come from a pipeline. */
public final class Samples {

    /** The dataset of all samples. */
    public static final DatasetRef DATASET = DatasetRef.of("acme", "web");

    /** When all samples were received. */
    public static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

    private static final EventCodec CODEC = EventCodec.withFixedIds();

    private Samples() {}

    /** The event id of the record at an offset. */
    public static UUID id(long offset) {
        return new UUID(7, offset);
    }

    /** A record that holds this JSON. */
    public static RawRecord record(long offset, String json) {
        RawEvent event =
                new RawEvent(id(offset), NOON, "test", null, "json", Map.of(), json.getBytes(StandardCharsets.UTF_8));
        return new RawRecord(offset, NOON, CODEC.encode(Topics.DEFAULT.raw(DATASET), event));
    }

    /** An object from one offset to another, both in it, as many records as offsets. */
    public static RawObject object(long first, long last) {
        String topic = Topics.DEFAULT.raw(DATASET);
        Fingerprint print = new Fingerprint(NOON.toEpochMilli(), 1);
        return new RawObject(
                new RawObjectKey(DATASET, NOON, topic, 0, first),
                new RawObjectStamp(first, last, last - first + 1, print, print, "writer", "sha"));
    }

    /** The name of the object that starts with an offset. */
    public static String name(long first) {
        return object(first, first).key().path();
    }
}
