package io.bytefreezer.transformations.condition;

import dev.cel.common.types.SimpleType;
import io.bytefreezer.transformations.event.Limits;
import io.bytefreezer.transformations.option.Site;
import java.util.Optional;

/**
 * Compiles conditions over {@code event} (a map), {@code tenant}, {@code dataset}, {@code source}, {@code format} (texts, empty
 * when unknown), {@code attributes} (a map of texts) and {@code received_at} (a timestamp).
 */
public final class ConditionCompiler {

    private static final CelEnvironment.Use USE = new CelEnvironment.Use(
            "condition",
            "a condition must be true or false",
            type -> type.equals(SimpleType.BOOL) || type.equals(SimpleType.DYN));

    private final CelEnvironment environment;

    /** A compiler of conditions that stop at these limits. */
    public ConditionCompiler(Limits limits) {
        environment = new CelEnvironment(limits);
    }

    /** The condition that an expression says; nothing after what is wrong with it was reported. */
    public Optional<Condition> compile(String expression, Site site) {
        return environment.compile(expression, USE, site).map(CelCondition::new);
    }
}
