package io.bytefreezer.provenance.replay;

import io.bytefreezer.provenance.replay.plan.Tally;
import java.util.List;

/**
 * What became of a replay.
 *
 * @param id its id
 * @param version version of the transformation
 * @param steps its steps
 * @param problems what could not be replayed, beside steps that failed
 */
public record ReplayReport(String id, int version, List<StepReport> steps, List<String> problems) {

    /** Copies the lists. */
    public ReplayReport {
        steps = List.copyOf(steps);
        problems = List.copyOf(problems);
    }

    /** Whether everything asked for was replayed. */
    public boolean isComplete() {
        return problems.isEmpty()
                && steps.stream().allMatch(step -> step.state() != StepReport.State.FAILED && step.others() == 0);
    }

    /** What became of all records. */
    public Tally total() {
        return steps.stream().map(StepReport::tally).reduce(Tally.NONE, Tally::plus);
    }

    /** One line for a person. */
    public String summary() {
        Tally total = total();
        return "replay %s with version %d: %d steps done, %d skipped, %d failed; %d records -> %d rows (%d before), %d dropped, %d rejected"
                .formatted(
                        id,
                        version,
                        count(StepReport.State.DONE) + count(StepReport.State.JUDGED),
                        count(StepReport.State.SKIPPED),
                        count(StepReport.State.FAILED),
                        total.records(),
                        total.rows(),
                        steps.stream().mapToLong(StepReport::removed).sum(),
                        total.dropped(),
                        total.rejected());
    }

    private long count(StepReport.State state) {
        return steps.stream().filter(step -> step.state() == state).count();
    }
}
