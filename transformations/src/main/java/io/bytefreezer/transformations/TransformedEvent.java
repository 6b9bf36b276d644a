package io.bytefreezer.transformations;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An event that came out of a plan.
 *
 * @param eventTime when the event says it happened, else when it was received
 * @param body a JSON object in UTF-8; not copied, so nobody may change it
 * @param route id of the dataset of the same tenant that it goes to as a raw event, or null when it stays
 */
@SuppressWarnings("ArrayRecordComponent") // goes to Kafka as it is: a copy per event is what we avoid
public record TransformedEvent(
        Instant eventTime, byte[] body, @Nullable String route) {}
