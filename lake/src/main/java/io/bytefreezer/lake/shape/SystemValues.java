package io.bytefreezer.lake.shape;

import java.time.Instant;

/**
 * What a row knows beside its body.
 *
 * @param eventTime when the event says it happened; checked for plausibility by the shaper
 * @param receivedAt when the first ByteFreezer process received it
 * @param eventId the event's id
 * @param rawPartition partition of the raw topic that holds its bytes
 * @param rawOffset offset there
 */
public record SystemValues(Instant eventTime, Instant receivedAt, String eventId, int rawPartition, long rawOffset) {}
