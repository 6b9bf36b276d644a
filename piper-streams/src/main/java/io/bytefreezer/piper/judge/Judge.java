package io.bytefreezer.piper.judge;

import io.bytefreezer.piper.plan.DatasetPlan;
import io.bytefreezer.schemas.event.ProcessedEvent;
import io.bytefreezer.schemas.event.RawEvent;
import io.bytefreezer.schemas.name.DatasetRef;
import io.bytefreezer.schemas.wire.EventCodec;
import io.bytefreezer.schemas.wire.UndecodableRecordException;
import io.bytefreezer.transformations.Outcome;
import io.bytefreezer.transformations.TransformedEvent;
import io.bytefreezer.transformations.event.Context;
import io.bytefreezer.transformations.event.FilterRef;
import io.bytefreezer.transformations.event.RawInput;
import java.util.List;
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
    public Verdict judge(DatasetRef dataset, DatasetPlan plan, int partition, long offset, byte @Nullable [] value) {
        if (value == null) {
            return new Verdict.Rejected("decode", null, "EMPTY_RECORD", "the record has no value", plan.version());
        }
        RawEvent raw;
        try {
            raw = codec.decodeRaw(value);
        } catch (UndecodableRecordException e) {
            return new Verdict.Rejected("decode", null, "UNDECODABLE", String.valueOf(e.getMessage()), plan.version());
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
        Context context =
                new Context(dataset.tenant().value(), dataset.dataset().value());
        return switch (plan.plan().apply(input, context)) {
            case Outcome.Emit emit -> new Verdict.Emitted(processed(raw, emit.events(), plan.version(), input));
            case Outcome.Drop drop -> new Verdict.Dropped(drop.filter().toString(), drop.reason());
            case Outcome.Reject reject -> rejected(reject, plan.version());
        };
    }

    private static List<ProcessedEvent> processed(
            RawEvent raw, List<TransformedEvent> events, int version, RawInput origin) {
        return events.stream()
                .map(event -> new ProcessedEvent(
                        raw.eventId(),
                        event.eventTime(),
                        raw.receivedAt(),
                        version,
                        origin.partition(),
                        origin.offset(),
                        event.body()))
                .toList();
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
