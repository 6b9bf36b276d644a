package io.bytefreezer.transformations.condition;

import dev.cel.runtime.CelVariableResolver;
import io.bytefreezer.transformations.event.Event;
import java.util.Objects;
import java.util.Optional;

/**
 * What expressions know of an event.
 *
 * @param event the event
 * @param values how its values are seen
 */
record EventVariables(Event event, CelValues values) implements CelVariableResolver {

    @Override
    public Optional<Object> find(String name) {
        return switch (name) {
            case "event" -> Optional.of(values.of(event.fields()));
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
