package io.bytefreezer.transformations.condition;

import dev.cel.runtime.CelEvaluationException;
import dev.cel.runtime.Program;
import io.bytefreezer.transformations.event.ErrorCode;
import io.bytefreezer.transformations.event.Event;
import io.bytefreezer.transformations.event.EventException;

/** A condition in CEL. */
final class CelCondition implements Condition {

    private final Program program;

    CelCondition(Program program) {
        this.program = program;
    }

    @Override
    public boolean test(Event event) throws EventException {
        try {
            if (program.eval(new EventVariables(event, CelValues.ROUNDED)) instanceof Boolean holds) {
                return holds;
            }
            throw new EventException(ErrorCode.CEL_ERROR, "'when' is neither true nor false for this event");
        } catch (CelEvaluationException e) {
            throw CelMatches.error("'when' cannot be evaluated: ", e);
        }
    }
}
