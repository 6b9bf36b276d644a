package io.bytefreezer.provenance.rules;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.bytefreezer.piper.plan.DatasetPlan;
import io.bytefreezer.transformations.Compilation;
import io.bytefreezer.transformations.TransformationCompiler;
import io.bytefreezer.transformations.event.Limits;

/** Transformations for tests. */
public final class Rules {

    private Rules() {}

    /** A version that drops every record. */
    public static DatasetPlan dropsAll(int version) {
        return plan(version, "{\"filters\": [{\"type\": \"drop\", \"config\": {\"always_drop\": true}}]}");
    }

    /** A version that changes nothing. */
    public static DatasetPlan keepsAll(int version) {
        return plan(version, "{\"filters\": []}");
    }

    private static DatasetPlan plan(int version, String document) {
        return switch (TransformationCompiler.compile(document, Limits.DEFAULT)) {
            case Compilation.Compiled compiled ->
                new DatasetPlan(version, JsonNodeFactory.instance.objectNode(), compiled.plan());
            case Compilation.Invalid invalid -> throw new AssertionError(invalid.problems());
        };
    }
}
