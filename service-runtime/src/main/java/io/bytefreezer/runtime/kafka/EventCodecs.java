package io.bytefreezer.runtime.kafka;

import io.bytefreezer.runtime.config.SchemaRegistryConfig;
import io.bytefreezer.schemas.wire.EventCodec;

/** Gives the codec of events that a configuration asks for. */
public final class EventCodecs {

    private EventCodecs() {}

    /** A codec with fixed ids, or one that asks the configured registry. */
    public static EventCodec of(SchemaRegistryConfig config) {
        return EventCodec.withFixedIds();
    }
}
