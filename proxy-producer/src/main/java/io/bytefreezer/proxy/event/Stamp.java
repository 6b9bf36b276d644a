package io.bytefreezer.proxy.event;

import io.bytefreezer.proxy.decode.DecodedEvent;
import io.bytefreezer.schemas.event.RawEvent;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.random.RandomGenerator;

/** Makes raw events of decoded ones, each with its own id and the time at which the input had it, or the first of its lines. Safe for use by many threads. */
public final class Stamp {

    private final InstantSource clock;
    private final UuidV7 ids;

    /** With the clock for times and ids, and the source of the ids' random part. */
    public Stamp(InstantSource clock, RandomGenerator random) {
        this.clock = clock;
        this.ids = new UuidV7(clock, random);
    }

    /** What time it is. */
    public Instant now() {
        return clock.instant();
    }

    /** The events in the same order; received now, where they do not say when. */
    public List<RawEvent> stamp(List<DecodedEvent> events) {
        Instant now = clock.instant();
        return events.stream().map(event -> stamp(event, now)).toList();
    }

    private RawEvent stamp(DecodedEvent event, Instant now) {
        Instant earlier = event.receivedAt();
        return new RawEvent(
                ids.next(),
                earlier == null ? now : earlier,
                event.origin().input(),
                event.origin().sourceAddress(),
                event.format(),
                event.attributes(),
                event.payload());
    }
}
