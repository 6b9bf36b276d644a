package io.bytefreezer.proxy.spool;

import io.bytefreezer.proxy.decode.DecodedEvent;
import io.bytefreezer.schemas.event.RawEvent;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/** Cuts events that are too large for Kafka, as there is nobody to tell. Pure. */
final class Truncation {

    private static final int PAYLOAD_BYTES_MIN = 1024;

    private Truncation() {}

    /** Whether so much is left that half of it may fit. */
    static boolean isPossible(RawEvent event) {
        return event.payload().length > PAYLOAD_BYTES_MIN;
    }

    /** The first half of the event, marked {@link DecodedEvent#TRUNCATED} with the length of the whole. */
    static RawEvent halved(RawEvent event) {
        byte[] payload = event.payload();
        Map<String, String> attributes = new HashMap<>(event.attributes());
        attributes.putIfAbsent(DecodedEvent.TRUNCATED, Integer.toString(payload.length));
        return new RawEvent(
                event.eventId(),
                event.receivedAt(),
                event.input(),
                event.sourceAddress(),
                event.format(),
                attributes,
                Arrays.copyOf(payload, payload.length / 2));
    }
}
