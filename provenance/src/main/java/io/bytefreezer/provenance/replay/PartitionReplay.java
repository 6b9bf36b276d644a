package io.bytefreezer.provenance.replay;

import io.bytefreezer.lake.LakeException;
import io.bytefreezer.lake.replace.ReplaceOutcome;
import io.bytefreezer.lake.shape.RowShaper;
import io.bytefreezer.lake.table.SettledColumn;
import io.bytefreezer.lake.table.TableLayout;
import io.bytefreezer.lake.table.TableState;
import io.bytefreezer.provenance.origin.OffsetRange;
import io.bytefreezer.provenance.origin.OriginException;
import io.bytefreezer.provenance.origin.RawRecords;
import io.bytefreezer.provenance.replay.plan.Offsets;
import io.bytefreezer.provenance.replay.plan.StepMark;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.apache.iceberg.DataFile;
import org.apache.iceberg.Table;

/** The steps of one raw partition, one after the other. Belongs to one thread. */
final class PartitionReplay {

    /** So often a step is shaped again because other writers gave its new columns other types. */
    private static final int SHAPES_MAX = 5;

    private final Run run;
    private final int partition;
    private final RawRecords records;
    private final Offsets wanted;

    /**
     * What all partitions of a replay have in common.
     *
     * @param request what was asked for
     * @param id the replay's id
     * @param rules by what records are judged
     * @param selector which records are meant
     * @param table the table
     * @param settled columns that are settled of it
     * @param lake what is done to it
     * @param letters where dead letters go
     * @param directory for what is spooled
     * @param told hears of every step when it has ended
     */
    record Run(
            ReplayRequest request,
            String id,
            StepWriter.Rules rules,
            Selector selector,
            Table table,
            List<SettledColumn> settled,
            TableSide lake,
            ReplayLetters letters,
            Path directory,
            Consumer<StepReport> told) {}

    /**
     * A partition's replay.
     *
     * @param records its raw records
     * @param wanted the offsets the replay is about; what they became has arrived in the lake
     */
    PartitionReplay(Run run, int partition, RawRecords records, Offsets wanted) {
        this.run = run;
        this.partition = partition;
        this.records = records;
        this.wanted = wanted;
    }

    /**
     * Does all steps that were not done before.
     *
     * @throws OriginException when raw records cannot be read, or dead letters not be written
     * @throws LakeException when the lake does not answer
     */
    List<StepReport> steps() {
        List<StepReport> all = new ArrayList<>();
        Offsets done = run.request().again() || run.request().dryRun()
                ? Offsets.NONE
                : DoneSteps.of(run.table(), run.id(), partition, wanted);
        for (OffsetRange range : done.ranges()) {
            tell(all, StepReport.skipped(partition, range));
        }
        Offsets left = wanted.minus(done);
        if (left.isEmpty()) {
            return all;
        }
        if (run.request().selection().isWholeRange()) {
            left.ranges().forEach(range -> steps(new Offsets(List.of(range)), all));
        } else {
            steps(left, all);
        }
        return all;
    }

    private void steps(Offsets part, List<StepReport> all) {
        Offsets rest = part;
        while (!rest.isEmpty()) {
            StepReport step = step(rest);
            if (step.tally().records() > 0 || step.state() == StepReport.State.FAILED) {
                tell(all, step);
            }
            rest = rest.meet(new OffsetRange(step.bounds().until(), Long.MAX_VALUE));
        }
    }

    private void tell(List<StepReport> all, StepReport step) {
        all.add(step);
        run.told().accept(step);
    }

    /** Does the first step of these offsets. */
    private StepReport step(Offsets rest) {
        for (int attempt = 0; attempt < SHAPES_MAX; attempt++) {
            Path directory = directory();
            try {
                Optional<StepReport> report = attempt(rest, directory);
                if (report.isPresent()) {
                    return report.get();
                }
            } catch (IOException e) {
                throw new UncheckedIOException("cannot spool below " + run.directory(), e);
            } finally {
                Directories.delete(directory);
            }
        }
        throw new LakeException(
                LakeException.Kind.EXTERNAL,
                "other writers of %s gave new columns other types %d times"
                        .formatted(run.table().name(), SHAPES_MAX));
    }

    private Optional<StepReport> attempt(Offsets rest, Path directory) throws IOException {
        RowShaper shaper = new RowShaper(
                TableState.read(run.table()).bodyColumns(), run.settled(), TableLayout.DEFAULT_COLUMNS_MAX);
        try (StepWriter writer = StepWriter.create(directory, run.rules(), partition, shaper);
                WantedRecords wantedRecords = new WantedRecords(records, rest, run.selector()::test)) {
            while (!writer.isFull(run.request().limits()) && wantedRecords.hasNext()) {
                writer.add(wantedRecords.next());
            }
            long until =
                    wantedRecords.hasNext() ? writer.last() + 1 : rest.hull().until();
            OffsetRange bounds = new OffsetRange(rest.hull().from(), until);
            StepContents contents = writer.seal(bounds);
            if (run.request().dryRun() || contents.tally().records() == 0) {
                return Optional.of(judged(bounds, contents));
            }
            return exchange(bounds, contents, directory);
        }
    }

    private StepReport judged(OffsetRange bounds, StepContents contents) {
        return new StepReport(
                partition,
                bounds,
                StepReport.State.JUDGED,
                contents.tally(),
                0,
                0,
                contents.newColumns(),
                Optional.empty());
    }

    /** Brings a step into the table; empty when it is to be shaped again. */
    private Optional<StepReport> exchange(OffsetRange bounds, StepContents contents, Path directory) {
        Optional<List<DataFile>> files = run.lake().upload(run.table(), contents, directory);
        if (files.isEmpty()) {
            return Optional.empty();
        }
        try {
            run.letters().send(contents.letters());
        } catch (OriginException e) {
            run.lake().takeBack(files.get());
            throw e;
        }
        StepMark mark = StepMark.of(partition, bounds, wanted);
        ReplaceOutcome outcome = run.lake().exchange(run.table(), contents, files.get(), mark.toSummary(run.id()));
        return Optional.of(
                switch (outcome) {
                    case ReplaceOutcome.Replaced replaced ->
                        new StepReport(
                                partition,
                                bounds,
                                StepReport.State.DONE,
                                contents.tally(),
                                replaced.removed(),
                                run.request().selection().isWholeRange() ? replaced.others() : 0,
                                contents.newColumns(),
                                Optional.empty());
                    case ReplaceOutcome.Failed failed ->
                        StepReport.failed(
                                partition,
                                bounds,
                                contents.tally(),
                                String.valueOf(failed.reason().getMessage()));
                    case ReplaceOutcome.Undecided undecided -> throw undecided.reason();
                });
    }

    private Path directory() {
        try {
            return Files.createTempDirectory(run.directory(), "step-");
        } catch (IOException e) {
            throw new UncheckedIOException("cannot spool below " + run.directory(), e);
        }
    }
}
