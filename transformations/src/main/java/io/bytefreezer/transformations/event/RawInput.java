package io.bytefreezer.transformations.event;

import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One raw event, as plain values: the engine knows nothing of Kafka.
 *
 * @param eventId given at the input; what is sampled is decided by its hash
 * @param receivedAt when the input had the whole event
 * @param format content type or format hint, or null: then it is detected
 * @param sourceAddress address of the sender, with or without a port, or null
 * @param attributes what else the input knew of the event
 * @param payload the bytes as received; not copied, so the caller must not change them
 * @param partition partition of the raw topic
 * @param offset offset in that partition
 */
@SuppressWarnings("ArrayRecordComponent") // a copy per hop of a payload of up to megabytes is what we avoid
public record RawInput(
        UUID eventId,
        Instant receivedAt,
        @Nullable String format,
        @Nullable String sourceAddress,
        Map<String, String> attributes,
        byte[] payload,
        int partition,
        long offset) {

    /** Copies the attributes. */
    public RawInput {
        attributes = Map.copyOf(attributes);
    }
}
