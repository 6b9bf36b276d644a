package io.bytefreezer.transformations.condition;

import dev.cel.runtime.CelEvaluationException;
import dev.cel.runtime.CelVariableResolver;
import dev.cel.runtime.Program;
import io.bytefreezer.transformations.event.ErrorCode;
import io.bytefreezer.transformations.event.Event;
import io.bytefreezer.transformations.event.EventException;
import java.util.Objects;
import java.util.Optional;

/** A condition in CEL. */
final class CelCondition implements Condition {

    private final Program program;

    CelCondition(Program program) {
        this.program = program;
    }

    @Override
    public boolean test(Event event) throws EventException {
        try {
            CelVariableResolver variables = name -> variable(name, event);
            if (program.eval(variables) instanceof Boolean holds) {
                return holds;
            }
            throw new EventException(ErrorCode.CEL_ERROR, "'when' is neither true nor false for this event");
        } catch (CelEvaluationException e) {
            throw new EventException(ErrorCode.CEL_ERROR, "'when' cannot be evaluated: " + e.getMessage());
        }
    }

    private static Optional<Object> variable(String name, Event event) {
        return switch (name) {
            case "event" -> Optional.of(CelValues.of(event.fields()));
            case "tenant" -> Optional.of(event.context().tenant());
            case "dataset" -> Optional.of(event.context().dataset());
            case "source" ->
                Optional.of(Objects.requireNonNullElse(event.input().sourceAddress(), ""));
            case "format" ->
                Optional.of(Objects.requireNonNullElse(event.input().format(), ""));
            case "attributes" -> Optional.of(event.input().attributes());
            case "received_at" -> Optional.of(event.input().receivedAt());
            default -> Optional.empty();
        };
    }
}
