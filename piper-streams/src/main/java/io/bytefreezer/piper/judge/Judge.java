package io.bytefreezer.piper.judge;

import io.bytefreezer.schemas.event.ProcessedEvent;
import io.bytefreezer.schemas.event.RawEvent;
import io.bytefreezer.schemas.name.DatasetRef;
import io.bytefreezer.schemas.name.ResourceId;
import io.bytefreezer.schemas.wire.EventCodec;
import io.bytefreezer.schemas.wire.UndecodableRecordException;
import io.bytefreezer.transformations.Outcome;
import io.bytefreezer.transformations.StepWatcher;
import io.bytefreezer.transformations.TransformedEvent;
import io.bytefreezer.transformations.event.Context;
import io.bytefreezer.transformations.event.ErrorCode;
import io.bytefreezer.transformations.event.FilterRef;
import io.bytefreezer.transformations.event.RawInput;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Decides what becomes of a raw record: a pure function of the record and its dataset's plan. Whoever has to know later what
 * became of a record, or what would, asks here too. Safe for use by many threads.
 */
public final class Judge {

    private final EventCodec codec;

    /** A judge that reads raw events with this codec. */
    public Judge(EventCodec codec) {
        this.codec = codec;
    }

    /** What becomes of the record at this place; null stands for a record without a value. */
    public Verdict judge(Basis basis, int partition, long offset, byte @Nullable [] value) {
        return judge(basis, partition, offset, value, StepWatcher.NONE);
    }

    /** What becomes of the record at this place, under the eyes of a watcher. */
    public Verdict judge(Basis basis, int partition, long offset, byte @Nullable [] value, StepWatcher watcher) {
        int version = basis.plan().version();
        if (value == null) {
            return new Verdict.Rejected("decode", null, "EMPTY_RECORD", "the record has no value", version);
        }
        RawEvent raw;
        try {
            raw = codec.decodeRaw(value);
        } catch (UndecodableRecordException e) {
            return new Verdict.Rejected("decode", null, "UNDECODABLE", String.valueOf(e.getMessage()), version);
        }
        RawInput input = new RawInput(
                raw.eventId(),
                raw.receivedAt(),
                raw.format(),
                raw.sourceAddress(),
                raw.attributes(),
                raw.payload(),
                partition,
                offset);
        DatasetRef dataset = basis.dataset();
        Context context =
                new Context(dataset.tenant().value(), dataset.dataset().value());
        return switch (basis.plan().plan().apply(input, context, basis.state(), watcher)) {
            case Outcome.Emit emit -> emitted(basis, raw, emit, input);
            case Outcome.Drop drop -> dropped(drop);
            case Outcome.Reject reject -> rejected(reject, version);
        };
    }

    private static Verdict emitted(Basis basis, RawEvent raw, Outcome.Emit emit, RawInput origin) {
        int version = basis.plan().version();
        List<ProcessedEvent> events = new ArrayList<>(emit.events().size());
        List<Verdict.Routed> routed = new ArrayList<>(0);
        EventIds ids = new EventIds(raw.eventId());
        for (TransformedEvent event : emit.events()) {
            UUID id = ids.of(events.size() + routed.size());
            if (event.route() == null) {
                events.add(new ProcessedEvent(
                        id,
                        event.eventTime(),
                        raw.receivedAt(),
                        version,
                        origin.partition(),
                        origin.offset(),
                        event.body()));
            } else if (Routes.isWorn(raw)) {
                return tooFar(event.route(), version);
            } else if (!ResourceId.isValid(event.route())) {
                return unknown(event.route(), version);
            } else {
                routed.add(routed(basis.dataset(), raw, event, id, origin));
            }
        }
        return new Verdict.Emitted(
                events, routed, emit.drops().stream().map(Judge::dropped).toList());
    }

    private static Verdict.Routed routed(
            DatasetRef dataset, RawEvent raw, TransformedEvent event, UUID id, RawInput origin) {
        Routes.From from = new Routes.From(dataset.dataset().value(), origin.partition(), origin.offset());
        DatasetRef target = DatasetRef.of(dataset.tenant().value(), Objects.requireNonNull(event.route()));
        return new Verdict.Routed(target, Routes.next(raw, id, event.body(), from));
    }

    private static Verdict tooFar(String route, int version) {
        String detail = "it came through " + Routes.HOPS_MAX + " datasets and was to go on to '" + route
                + "': do their rules send it in a circle?";
        return new Verdict.Rejected("filter", null, ErrorCode.ROUTE_LOOP.name(), detail, version);
    }

    /** The record is refused because there is no dataset of this id that events could go to. */
    public static Verdict.Rejected unknown(String route, int version) {
        String detail = "it was to go to the dataset '" + route
                + "', which this tenant does not have, or which is not ready: make it, then replay the dead letters";
        return new Verdict.Rejected("filter", null, ErrorCode.UNKNOWN_DATASET.name(), detail, version);
    }

    private static Verdict.Dropped dropped(Outcome.Drop drop) {
        return new Verdict.Dropped(drop.filter().toString(), drop.reason());
    }

    private static Verdict rejected(Outcome.Reject reject, int version) {
        return new Verdict.Rejected(
                reject.stage(),
                reject.filter().map(FilterRef::toString).orElse(null),
                reject.code().name(),
                reject.detail(),
                version);
    }
}
