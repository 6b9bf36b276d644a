package io.bytefreezer.proxy.spool;

import io.bytefreezer.schemas.event.RawEvent;
import io.bytefreezer.schemas.wire.EventCodec;
import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * What stands behind an event's key: the bytes of all the dataset's events up to this one, and the event as it is on
 * Kafka, with the schema ids that need no registry. Pure.
 */
final class SpoolValue {

    private static final EventCodec CODEC = EventCodec.withFixedIds();
    private static final String NO_TOPIC = "";

    private SpoolValue() {}

    static byte[] encode(RawEvent event) {
        return CODEC.encode(NO_TOPIC, event);
    }

    static byte[] of(long bytesTotal, byte[] encoded) {
        return ByteBuffer.allocate(Long.BYTES + encoded.length)
                .putLong(bytesTotal)
                .put(encoded)
                .array();
    }

    static long bytesTotal(byte[] value) {
        return ByteBuffer.wrap(value).getLong();
    }

    /** Throws as {@link EventCodec#decodeRaw} does when the value holds no event. */
    static RawEvent event(byte[] value) {
        return CODEC.decodeRaw(Arrays.copyOfRange(value, Long.BYTES, value.length));
    }

    /** How far a dataset's events are gone: the number of the oldest left, and the bytes before it. */
    static byte[] mark(long first, long bytesBefore) {
        return ByteBuffer.allocate(Long.BYTES * 2)
                .putLong(first)
                .putLong(bytesBefore)
                .array();
    }

    static Extent extent(byte[] mark) {
        ByteBuffer buffer = ByteBuffer.wrap(mark);
        long first = buffer.getLong();
        long bytes = buffer.getLong();
        return new Extent(first, first, bytes, bytes);
    }
}
