package io.bytefreezer.transformations;

import io.bytefreezer.transformations.event.Event;
import io.bytefreezer.transformations.event.FilterRef;
import io.bytefreezer.transformations.event.Limits;
import io.bytefreezer.transformations.filter.Verdict;
import io.bytefreezer.transformations.json.JsonReader;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A plan whose payloads are lines of JSON that say what becomes of them, so that tests need no filter in particular. */
public final class ScriptedPlan {

    /** How long {@code once} is remembered. */
    public static final Duration WINDOW = Duration.ofMinutes(1);

    private ScriptedPlan() {}

    /**
     * An event with {@code to} is routed there, one with {@code drop} is dropped, one with {@code once} is dropped when another
     * with the same value came within {@link #WINDOW}, one with {@code busy_ms} takes that time, all others go on.
     */
    public static Plan plan() {
        JsonReader reader = new JsonReader(Limits.DEFAULT);
        return new Plan(
                input -> {
                    List<Map<String, Object>> events = new ArrayList<>();
                    for (String line : new String(input.payload(), StandardCharsets.UTF_8).split("\n")) {
                        events.add(reader.object(line.getBytes(StandardCharsets.UTF_8)));
                    }
                    return events;
                },
                List.of(new Step(
                        new FilterRef(0, "script"), Optional.empty(), OnError.DEAD_LETTER, ScriptedPlan::apply, false)),
                Limits.DEFAULT);
    }

    private static Verdict apply(Event event) {
        Map<String, Object> fields = event.fields();
        if (fields.get("busy_ms") instanceof Number busy) {
            long end = System.nanoTime() + busy.longValue() * 1_000_000;
            while (System.nanoTime() < end) {
                Thread.onSpinWait();
            }
        }
        if (fields.remove("to") instanceof String to) {
            return new Verdict.Route(to);
        }
        if (fields.containsKey("drop")) {
            return new Verdict.Drop("told");
        }
        return fields.containsKey("once") ? once(event, String.valueOf(fields.get("once"))) : Verdict.PASS;
    }

    private static Verdict once(Event event, String key) {
        if (event.state().get(key, event.input().receivedAt()) != null) {
            return new Verdict.Drop("again");
        }
        event.state().put(key, new byte[] {1}, event.input().receivedAt().plus(WINDOW));
        return Verdict.PASS;
    }
}
