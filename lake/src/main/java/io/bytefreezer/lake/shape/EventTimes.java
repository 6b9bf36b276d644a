package io.bytefreezer.lake.shape;

import java.time.Duration;
import java.time.Instant;

/** Which event times are believed. */
public final class EventTimes {

    /** How long before its reception an event may have happened. */
    public static final Duration AGE_MAX = Duration.ofDays(30);
    /** How far a sender's clock may be ahead. */
    public static final Duration AHEAD_MAX = Duration.ofHours(1);

    private EventTimes() {}

    /** The event time of a row: its own where that is believed, or when it was received. */
    public static Instant of(Instant eventTime, Instant receivedAt) {
        return isPlausible(eventTime, receivedAt) ? eventTime : receivedAt;
    }

    /** Whether an event may have happened then; both limits belong to the plausible range. */
    public static boolean isPlausible(Instant eventTime, Instant receivedAt) {
        return !eventTime.isBefore(receivedAt.minus(AGE_MAX)) && !eventTime.isAfter(receivedAt.plus(AHEAD_MAX));
    }
}
