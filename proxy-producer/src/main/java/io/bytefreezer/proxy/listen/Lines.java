package io.bytefreezer.proxy.listen;

import io.bytefreezer.proxy.decode.Decoded;
import io.bytefreezer.proxy.decode.DecodedEvent;
import io.bytefreezer.proxy.join.Joined;
import io.bytefreezer.proxy.join.LineJoiner;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What stands between a decoder and the target: puts lines together where the input says so, and lets events pass where it does
 * not. Belongs to one thread.
 */
final class Lines {

    private static final Duration PAUSE_MIN = Duration.ofMillis(1);

    private final @Nullable LineJoiner joiner;
    private final InstantSource clock;

    /**
     * For one connection or socket.
     *
     * @param joiner puts lines together; null where events are what the decoder gives
     */
    Lines(@Nullable LineJoiner joiner, InstantSource clock) {
        this.joiner = joiner;
        this.clock = clock;
    }

    /** Takes what was decoded, and gives the events that it completes; they are closed when they have been handed on. */
    Joined take(Decoded decoded) {
        return take(events(decoded));
    }

    /** The same with events. */
    Joined take(List<DecodedEvent> events) {
        return joiner == null ? Joined.of(events) : joiner.take(events, clock.instant());
    }

    /** What has waited long enough; to be asked when all was read that had arrived. */
    Joined due() {
        return joiner == null ? Joined.of(List.of()) : joiner.due(clock.instant());
    }

    /** The same as {@link #take} with what was decoded last, and all that waits still. */
    Joined last(Decoded decoded) {
        List<DecodedEvent> events = events(decoded);
        return joiner == null ? Joined.of(events) : joiner.last(events, clock.instant());
    }

    /** How long the network may be waited for, at most so long, until something is due. */
    Duration pause(Duration max) {
        if (joiner == null) {
            return max;
        }
        Instant now = clock.instant();
        Duration due =
                joiner.untilDue(now).filter(until -> until.compareTo(max) < 0).orElse(max);
        return due.compareTo(PAUSE_MIN) < 0 ? PAUSE_MIN : due;
    }

    private static List<DecodedEvent> events(Decoded decoded) {
        return decoded instanceof Decoded.Events complete ? complete.events() : List.of();
    }
}
