package io.bytefreezer.provenance.replay;

import io.bytefreezer.provenance.audit.Bound;
import io.bytefreezer.provenance.origin.OffsetRange;
import io.bytefreezer.provenance.origin.RawRecord;
import java.time.Instant;
import java.util.Optional;

/**
 * Which records of a partition a replay is about, as far as offsets and times tell. Immutable.
 *
 * @param from where to start
 * @param to where to end, exclusive
 */
record Selector(Optional<Bound> from, Optional<Bound> to) {

    /** Offsets that may be meant. */
    OffsetRange offsets() {
        long start = from.map(bound -> at(bound, 0)).orElse(0L);
        long end = to.map(bound -> at(bound, Long.MAX_VALUE)).orElse(Long.MAX_VALUE);
        return new OffsetRange(Math.min(start, end), end);
    }

    /** Whether the record's time is meant: that is when its event was received. */
    boolean test(RawRecord record) {
        return !record.timestamp().isBefore(time(from, Instant.MIN))
                && record.timestamp().isBefore(time(to, Instant.MAX));
    }

    private static long at(Bound bound, long otherwise) {
        return switch (bound) {
            case Bound.AtOffset at -> at.offset();
            case Bound.AtTime at -> otherwise;
        };
    }

    private static Instant time(Optional<Bound> bound, Instant otherwise) {
        return bound.map(each -> switch (each) {
                    case Bound.AtOffset at -> otherwise;
                    case Bound.AtTime at -> at.time();
                })
                .orElse(otherwise);
    }
}
