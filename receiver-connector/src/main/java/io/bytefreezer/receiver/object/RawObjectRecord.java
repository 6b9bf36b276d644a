package io.bytefreezer.receiver.object;

import io.bytefreezer.schemas.event.RawEvent;
import java.time.Instant;
import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One record of a raw topic as it stands in a raw object. What could not be read as an event is kept as the bytes it is,
 * and a record without value as neither: every record the consumer gave is there. Immutable.
 *
 * @param offset the record's offset on Kafka
 * @param timestamp the record's time on Kafka, to the millisecond
 * @param event the event in its value, or null
 * @param undecoded its value where that is no event, or null; not copied, so the caller must not change it
 */
@SuppressWarnings("ArrayRecordComponent") // as in RawEvent: bytes that go from one stream to another are not copied
public record RawObjectRecord(
        long offset, Instant timestamp, @Nullable RawEvent event, byte @Nullable [] undecoded) {

    /**
     * @throws IllegalArgumentException when there is both an event and undecoded bytes
     */
    public RawObjectRecord {
        if (event != null && undecoded != null) {
            throw new IllegalArgumentException("record " + offset + " is either an event or not decoded");
        }
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof RawObjectRecord that
                && offset == that.offset
                && timestamp.equals(that.timestamp)
                && Objects.equals(event, that.event)
                && Arrays.equals(undecoded, that.undecoded);
    }

    @Override
    public int hashCode() {
        return Long.hashCode(offset);
    }

    /** Without payload: events are never to be read in logs. */
    @Override
    public String toString() {
        return "RawObjectRecord[" + offset + ", " + timestamp + ", "
                + (event != null ? event : undecoded != null ? undecoded.length + " undecoded bytes" : "no value")
                + "]";
    }
}
