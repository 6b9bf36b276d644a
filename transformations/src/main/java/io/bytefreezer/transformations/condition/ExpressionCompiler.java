package io.bytefreezer.transformations.condition;

import dev.cel.common.types.CelKind;
import io.bytefreezer.transformations.event.Limits;
import io.bytefreezer.transformations.option.Site;
import java.util.Optional;

/** Compiles expressions that give values; they know what conditions know, and stop at the same limits. */
public final class ExpressionCompiler {

    private static final CelEnvironment.Use USE = new CelEnvironment.Use(
            "expression",
            "a field must be a value",
            type -> type.kind() != CelKind.TYPE && type.kind() != CelKind.ERROR);

    private final CelEnvironment environment;
    private final Limits limits;

    /** A compiler of expressions that stop at these limits. */
    public ExpressionCompiler(Limits limits) {
        this.environment = new CelEnvironment(limits);
        this.limits = limits;
    }

    /** The expression that a text says; nothing after what is wrong with it was reported. */
    public Optional<Expression> compile(String expression, Site site) {
        return environment
                .compile(expression, USE, site)
                .map(program -> new Expression(program, limits.payloadBytes()));
    }
}
