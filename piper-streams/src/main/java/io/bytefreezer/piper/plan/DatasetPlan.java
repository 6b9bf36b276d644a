package io.bytefreezer.piper.plan;

import com.fasterxml.jackson.databind.JsonNode;
import io.bytefreezer.transformations.Plan;
import org.jspecify.annotations.Nullable;

/**
 * The transformation of one dataset, ready to run.
 *
 * @param version version of the transformation, 0 where none is active
 * @param document what it was compiled from, or null where none is active
 * @param plan the compiled transformation
 */
public record DatasetPlan(int version, @Nullable JsonNode document, Plan plan) {

    /** For datasets without an active transformation: events are parsed by their format and passed on. */
    public static final DatasetPlan PASSTHROUGH = new DatasetPlan(0, null, Plan.passthrough());
}
