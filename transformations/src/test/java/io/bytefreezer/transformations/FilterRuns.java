package io.bytefreezer.transformations;

import static org.assertj.core.api.Assertions.assertThat;

import io.bytefreezer.transformations.event.ErrorCode;
import io.bytefreezer.transformations.event.Limits;
import io.bytefreezer.transformations.json.JsonWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/** What tests of one filter share: a plan of nothing else, and short ways to look at what it does. */
public final class FilterRuns {

    // Kept, as making one costs more than all of a test.
    private static final TransformationCompiler COMPILER = new TransformationCompiler(Limits.DEFAULT);

    private FilterRuns() {}

    public static String document(String type, String config) {
        return "{\"filters\": [{\"type\": \"%s\", \"config\": %s}]}".formatted(type, config);
    }

    public static Plan plan(String type, String config) {
        return compile(document(type, config));
    }

    /** The event after the filter. */
    public static String body(String type, String config, String event) {
        return Plans.body(plan(type, config), event);
    }

    /** Why the filter rejects the event, which it must leave as it was. */
    public static ErrorCode code(String type, String config, String event) {
        Plan keeping = compile("""
                {"filters": [{"type": "%s", "on_error": "keep", "config": %s},
                             {"type": "remove_field", "config": {"field": "_errors"}}]}""".formatted(type, config));
        assertThat(Plans.body(keeping, event)).isEqualTo(Plans.body(Plan.passthrough(), event));
        return Plans.rejected(plan(type, config).apply(Plans.input("json", event), Plans.CONTEXT))
                .code();
    }

    private static Plan compile(String document) {
        return switch (COMPILER.compile(document)) {
            case Compilation.Compiled compiled -> compiled.plan();
            case Compilation.Invalid invalid -> throw new AssertionError(invalid.problems());
        };
    }

    /** What is wrong with the filter. */
    public static String problems(String type, String config) {
        return Plans.problems(document(type, config)).toString();
    }

    /** The events that an event becomes. */
    public static List<String> bodies(Plan plan, String event) {
        Outcome outcome = plan.apply(Plans.input("json", event), Plans.CONTEXT);
        assertThat(outcome).isInstanceOf(Outcome.Emit.class);
        return ((Outcome.Emit) outcome)
                .events().stream()
                        .map(made -> new String(made.body(), StandardCharsets.UTF_8))
                        .toList();
    }

    /** An event of one text. */
    public static String message(String text) {
        return JsonWriter.text(Map.of("message", text));
    }
}
