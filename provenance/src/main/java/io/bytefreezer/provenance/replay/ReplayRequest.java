package io.bytefreezer.provenance.replay;

import io.bytefreezer.provenance.audit.Bound;
import io.bytefreezer.provenance.replay.plan.StepLimits;
import io.bytefreezer.schemas.name.DatasetRef;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * What to replay, and how.
 *
 * @param dataset the dataset
 * @param selection which raw records
 * @param version version of the transformation, 0 for none; empty for the one in force
 * @param source where raw records are read from
 * @param again whether to do again what a run with the same arguments did
 * @param dryRun whether only to say what would become of the records
 * @param patience how long to wait for records that are on their way to the lake
 * @param limits when a step is complete
 */
public record ReplayRequest(
        DatasetRef dataset,
        Selection selection,
        OptionalInt version,
        Source source,
        boolean again,
        boolean dryRun,
        Duration patience,
        StepLimits limits) {

    /** Where raw records are read from. */
    public enum Source {
        /** Raw objects, and the topic for what has not landed yet or is missing between them. */
        OBJECTS,
        /** The raw topic alone. */
        TOPIC
    }

    /**
     * Which raw records.
     *
     * @param from where to start; empty for the beginning
     * @param to where to end, exclusive; empty for everything
     * @param partition the one raw partition; empty for all
     * @param letters only records that have a dead letter
     */
    public record Selection(
            Optional<Bound> from, Optional<Bound> to, OptionalInt partition, Optional<LetterFilter> letters) {

        /** Everything. */
        public static final Selection ALL =
                new Selection(Optional.empty(), Optional.empty(), OptionalInt.empty(), Optional.empty());

        /** Whether all offsets between the bounds are meant, so that a row there whose record is not found is worth a word. */
        boolean isWholeRange() {
            return letters.isEmpty() && isTimeless();
        }

        /** Whether offsets alone say which records are meant. */
        boolean isTimeless() {
            return !isTime(from) && !isTime(to);
        }

        private static boolean isTime(Optional<Bound> bound) {
            return bound.filter(Bound.AtTime.class::isInstance).isPresent();
        }
    }

    /**
     * Which dead letters.
     *
     * @param error the error code; empty for all
     */
    public record LetterFilter(Optional<String> error) {}
}
