package io.bytefreezer.provenance.replay;

import io.bytefreezer.provenance.audit.Bound;
import io.bytefreezer.provenance.origin.OffsetRange;
import io.bytefreezer.provenance.origin.RawObject;
import io.bytefreezer.provenance.origin.RawRecord;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Which records of a partition a replay is about, as far as offsets and times tell. Immutable.
 *
 * @param from where to start
 * @param to where to end, exclusive
 */
record Selector(Optional<Bound> from, Optional<Bound> to) {

    /** How long an event may have waited in a spool before it came to Kafka, to be found by its time. */
    static final Duration LATE_MAX = Duration.ofDays(1);

    private static final Instant FAR = Instant.parse("9999-01-01T00:00:00Z");

    /** Offsets that may be meant. */
    OffsetRange offsets() {
        long start = from.map(bound -> at(bound, 0)).orElse(0L);
        long end = to.map(bound -> at(bound, Long.MAX_VALUE)).orElse(Long.MAX_VALUE);
        return new OffsetRange(Math.min(start, end), end);
    }

    /**
     * Offsets near the times that are meant, as far as raw objects tell: records come to Kafka in the order they were received,
     * but for some that waited elsewhere.
     *
     * @param objects a partition's objects, in the order of their first offsets
     */
    OffsetRange near(List<RawObject> objects) {
        Instant earliest = time(from, Instant.EPOCH).minus(LATE_MAX);
        Instant latest = time(to, FAR).plus(LATE_MAX);
        long start = objects.stream()
                .takeWhile(object -> object.stamp().last().timestamp() < earliest.toEpochMilli())
                .mapToLong(object -> object.range().until())
                .max()
                .orElse(0);
        long end = objects.stream()
                .filter(object -> object.stamp().first().timestamp() >= latest.toEpochMilli())
                .mapToLong(object -> object.range().from())
                .min()
                .orElse(Long.MAX_VALUE);
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
