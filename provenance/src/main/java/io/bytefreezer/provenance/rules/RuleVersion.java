package io.bytefreezer.provenance.rules;

import io.bytefreezer.piper.plan.DatasetPlan;
import java.time.Instant;

/**
 * A version of a dataset's transformation, and when it was in force.
 *
 * @param plan the compiled version
 * @param from when it was activated
 * @param until when another one was, or {@link Instant#MAX} while it runs
 */
public record RuleVersion(DatasetPlan plan, Instant from, Instant until) {

    /** Counts the dataset's activations from 1; 0 where none was active. */
    public int number() {
        return plan.version();
    }
}
