package io.bytefreezer.receiver;

import io.bytefreezer.receiver.object.RawObjectRecord;
import io.bytefreezer.receiver.plan.Arrival;

/**
 * A record from Kafka, read.
 *
 * @param record as it goes into an object
 * @param arrival as the plan sees it
 */
record Received(RawObjectRecord record, Arrival arrival) {}
