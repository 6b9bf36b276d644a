package io.bytefreezer.control.state;

import java.time.Instant;

/**
 * A transformation somebody works on.
 *
 * @param document the JSON text as it was sent, right or wrong
 * @param savedAt when it was sent
 */
public record Draft(String document, Instant savedAt) {}
