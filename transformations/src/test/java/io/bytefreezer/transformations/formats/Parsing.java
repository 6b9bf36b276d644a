package io.bytefreezer.transformations.formats;

import static org.assertj.core.api.Assertions.assertThat;

import io.bytefreezer.transformations.Outcome;
import io.bytefreezer.transformations.Plan;
import io.bytefreezer.transformations.Plans;
import io.bytefreezer.transformations.option.Problem;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** A format as a document configures it, and short ways to look at what it makes of payloads. */
public final class Parsing {

    private final Plan plan;

    private Parsing(Plan plan) {
        this.plan = plan;
    }

    /** By the value of {@code parse} in a document, in JSON. */
    public static Parsing by(String parse) {
        return new Parsing(Plans.plan("{\"parse\": " + parse + "}"));
    }

    /** What is wrong with such a value. */
    public static List<String> problems(String parse) {
        return Plans.problems("{\"parse\": " + parse + "}").stream()
                .map(Problem::toString)
                .toList();
    }

    public Outcome outcome(byte[] payload) {
        return plan.apply(Plans.input(null, payload), Plans.CONTEXT);
    }

    /** The events as JSON; none when the payload says nothing. */
    public List<String> events(byte[] payload) {
        Outcome outcome = outcome(payload);
        if (outcome instanceof Outcome.Drop drop) {
            assertThat(drop.reason()).isEqualTo("empty");
            return List.of();
        }
        assertThat(outcome).isInstanceOf(Outcome.Emit.class);
        return ((Outcome.Emit) outcome)
                .events().stream()
                        .map(event -> new String(event.body(), StandardCharsets.UTF_8))
                        .toList();
    }

    public List<String> events(String payload) {
        return events(payload.getBytes(StandardCharsets.UTF_8));
    }

    /** The one event as JSON. */
    public String event(String payload) {
        assertThat(events(payload)).hasSize(1);
        return events(payload).getFirst();
    }

    /** Code and detail of the rejection. */
    public String rejection(String payload) {
        Outcome.Reject reject = Plans.rejected(outcome(payload.getBytes(StandardCharsets.UTF_8)));
        return reject.code() + " " + reject.detail();
    }
}
