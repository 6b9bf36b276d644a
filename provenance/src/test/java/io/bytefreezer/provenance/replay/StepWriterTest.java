package io.bytefreezer.provenance.replay;

import static io.bytefreezer.provenance.audit.check.Samples.DATASET;
import static io.bytefreezer.provenance.audit.check.Samples.id;
import static io.bytefreezer.provenance.audit.check.Samples.record;
import static org.assertj.core.api.Assertions.assertThat;

import io.bytefreezer.lake.shape.RowShaper;
import io.bytefreezer.lake.table.TableLayout;
import io.bytefreezer.piper.judge.EventIds;
import io.bytefreezer.piper.judge.Judge;
import io.bytefreezer.piper.plan.DatasetPlan;
import io.bytefreezer.provenance.origin.OffsetRange;
import io.bytefreezer.provenance.replay.plan.Tally;
import io.bytefreezer.schemas.wire.EventCodec;
import io.bytefreezer.transformations.ScriptedPlan;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StepWriterTest {

    private final EventCodec codec = EventCodec.withFixedIds();
    private final StepWriter.Rules rules = new StepWriter.Rules(
            DATASET, new DatasetPlan(1, null, ScriptedPlan.plan()), new Judge(codec), codec, Set.of());

    @TempDir
    private Path directory;

    @Test
    void writesARowForEachEventAndReplacesTheRowsOfAll() throws IOException {
        RowShaper shaper = new RowShaper(List.of(), TableLayout.DEFAULT_COLUMNS_MAX);
        StepContents contents;
        try (StepWriter writer = StepWriter.create(directory, rules, 0, shaper)) {
            writer.add(record(3, "{\"n\":1}\n{\"n\":2}\n{\"n\":3}"));
            writer.add(record(4, "{\"n\":4}\n{\"drop\":1}\n{\"to\":\"elsewhere\"}"));
            writer.add(record(5, "{\"once\":1}\n{\"once\":1}"));
            contents = writer.seal(new OffsetRange(3, 6));
        }

        assertThat(contents.tally()).isEqualTo(new Tally(3, 3, 5, 0, 0, 1));
        assertThat(contents.letters()).isEmpty();
        String family = new EventIds(id(3)).family().toString().substring(0, 30);
        assertThat(Files.readAllLines(contents.origins().path()))
                .startsWith("3," + id(3), "3," + family)
                .hasSize(6);
    }
}
