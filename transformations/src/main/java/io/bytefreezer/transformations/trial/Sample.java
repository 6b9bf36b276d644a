package io.bytefreezer.transformations.trial;

import io.bytefreezer.transformations.event.RawInput;
import io.bytefreezer.transformations.json.JsonWriter;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A sample as people write one down.
 *
 * @param payload what would be received
 * @param format hint of its format; null to have it detected
 * @param receivedAt when it would be received
 */
public record Sample(String payload, @Nullable String format, Instant receivedAt) {

    /** When samples are received that say nothing of it: always the same, so that their outcome is. */
    public static final Instant RECEIVED = Instant.parse("2026-10-11T22:14:20Z");

    /** A payload as text, received at the usual time. */
    public static Sample text(String payload, @Nullable String format) {
        return new Sample(payload, format, RECEIVED);
    }

    /** An event as JSON object, with values as events have them, received at the usual time. */
    public static Sample object(Map<String, ? extends @Nullable Object> event, @Nullable String format) {
        return new Sample(JsonWriter.text(event), format == null ? "json" : format, RECEIVED);
    }

    /** The raw event of it, the so-manieth of its partition. */
    public RawInput input(long offset) {
        return new RawInput(
                new UUID(0, offset),
                receivedAt,
                format,
                null,
                Map.of(),
                payload.getBytes(StandardCharsets.UTF_8),
                0,
                offset);
    }
}
