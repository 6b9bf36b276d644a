package io.bytefreezer.provenance.replay;

import io.bytefreezer.lake.shape.RowShaper;
import io.bytefreezer.lake.shape.ShapedRow;
import io.bytefreezer.lake.shape.SystemValues;
import io.bytefreezer.lake.write.OriginSpool;
import io.bytefreezer.piper.judge.Basis;
import io.bytefreezer.piper.judge.EventIds;
import io.bytefreezer.piper.judge.Judge;
import io.bytefreezer.piper.judge.Verdict;
import io.bytefreezer.piper.plan.DatasetPlan;
import io.bytefreezer.provenance.origin.OffsetRange;
import io.bytefreezer.provenance.origin.RawRecord;
import io.bytefreezer.provenance.replay.plan.StepLimits;
import io.bytefreezer.provenance.replay.plan.Tally;
import io.bytefreezer.schemas.event.ProcessedEvent;
import io.bytefreezer.schemas.name.DatasetRef;
import io.bytefreezer.schemas.wire.EventCodec;
import io.bytefreezer.schemas.wire.UndecodableRecordException;
import io.bytefreezer.transformations.state.KeyedState;
import io.bytefreezer.transformations.state.MemoryState;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Judges the records of one step and spools what becomes of them. Filters that remember start with an empty memory, so that a
 * step that is done again gives the same. Belongs to one thread.
 */
final class StepWriter implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(StepWriter.class);

    private final Rules rules;
    private final int partition;
    private final RowShaper shaper;
    private final HourFiles rows;
    private final OriginSpool origins;
    private final List<Letter> letters = new ArrayList<>();
    private final KeyedState state = new MemoryState();
    private Tally tally = Tally.NONE;
    private long bytes;
    private long letterBytes;
    private long last = -1;

    private StepWriter(Rules rules, int partition, RowShaper shaper, HourFiles rows, OriginSpool origins) {
        this.rules = rules;
        this.partition = partition;
        this.shaper = shaper;
        this.rows = rows;
        this.origins = origins;
    }

    /**
     * By what records are judged.
     *
     * @param dataset the dataset
     * @param plan the version of its transformation
     * @param judge judges
     * @param codec reads events
     * @param erased ids of events that were erased: they get no row
     */
    record Rules(DatasetRef dataset, DatasetPlan plan, Judge judge, EventCodec codec, Set<UUID> erased) {

        /** Copies the set. */
        Rules {
            erased = Set.copyOf(erased);
        }
    }

    /** An empty step; its files are below the directory, which the caller removes. */
    static StepWriter create(Path directory, Rules rules, int partition, RowShaper shaper) throws IOException {
        return new StepWriter(
                rules,
                partition,
                shaper,
                new HourFiles(directory),
                OriginSpool.create(directory.resolve("origins.csv")));
    }

    /** Judges one more record. */
    void add(RawRecord record) throws IOException {
        byte @Nullable [] value = record.value();
        bytes += value == null ? 0 : value.length;
        last = record.offset();
        Optional<UUID> event = eventId(value);
        if (event.isPresent()) {
            origins.add(record.offset(), event.get());
            origins.add(record.offset(), new EventIds(event.get()).family());
        }
        Basis basis = new Basis(rules.dataset(), rules.plan(), state);
        switch (rules.judge().judge(basis, partition, record.offset(), value)) {
            case Verdict.Emitted emitted -> {
                emit(record, emitted.events());
                tally = tally.route(emitted.routed().size());
            }
            case Verdict.Dropped dropped -> tally = tally.drop();
            case Verdict.Rejected rejected -> reject(record, rejected);
        }
    }

    boolean isFull(StepLimits limits) {
        return limits.reached(tally, bytes, rows.hours(), letterBytes);
    }

    Tally tally() {
        return tally;
    }

    /** Offset of its last record, or -1. */
    long last() {
        return last;
    }

    /** Ends the step. */
    StepContents seal(OffsetRange bounds) throws IOException {
        return new StepContents(
                origins.seal(partition, bounds.from(), bounds.until()),
                rows.seal(shaper.columns()),
                shaper.columns(),
                letters,
                tally);
    }

    @Override
    public void close() {
        try {
            rows.close();
            origins.close();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot end the files of a step", e);
        }
    }

    private void emit(RawRecord record, List<ProcessedEvent> events) throws IOException {
        List<ProcessedEvent> kept = events.stream()
                .filter(event -> !rules.erased().contains(event.eventId()))
                .toList();
        if (kept.isEmpty() && !events.isEmpty()) {
            tally = tally.drop();
            return;
        }
        int made = 0;
        for (ProcessedEvent event : kept) {
            ShapedRow row;
            try {
                row = shaper.shape(system(event), event.body());
            } catch (RuntimeException e) {
                // Shaping is a pure function of the event: trying again would fail again.
                String detail = "no row can be made of it: " + e;
                addLetter(
                        record,
                        new Verdict.Rejected(
                                "pack",
                                null,
                                "UNDECODABLE",
                                detail,
                                rules.plan().version()));
                continue;
            }
            rows.append(row);
            made++;
        }
        tally = made == 0 && !kept.isEmpty() ? tally.reject() : tally.emit(made);
    }

    private void reject(RawRecord record, Verdict.Rejected rejected) {
        addLetter(record, rejected);
        tally = tally.reject();
    }

    private void addLetter(RawRecord record, Verdict.Rejected why) {
        Letter letter = new Letter(partition, record, why);
        letters.add(letter);
        letterBytes += letter.bytes();
    }

    private static SystemValues system(ProcessedEvent event) {
        return new SystemValues(
                event.eventTime(),
                event.receivedAt(),
                event.eventId().toString(),
                event.rawPartition(),
                event.rawOffset());
    }

    /** Its event's id; a record that is no event never had a row. */
    private Optional<UUID> eventId(byte @Nullable [] value) {
        if (value == null) {
            return Optional.empty();
        }
        try {
            return Optional.of(rules.codec().decodeRaw(value).eventId());
        } catch (UndecodableRecordException e) {
            LOG.debug("a raw record of partition {} is no event", partition, e);
            return Optional.empty();
        }
    }
}
