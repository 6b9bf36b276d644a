package io.bytefreezer.query.live;

import io.bytefreezer.runtime.config.Default;
import io.bytefreezer.runtime.config.Doc;
import java.time.Duration;

/**
 * Streams of rows as they come.
 *
 * @param streams most at a time
 * @param perKey most at a time of one key
 * @param interval from one look at the topic to the next
 * @param heartbeat longest time without a sign of life
 */
@Doc("Streams of rows as they come, `GET /api/v1/tail`.")
public record LiveConfig(
        @Doc("Most streams at a time.") @Default("32") int streams,

        @Doc("Most streams at a time of one key.") @Default("4")
        int perKey,

        @Doc("From one look at the topic to the next; each costs about what a small query does.") @Default("500ms")
        Duration interval,

        @Doc("Longest time without a comment line that says the stream still lives.") @Default("15s")
        Duration heartbeat) {

    /** Refuses limits that no stream could live within. */
    public LiveConfig {
        if (streams < 0 || perKey < 0) {
            throw new IllegalArgumentException("streams and per_key must not be negative");
        }
        if (!interval.isPositive() || !heartbeat.isPositive()) {
            throw new IllegalArgumentException("interval and heartbeat must be positive");
        }
    }
}
