package io.bytefreezer.transformations.filters.flow.window;

import io.bytefreezer.transformations.event.Event;
import io.bytefreezer.transformations.event.FieldPath;
import io.bytefreezer.transformations.filter.Example;
import io.bytefreezer.transformations.filter.Filter;
import io.bytefreezer.transformations.filter.FilterFunction;
import io.bytefreezer.transformations.filter.FilterScope;
import io.bytefreezer.transformations.filter.FilterType;
import io.bytefreezer.transformations.filter.Verdict;
import io.bytefreezer.transformations.option.Option;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * Lets so many events through in each period.
 *
 * @param key fields whose values are counted apart; none for one count of all
 * @param events how many go through
 * @param period in which time
 */
public record Throttle(List<FieldPath> key, int events, Duration period) implements Filter {

    private static final int EVENTS_MAX = 1_000_000_000;

    private static final Option<List<FieldPath>> KEY = Option.paths(
            "key",
            "Fields whose values, together, are counted apart; without any, all events are counted as one. An event that has"
                    + " none of them is kept.");
    private static final Option<Integer> EVENTS = Option.integer(
                    "events", 1, EVENTS_MAX, "How many events go through in each period.")
            .required();
    private static final Option<Duration> PERIOD =
            Option.duration("period", "The period.").defaultsTo("1s");

    /** Describes this filter. */
    public static final FilterType TYPE = new FilterType(
            "throttle",
            "Lets the first so many events of each period through and drops the rest. Periods are fixed: they follow each"
                    + " other from 1970 on, and the time when an event was received says which it is in. So events out of"
                    + " order are counted where they belong, and around the border of two periods up to twice as many may"
                    + " follow each other closely. The count is that of a partition: of n partitions n times as many go"
                    + " through.",
            List.of(KEY, EVENTS, PERIOD),
            options -> new Throttle(options.find(KEY).orElse(List.of()), options.get(EVENTS), options.get(PERIOD)),
            List.of(
                    Example.becomes("A hundred a minute of each host", """
                            {"key": ["host"], "events": 100, "period": "1m"}""", """
                            {"host": "edge-3", "message": "link flapped"}""", """
                            {"host": "edge-3", "message": "link flapped"}"""),
                    Example.becomes("A thousand a second of all", """
                            {"events": 1000}""", """
                            {"message": "hello"}""", """
                            {"message": "hello"}""")));

    /** Copies the list. */
    public Throttle {
        key = List.copyOf(key);
    }

    @Override
    public FilterFunction compile(FilterScope scope) {
        EventKey keys = new EventKey(key);
        String prefix = scope.ref() + ":";
        Verdict drop = new Verdict.Drop("throttled");
        return event -> {
            String of = key.isEmpty() ? "" : keys.of(event);
            return of == null || isWithin(event, prefix + of) ? Verdict.PASS : drop;
        };
    }

    /** Counts the event, unless its period is full. */
    private boolean isWithin(Event event, String prefix) {
        Instant now = event.input().receivedAt();
        long millis = period.toMillis();
        long number = Math.floorDiv(now.toEpochMilli(), millis);
        String key = prefix + ":" + number;
        byte[] remembered = event.state().get(key, now);
        int count = remembered == null ? 0 : ByteBuffer.wrap(remembered).getInt();
        if (count >= events) {
            return false;
        }
        byte[] counted = ByteBuffer.allocate(Integer.BYTES).putInt(count + 1).array();
        event.state().put(key, counted, Instant.ofEpochMilli((number + 1) * millis));
        return true;
    }
}
