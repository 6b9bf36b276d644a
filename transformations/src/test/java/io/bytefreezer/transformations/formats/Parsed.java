package io.bytefreezer.transformations.formats;

import static org.assertj.core.api.Assertions.assertThat;

import io.bytefreezer.transformations.Outcome;
import io.bytefreezer.transformations.Plans;
import io.bytefreezer.transformations.event.ErrorCode;
import io.bytefreezer.transformations.event.Limits;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Short ways to see what a format makes of a payload. */
public final class Parsed {

    private Parsed() {}

    /** The events of a payload, as JSON. */
    public static List<String> events(String format, String payload) {
        Outcome outcome = outcome(format, payload, Limits.DEFAULT);
        assertThat(outcome).as("%s", outcome).isInstanceOf(Outcome.Emit.class);
        return ((Outcome.Emit) outcome)
                .events().stream()
                        .map(event -> new String(event.body(), StandardCharsets.UTF_8))
                        .toList();
    }

    /** The one event of a payload, as JSON. */
    public static String event(String format, String payload) {
        List<String> events = events(format, payload);
        assertThat(events).hasSize(1);
        return events.getFirst();
    }

    /** Why a payload is refused. */
    public static ErrorCode refused(String format, String payload) {
        return refused(format, payload, Limits.DEFAULT);
    }

    /** Why a payload is refused within limits. */
    public static ErrorCode refused(String format, String payload, Limits limits) {
        return Plans.rejected(outcome(format, payload, limits)).code();
    }

    /** What becomes of a payload; the format may have options: {@code influx, "precision": "s"}. */
    private static Outcome outcome(String format, String payload, Limits limits) {
        int options = format.indexOf(',');
        String name = options < 0 ? format : format.substring(0, options);
        String document =
                "{\"parse\": {\"format\": \"%s\"%s}}".formatted(name, options < 0 ? "" : format.substring(options));
        return Plans.plan(document, limits).apply(Plans.input(null, payload), Plans.CONTEXT);
    }
}
