package io.bytefreezer.transformations.check;

import io.bytefreezer.transformations.Outcome;
import io.bytefreezer.transformations.TransformedEvent;
import io.bytefreezer.transformations.event.ErrorCode;
import io.bytefreezer.transformations.event.EventException;
import io.bytefreezer.transformations.event.Limits;
import io.bytefreezer.transformations.json.JsonReader;
import io.bytefreezer.transformations.option.Option;
import io.bytefreezer.transformations.option.OptionType;
import io.bytefreezer.transformations.option.OptionTypes;
import io.bytefreezer.transformations.option.Options;
import io.bytefreezer.transformations.option.Site;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What a test expects: one of the first four.
 *
 * @param event the one event that comes out
 * @param events the events that come out, in order
 * @param dropped true, or the reason, for an input that is dropped
 * @param rejected code of the error for one that is rejected
 * @param route dataset that the events go to
 */
record Expectation(
        Optional<Object> event,
        Optional<List<Object>> events,
        Optional<Object> dropped,
        Optional<String> rejected,
        Optional<String> route) {

    private static final Option<Object> EVENT = Option.any("event", "The one event that comes out.");
    private static final Option<List<Object>> EVENTS =
            Option.of("events", OptionType.listOf(OptionTypes.ANY), "The events that come out, in order.");
    private static final Option<Object> DROPPED =
            Option.any("dropped", "True when the input is dropped, or the reason for which it is.");
    private static final Option<String> REJECTED = Option.choice(
            "rejected",
            Stream.of(ErrorCode.values()).map(ErrorCode::name).toList(),
            "Code of the error when the input is rejected.");
    private static final Option<String> ROUTE = Option.text(
            "route", "Dataset that the events are routed to. When left out they have to stay where they are.");

    static final List<Option<?>> OPTIONS = List.of(EVENT, EVENTS, DROPPED, REJECTED, ROUTE);

    /** What the engine gives back may be nested deeper, and have longer names, than what it takes. */
    private static final JsonReader READER = new JsonReader(Limits.DEFAULT);

    static Expectation bind(Options options) {
        return new Expectation(
                options.find(EVENT),
                options.find(EVENTS),
                options.find(DROPPED),
                options.find(REJECTED),
                options.find(ROUTE));
    }

    void check(Site site) {
        long given = Stream.of(event, events, dropped, rejected)
                .filter(Optional::isPresent)
                .count();
        if (given != 1) {
            site.report("give exactly one of 'event', 'events', 'dropped' and 'rejected'");
        }
        event.filter(value -> !(value instanceof Map))
                .ifPresent(value -> site.at("event").reportType("an object", value));
        events.orElse(List.of()).stream()
                .filter(value -> !(value instanceof Map))
                .forEach(value -> site.at("events").reportType("a list of objects", value));
        dropped.filter(value -> !(value instanceof String || Boolean.TRUE.equals(value)))
                .ifPresent(value -> site.at("dropped").reportType("true, or the reason as text", value));
        if (route.isPresent() && (dropped.isPresent() || rejected.isPresent())) {
            site.at("route").report("what is dropped or rejected is not routed");
        }
    }

    /** What came instead; nothing when it is what was expected. */
    Optional<String> compare(Outcome outcome) {
        return switch (outcome) {
            case Outcome.Emit emit -> {
                List<Object> wanted = event.map(List::of).or(() -> events).orElse(null);
                yield wanted == null
                        ? Optional.of("expected " + wish() + ", came "
                                + count(emit.events().size()) + ", first " + body(emit))
                        : compare(wanted, emit.events());
            }
            case Outcome.Drop drop -> {
                String came = "dropped by " + drop.filter() + " for '" + drop.reason() + "'";
                yield dropped.isPresent()
                                && (Boolean.TRUE.equals(dropped.get())
                                        || drop.reason().equals(dropped.get()))
                        ? Optional.empty()
                        : Optional.of("expected " + wish() + ", it was " + came);
            }
            case Outcome.Reject reject -> {
                String by = reject.filter().map(filter -> " by " + filter).orElse(" by the parser");
                yield rejected.isPresent()
                                && rejected.get().equals(reject.code().name())
                        ? Optional.empty()
                        : Optional.of("expected " + wish() + ", it was rejected" + by + ": " + reject.code() + ", "
                                + reject.detail());
            }
        };
    }

    private String wish() {
        if (dropped.isPresent()) {
            return dropped.get() instanceof String reason ? "it dropped for '" + reason + "'" : "it dropped";
        }
        return rejected.map(code -> "it rejected with " + code)
                .orElseGet(() -> count(events.map(List::size).orElse(1)));
    }

    private Optional<String> compare(List<Object> wanted, List<TransformedEvent> came) {
        if (wanted.size() != came.size()) {
            return Optional.of("expected " + count(wanted.size()) + ", came " + count(came.size()));
        }
        List<String> differences = new ArrayList<>();
        for (int i = 0; i < wanted.size(); i++) {
            String place = wanted.size() == 1 ? "" : "/" + i;
            TransformedEvent one = came.get(i);
            if (!Objects.equals(route.orElse(null), one.route())) {
                differences.add("event " + i + " goes to " + dataset(one.route()) + " instead of "
                        + dataset(route.orElse(null)));
            }
            Difference.between(wanted.get(i), fields(one), place, differences);
        }
        return Difference.summary(differences);
    }

    private static String dataset(@Nullable String route) {
        return route == null ? "its own dataset" : "dataset '" + route + "'";
    }

    private static String count(int events) {
        return events == 1 ? "one event" : events + " events";
    }

    private static String body(Outcome.Emit emit) {
        return Difference.shown(fields(emit.events().getFirst()));
    }

    private static Object fields(TransformedEvent event) {
        try {
            return READER.object(event.body());
        } catch (EventException e) {
            return e.detail();
        }
    }
}
