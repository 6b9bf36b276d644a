package io.bytefreezer.transformations.time;

import io.bytefreezer.transformations.event.Event;
import io.bytefreezer.transformations.event.ExactNumber;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * When an event says it happened: the first of its fields {@code @timestamp}, {@code timestamp} and {@code time} that is a
 * point in time, as RFC 3339 or as a number since 1970 whose magnitude tells seconds from milli-, micro- and nanoseconds.
 *
 * <p>Whether that time is plausible is decided where rows are packed, not here.
 */
public final class EventTime {

    private static final List<String> FIELDS = List.of("@timestamp", "timestamp", "time");
    // March 1973. Smaller numbers are durations: many services log "time": 0.35.
    private static final BigDecimal NUMBER_MIN = BigDecimal.valueOf(100_000_000L);

    private EventTime() {}

    /** The event's own time, else when it was received. */
    public static Instant of(Event event) {
        for (String field : FIELDS) {
            Instant time = time(event.fields().get(field));
            if (time != null) {
                return time;
            }
        }
        return event.input().receivedAt();
    }

    private static @Nullable Instant time(@Nullable Object value) {
        return switch (value) {
            case String text -> {
                Instant time = Rfc3339.parse(text);
                yield time != null ? time : epoch(EpochUnit.number(text));
            }
            case Long number -> epoch(BigDecimal.valueOf(number));
            case ExactNumber number -> epoch(EpochUnit.number(number.text()));
            case null -> null;
            default -> null;
        };
    }

    private static @Nullable Instant epoch(@Nullable BigDecimal number) {
        if (number == null || number.compareTo(NUMBER_MIN) < 0) {
            return null;
        }
        return EpochUnit.ofMagnitude(number).instant(number);
    }
}
