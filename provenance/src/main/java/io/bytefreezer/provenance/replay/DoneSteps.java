package io.bytefreezer.provenance.replay;

import io.bytefreezer.lake.table.MarkedSnapshots;
import io.bytefreezer.provenance.origin.OffsetRange;
import io.bytefreezer.provenance.replay.plan.Offsets;
import io.bytefreezer.provenance.replay.plan.StepMark;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.iceberg.Table;

/** The steps of a replay that a table's history shows. Stateless. */
final class DoneSteps {

    private DoneSteps() {}

    /** The offsets of a partition that steps of this replay did, as far as they did all that is wanted of them. */
    static Offsets of(Table table, String replay, int partition, Offsets wanted) {
        table.refresh();
        List<OffsetRange> done = MarkedSnapshots.all(table, Map.of(StepMark.REPLAY, replay)).stream()
                .map(snapshot -> StepMark.parse(snapshot.summary().getOrDefault(StepMark.STEP, "")))
                .flatMap(Optional::stream)
                .filter(step -> step.covers(partition, wanted))
                .map(StepMark::bounds)
                .toList();
        return Offsets.of(done);
    }
}
