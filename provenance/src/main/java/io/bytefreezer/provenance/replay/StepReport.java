package io.bytefreezer.provenance.replay;

import io.bytefreezer.provenance.origin.OffsetRange;
import io.bytefreezer.provenance.replay.plan.Tally;
import java.util.List;
import java.util.Optional;

/**
 * What became of one step.
 *
 * @param partition raw partition
 * @param bounds its offsets
 * @param state how it ended
 * @param tally what became of its records
 * @param removed rows that went
 * @param others rows between its offsets that stayed, because their raw records were not found
 * @param columns columns that its rows need and the table does not have
 * @param problem what went wrong, for a person
 */
public record StepReport(
        int partition,
        OffsetRange bounds,
        State state,
        Tally tally,
        long removed,
        long others,
        List<String> columns,
        Optional<String> problem) {

    /** How a step ended. */
    public enum State {
        /** Its rows were exchanged. */
        DONE,
        /** A run with the same arguments did it before. */
        SKIPPED,
        /** Judged only. */
        JUDGED,
        /** Nothing was changed, or nobody knows. */
        FAILED
    }

    /** Copies the list. */
    public StepReport {
        columns = List.copyOf(columns);
    }

    static StepReport skipped(int partition, OffsetRange bounds) {
        return new StepReport(partition, bounds, State.SKIPPED, Tally.NONE, 0, 0, List.of(), Optional.empty());
    }

    static StepReport failed(int partition, OffsetRange bounds, Tally tally, String problem) {
        return new StepReport(partition, bounds, State.FAILED, tally, 0, 0, List.of(), Optional.of(problem));
    }

    /** One line for a person. */
    public String line() {
        String where = "partition " + partition + ", offsets " + bounds + ": ";
        String records = "%d records -> %d rows, %d dropped, %d rejected"
                        .formatted(tally.records(), tally.rows(), tally.dropped(), tally.rejected())
                + routedText();
        return where
                + switch (state) {
                    case SKIPPED -> "replayed before, skipped";
                    case FAILED -> "failed: " + problem.orElse("");
                    case JUDGED -> "would be " + records + columnsText();
                    case DONE -> records + "; " + removed + " rows before" + columnsText() + othersText();
                };
    }

    private String routedText() {
        return tally.routed() == 0
                ? ""
                : ", " + tally.routed() + " routed to other datasets, where a replay writes nothing";
    }

    private String columnsText() {
        return columns.isEmpty() ? "" : "; new columns " + String.join(", ", columns);
    }

    private String othersText() {
        return others == 0 ? "" : "; " + others + " rows stay as they were, their raw records were not found";
    }
}
