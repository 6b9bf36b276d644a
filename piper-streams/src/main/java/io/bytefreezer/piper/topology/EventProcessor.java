package io.bytefreezer.piper.topology;

import io.bytefreezer.piper.judge.Basis;
import io.bytefreezer.piper.judge.Judge;
import io.bytefreezer.piper.judge.Verdict;
import io.bytefreezer.piper.plan.DatasetPlan;
import io.bytefreezer.piper.size.Origin;
import io.bytefreezer.piper.state.PartitionState;
import io.bytefreezer.piper.state.Remembered;
import io.bytefreezer.runtime.kafka.DeadLetterCut;
import io.bytefreezer.schemas.event.DeadLetterHeaders;
import io.bytefreezer.schemas.event.ProcessedEvent;
import io.bytefreezer.schemas.name.DatasetRef;
import io.bytefreezer.schemas.name.Topics;
import io.bytefreezer.transformations.StepWatcher;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Turns raw records into processed events, raw events of other datasets, or dead letters: all of what becomes of a record, or
 * its dead letter. What it forwards has as its key where it goes.
 */
final class EventProcessor implements Processor<byte[], byte[], Address, byte[]> {

    private static final Logger LOG = LoggerFactory.getLogger(EventProcessor.class);
    private static final Duration PURGE_EVERY = Duration.ofSeconds(30);
    private static final Headers NO_HEADERS = new RecordHeaders();

    private final PiperTopology.Parts parts;
    private final Judge judge;
    private final Map<String, DatasetRef> datasets = new HashMap<>();
    private final Map<String, PartitionState> states = new HashMap<>();
    private long loading;
    private @Nullable ProcessorContext<Address, byte[]> context;

    EventProcessor(PiperTopology.Parts parts) {
        this.parts = parts;
        this.judge = new Judge(parts.codec());
    }

    @Override
    public void init(ProcessorContext<Address, byte[]> context) {
        this.context = context;
        // Streams begins anew with the same object after a transaction was undone: so does what filters remember.
        states.clear();
        var unused = context.schedule(
                PURGE_EVERY,
                PunctuationType.WALL_CLOCK_TIME,
                now -> states.values().forEach(PartitionState::purge));
    }

    @Override
    public void process(Record<byte[], byte[]> record) {
        RecordMetadata origin = context().recordMetadata().orElseThrow();
        DatasetRef dataset = datasets.computeIfAbsent(origin.topic(), this::dataset);
        DatasetPlan plan = parts.plans().apply(dataset);
        if (plan == null) {
            // The dataset left the snapshot between the gate and here. The task starts again at this record, and then
            // the
            // gate holds it back.
            throw new PlanMissingException(dataset);
        }
        Read read = new Read(dataset, plan.version(), origin, record);
        switch (judge(read, plan)) {
            case Verdict.Emitted emitted -> emit(emitted, read);
            case Verdict.Dropped dropped -> parts.counts().dropped(dataset, dropped);
            case Verdict.Rejected rejected -> reject(rejected, read);
        }
    }

    /** Judges, and accounts for the time that takes; waiting for what filters remember is not the rules' fault. */
    private Verdict judge(Read read, DatasetPlan plan) {
        byte[] value = read.record().value();
        loading = 0;
        long begun = parts.nanoTime().getAsLong();
        Basis basis = new Basis(read.dataset(), plan, state(read));
        SlowestFilter slowest = parts.share().isSlow(read.dataset()) ? new SlowestFilter(parts.nanoTime()) : null;
        Verdict verdict = judge.judge(
                basis,
                read.origin().partition(),
                read.origin().offset(),
                value,
                slowest == null ? StepWatcher.NONE : slowest);
        long now = parts.nanoTime().getAsLong();
        long taken = now - begun - loading;
        if (slowest != null) {
            slowest.of(taken).ifPresent(filter -> blame(read.dataset(), filter, taken));
        }
        if (parts.share().spent(read.dataset(), taken, value == null ? 0 : value.length, now)) {
            TooSlowException slow = new TooSlowException(read.dataset());
            LOG.warn("{}", slow.getMessage());
            throw slow;
        }
        return verdict;
    }

    private void blame(DatasetRef dataset, String filter, long nanos) {
        parts.share().blame(dataset, filter);
        parts.counts().slow(dataset, filter, nanos);
    }

    /** A record that was read. */
    private record Read(DatasetRef dataset, int version, RecordMetadata origin, Record<byte[], byte[]> record) {

        Origin place() {
            return new Origin(origin.topic(), origin.partition(), origin.offset());
        }
    }

    /** A record that is to be written. */
    @SuppressWarnings("ArrayRecordComponent") // never leaves this class
    private record Out(String topic, byte[] value) {}

