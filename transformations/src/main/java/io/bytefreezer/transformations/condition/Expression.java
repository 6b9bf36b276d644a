package io.bytefreezer.transformations.condition;

import dev.cel.runtime.CelEvaluationException;
import dev.cel.runtime.Program;
import io.bytefreezer.transformations.event.Event;
import io.bytefreezer.transformations.event.EventException;
import io.bytefreezer.transformations.event.ExactNumber;
import java.util.IdentityHashMap;
import org.jspecify.annotations.Nullable;

/** An expression that gives a value, compiled. */
public final class Expression {

    private final Program program;
    private final int weightMax;

    Expression(Program program, int weightMax) {
        this.program = program;
        this.weightMax = weightMax;
    }

    /**
     * Its value for an event, as events hold it, sharing nothing that can change. A number of the event that only passes through
     * keeps its digits, though CEL itself counts in doubles.
     */
    public @Nullable Object value(Event event) throws EventException {
        IdentityHashMap<Object, ExactNumber> origins = new IdentityHashMap<>();
        CelValues values = new CelValues(number -> {
            Double rounded = number.doubleValue();
            origins.put(rounded, number);
            return rounded;
        });
        try {
            return new CelResult(origins, weightMax).of(program.eval(new EventVariables(event, values)));
        } catch (CelEvaluationException e) {
            throw CelMatches.error("the expression cannot be evaluated: ", e);
        }
    }
}
