package io.bytefreezer.provenance.origin;

import java.time.Instant;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * One record of a raw topic, whether it comes from the topic or from a raw object. Immutable.
 *
 * @param offset its offset
 * @param timestamp its time on Kafka, to the millisecond
 * @param value its value, or null where it has none; not copied, so nobody may change it. Of an event that comes from a raw
 *     object it is the event encoded again: the same event, but not always the same bytes where another serializer wrote them
 */
@SuppressWarnings("ArrayRecordComponent") // bytes that go from one reader to another are not copied
public record RawRecord(long offset, Instant timestamp, byte @Nullable [] value) {

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof RawRecord that
                && offset == that.offset
                && timestamp.equals(that.timestamp)
                && Arrays.equals(value, that.value);
    }

    @Override
    public int hashCode() {
        return Long.hashCode(offset);
    }

    /** Without the value: events are never to be read in logs. */
    @Override
    public String toString() {
        return "RawRecord[" + offset + ", " + timestamp + ", " + (value == null ? "no value" : value.length + " bytes")
                + "]";
    }
}