    private void emit(Verdict.Emitted emitted, Read read) {
        List<Out> outs =
                new ArrayList<>(emitted.events().size() + emitted.routed().size());
        for (Verdict.Routed routed : emitted.routed()) {
            if (parts.plans().apply(routed.target()) == null) {
                reject(Judge.unknown(routed.target().dataset().value(), read.version()), read);
                return;
            }
            String topic = parts.topics().raw(routed.target());
            outs.add(new Out(topic, parts.codec().encode(topic, routed.event())));
        }
        String topic = parts.topics().processed(read.dataset());
        for (ProcessedEvent event : emitted.events()) {
            outs.add(new Out(topic, parts.codec().encode(topic, event)));
        }
        Optional<String> tooLarge = outs.stream()
                .flatMap(out -> tooLarge(out, read.place()).stream())
                .findFirst();
        if (tooLarge.isPresent()) {
            reject(new Verdict.Rejected("filter", null, "TOO_LARGE", tooLarge.get(), read.version()), read);
            return;
        }
        outs.forEach(out -> forward(read, out.topic(), out.value(), new RecordHeaders()));
        parts.counts().emitted(read.dataset(), emitted);
    }

    private Optional<String> tooLarge(Out out, Origin origin) {
        return parts.refusals().isEventRefused(origin)
                ? Optional.of("the brokers refused an event made of it as too large for " + out.topic())
                : parts.sizes().eventTooLarge(out.topic(), out.value(), NO_HEADERS);
    }

    private void reject(Verdict.Rejected rejected, Read read) {
        RecordMetadata origin = read.origin();
        Headers headers = new RecordHeaders();
        add(headers, DeadLetterHeaders.STAGE, rejected.stage());
        if (rejected.filter() != null) {
            add(headers, DeadLetterHeaders.FILTER, rejected.filter());
        }
        add(headers, DeadLetterHeaders.ERROR, rejected.code());
        add(headers, DeadLetterHeaders.MESSAGE, rejected.detail());
        add(headers, DeadLetterHeaders.ORIGIN_TOPIC, origin.topic());
        add(headers, DeadLetterHeaders.ORIGIN_PARTITION, Integer.toString(origin.partition()));
        add(headers, DeadLetterHeaders.ORIGIN_OFFSET, Long.toString(origin.offset()));
        add(headers, DeadLetterHeaders.TRANSFORMATION_VERSION, Integer.toString(rejected.version()));
        String topic = parts.topics().deadLetter(read.dataset());
        forward(read, topic, cut(topic, read, headers), headers);
        parts.counts().rejected(read.dataset(), rejected.stage(), rejected.code());
    }

    /** As much of the value as the dead-letter topic takes. */
    private byte @Nullable [] cut(String topic, Read read, Headers headers) {
        byte[] value = read.record().value();
        DeadLetterCut cut = parts.refusals().cut(read.place());
        byte[] left = cut.of(value, headers);
        while (cut != DeadLetterCut.ALL
                && parts.sizes().tooLarge(topic, left, headers).isPresent()) {
            cut = cut.stronger();
            left = cut.of(value, headers);
        }
        return left;
    }

    /** Never with the time a device claims: brokers refuse batches dated ahead. */
    private void forward(Read read, String topic, byte @Nullable [] value, Headers headers) {
        Address address = new Address(topic, read.origin().partition());
        context().forward(new Record<>(address, value, read.record().timestamp(), headers));
    }

    private PartitionState state(Read read) {
        return states.computeIfAbsent(read.origin().topic(), topic -> {
            DatasetRef dataset = read.dataset();
            int partition = read.origin().partition();
            return new PartitionState(
                    () -> load(dataset, partition),
                    (key, value) -> remember(new Address(parts.states().topic(dataset), partition, key), value),
                    PartitionState.Limits.DEFAULT);
        });
    }

    private SequencedMap<String, Remembered> load(DatasetRef dataset, int partition) {
        long begun = parts.nanoTime().getAsLong();
        SequencedMap<String, Remembered> loaded = parts.states().load(dataset, partition);
        loading += parts.nanoTime().getAsLong() - begun;
        return loaded;
    }

    private void remember(Address address, byte @Nullable [] value) {
        context().forward(new Record<>(address, value, context().currentSystemTimeMs(), new RecordHeaders()));
    }

    private ProcessorContext<Address, byte[]> context() {
        if (context == null) {
            throw new IllegalStateException("Streams calls init before process");
        }
        return context;
    }

    private DatasetRef dataset(String topic) {
        return parts.topics()
                .parse(topic)
                .map(Topics.Parsed::dataset)
                .orElseThrow(() -> new IllegalStateException("subscribed to '" + topic + "', which is no raw topic"));
    }

    private static void add(Headers headers, String name, String value) {
        headers.add(name, value.getBytes(StandardCharsets.UTF_8));
    }
}
