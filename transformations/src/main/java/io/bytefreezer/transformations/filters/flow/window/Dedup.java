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
 * Drops events that are there already.
 *
 * @param fields what makes two events the same; none for all they hold
 * @param window how long an event is remembered
 */
public record Dedup(List<FieldPath> fields, Duration window) implements Filter {

    private static final Option<List<FieldPath>> FIELDS = Option.paths(
            "fields",
            "Fields whose values, together, make two events the same; without any, all they hold. An event that has none of"
                    + " them is kept.");
    private static final Option<Duration> WINDOW = Option.duration(
                    "window", "How long an event is remembered, from when the first of its kind was received.")
            .defaultsTo("10m");

    /** Describes this filter. */
    public static final FilterType TYPE = new FilterType(
            "dedup",
            "Drops an event when one of the same values came before it within the window. The window begins with the first"
                    + " and is not prolonged by those that are dropped, so what repeats for ever is seen once a window."
                    + " Times are those of receiving. It knows the events of its own partition only: senders should key what"
                    + " they repeat. What is remembered are hashes, not values; where the state is full the eldest are"
                    + " forgotten, and a duplicate may pass.",
            List.of(FIELDS, WINDOW),
            options -> new Dedup(options.find(FIELDS).orElse(List.of()), options.get(WINDOW)),
            List.of(
                    Example.becomes("The first of its kind", """
                            {"fields": ["request_id"], "window": "1h"}""", """
                            {"request_id": "5c1e", "message": "paid"}""", """
                            {"request_id": "5c1e", "message": "paid"}"""),
                    Example.becomes("Without the fields", """
                            {"fields": ["request_id", "attempt"]}""", """
                            {"message": "no request"}""", """
                            {"message": "no request"}"""),
                    Example.becomes("By all it holds", "{}", """
                            {"level": "warn", "message": "disk is 91 % full"}""", """
                            {"level": "warn", "message": "disk is 91 % full"}""")));

    /** Copies the list. */
    public Dedup {
        fields = List.copyOf(fields);
    }

    @Override
    public FilterFunction compile(FilterScope scope) {
        EventKey keys = new EventKey(fields);
        String prefix = scope.ref() + ":";
        Verdict drop = new Verdict.Drop("duplicate");
        return event -> {
            String key = keys.of(event);
            return key == null || isFirst(event, prefix + key) ? Verdict.PASS : drop;
        };
    }

    /** Whether none of its kind came within the window; then it is remembered. */
    private boolean isFirst(Event event, String key) {
        Instant now = event.input().receivedAt();
        byte[] remembered = event.state().get(key, now);
        if (remembered != null) {
            Instant first = Instant.ofEpochMilli(ByteBuffer.wrap(remembered).getLong());
            if (Duration.between(now, first).compareTo(window) < 0) {
                return false;
            }
            // An event from long before the one remembered is no duplicate of it, nor may it shorten its memory.
            return true;
        }
        byte[] received =
                ByteBuffer.allocate(Long.BYTES).putLong(now.toEpochMilli()).array();
        event.state().put(key, received, now.plus(window));
        return true;
    }
}
