package io.bytefreezer.transformations.trial;

import io.bytefreezer.transformations.OnError;
import io.bytefreezer.transformations.event.ErrorCode;
import io.bytefreezer.transformations.event.FilterRef;
import io.bytefreezer.transformations.json.RawJson;
import org.jspecify.annotations.Nullable;

/**
 * What one filter did with one event.
 *
 * @param filter which filter
 * @param decision what it decided
 * @param nanos how long it took, with its condition
 * @param before the event before
 * @param after the event after, with what {@code on_error: keep} notes; null when its way ends here or it was split
 */
public record StepReport(
        FilterRef filter,
        Decision decision,
        long nanos,
        RawJson before,
        @Nullable RawJson after) {

    /** What a filter decided. */
    public sealed interface Decision {}

    /** The event goes on. */
    public record Passed() implements Decision {}

    /** The filter's condition does not hold: the event goes on as it is. */
    public record Skipped() implements Decision {}

    /**
     * The event ends here, as intended.
     *
     * @param reason which of the filter's conditions held
     */
    public record Dropped(String reason) implements Decision {}

    /**
     * The filter cannot do its work.
     *
     * @param code why
     * @param detail what was found where
     * @param onError what becomes of the event
     */
    public record Rejected(ErrorCode code, String detail, OnError onError) implements Decision {}

    /**
     * The event becomes others.
     *
     * @param parts how many
     */
    public record Split(int parts) implements Decision {}

    /**
     * The event goes to another dataset.
     *
     * @param dataset its id
     */
    public record Routed(String dataset) implements Decision {}

    /** Whether the filter changed the event. */
    public boolean changed() {
        return after != null && !after.equals(before);
    }
}
