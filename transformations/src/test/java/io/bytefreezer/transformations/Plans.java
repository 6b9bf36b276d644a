package io.bytefreezer.transformations;

import static org.assertj.core.api.Assertions.assertThat;

import io.bytefreezer.transformations.event.Context;
import io.bytefreezer.transformations.event.FilterRef;
import io.bytefreezer.transformations.event.Limits;
import io.bytefreezer.transformations.event.RawInput;
import io.bytefreezer.transformations.filter.FilterFunction;
import io.bytefreezer.transformations.formats.Detection;
import io.bytefreezer.transformations.lookup.ExampleLookups;
import io.bytefreezer.transformations.option.Problem;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What tests of whole plans share: a fixed context, and short ways to run and to look. */
public final class Plans {

    public static final Instant RECEIVED = Instant.parse("2026-10-11T22:14:20Z");
    public static final Context CONTEXT = new Context("demo", "web");

    private static final TransformationCompiler COMPILER = new TransformationCompiler(Limits.DEFAULT);

    private Plans() {}

    public static RawInput input(@Nullable String format, byte[] payload) {
        return new RawInput(new UUID(1, 2), RECEIVED, format, "10.1.2.3:40000", Map.of("k", "v"), payload, 3, 42);
    }

    public static RawInput input(@Nullable String format, String payload) {
        return input(format, payload.getBytes(StandardCharsets.UTF_8));
    }

    public static Plan plan(String document) {
        return plan(document, Limits.DEFAULT);
    }

    public static Plan plan(String document, Limits limits) {
        return switch (TransformationCompiler.compile(document, limits)) {
            case Compilation.Compiled compiled -> compiled.plan();
            case Compilation.Invalid invalid -> throw new AssertionError(invalid.problems());
        };
    }

    /** A plan of filters that are not registered: each of type {@code scripted}, in this order. */
    public static Plan of(FilterFunction... functions) {
        List<Step> steps = new ArrayList<>();
        for (FilterFunction function : functions) {
            FilterRef ref = new FilterRef(steps.size(), "scripted");
            steps.add(new Step(ref, Optional.empty(), OnError.DEAD_LETTER, function, false));
        }
        return new Plan(new Detection(Limits.DEFAULT), steps, Limits.DEFAULT);
    }

    /** A plan that looks up what the filters' examples do. */
    public static Plan planWithLookups(String document) {
        return switch (new TransformationCompiler(Limits.DEFAULT, new ExampleLookups()).compile(document)) {
            case Compilation.Compiled compiled -> compiled.plan();
            case Compilation.Invalid invalid -> throw new AssertionError(invalid.problems());
        };
    }

    public static List<Problem> problems(String document) {
        return switch (COMPILER.compile(document)) {
            case Compilation.Compiled compiled -> List.of();
            case Compilation.Invalid invalid -> invalid.problems();
        };
    }

    /** The body that a JSON event becomes. */
    public static String body(Plan plan, String event) {
        return body(plan.apply(input("json", event), CONTEXT));
    }

    public static String body(Outcome outcome) {
        return new String(emitted(outcome).body(), StandardCharsets.UTF_8);
    }

    public static TransformedEvent emitted(Outcome outcome) {
        assertThat(outcome).isInstanceOf(Outcome.Emit.class);
        return ((Outcome.Emit) outcome).events().getFirst();
    }

    public static Outcome.Reject rejected(Outcome outcome) {
        assertThat(outcome).isInstanceOf(Outcome.Reject.class);
        return (Outcome.Reject) outcome;
    }
}
