package io.bytefreezer.runtime.control;

import io.bytefreezer.runtime.health.Health;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How contact with the control plane stands.
 *
 * @param connected whether its last answer was good
 * @param problem a sentence for an operator, or null when connected
 * @param lastContact when its last good answer came, or null when there never was one
 */
public record ControlStatus(
        boolean connected,
        @Nullable String problem,
        @Nullable Instant lastContact) {

    /** As part of a service's health: the service works from its last snapshot, so at worst degraded. */
    public Health health() {
        return problem == null ? Health.up() : Health.degraded(problem);
    }
}
