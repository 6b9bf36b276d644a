package io.bytefreezer.piper.topology;

import io.bytefreezer.piper.judge.Judge;
import io.bytefreezer.piper.judge.Verdict;
import io.bytefreezer.piper.plan.DatasetPlan;
import io.bytefreezer.piper.size.Origin;
import io.bytefreezer.runtime.kafka.DeadLetterCut;
import io.bytefreezer.schemas.event.DeadLetterHeaders;
import io.bytefreezer.schemas.event.ProcessedEvent;
import io.bytefreezer.schemas.name.DatasetRef;
import io.bytefreezer.schemas.name.Topics;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;
import org.jspecify.annotations.Nullable;

/**
 * Turns raw records into processed events or dead letters. What it forwards has the raw partition as its key, for
 * {@link PiperTopology} to route by; the key itself is not written.
 */
final class EventProcessor implements Processor<byte[], byte[], Integer, byte[]> {

    private static final Headers NO_HEADERS = new RecordHeaders();

    private final PiperTopology.Parts parts;
    private final Judge judge;
    private final Map<String, DatasetRef> datasets = new HashMap<>();
    private @Nullable ProcessorContext<Integer, byte[]> context;

    EventProcessor(PiperTopology.Parts parts) {
        this.parts = parts;
        this.judge = new Judge(parts.codec());
    }

    @Override
    public void init(ProcessorContext<Integer, byte[]> context) {
        this.context = context;
    }

    @Override
    public void process(Record<byte[], byte[]> record) {
        RecordMetadata origin = context().recordMetadata().orElseThrow();
        DatasetRef dataset = datasets.computeIfAbsent(origin.topic(), this::dataset);
        DatasetPlan plan = parts.plans().apply(dataset);
        if (plan == null) {
            // The dataset left the snapshot between the gate and here. The task starts again at this record, and the
            // gate
            // holds it back then.
            throw new PlanMissingException(dataset);
        }
        switch (judge.judge(dataset, plan, origin.partition(), origin.offset(), record.value())) {
            case Verdict.Emitted emitted -> emit(emitted, plan.version(), dataset, origin, record);
            case Verdict.Dropped dropped -> parts.counts().dropped(dataset, dropped.filter(), dropped.reason());
            case Verdict.Rejected rejected -> reject(rejected, dataset, origin, record);
        }
    }

    private void emit(
            Verdict.Emitted emitted,
            int version,
            DatasetRef dataset,
            RecordMetadata origin,
            Record<byte[], byte[]> record) {
        String topic = parts.topics().processed(dataset);
        List<byte[]> values = new ArrayList<>(emitted.events().size());
        for (ProcessedEvent event : emitted.events()) {
            byte[] value = parts.codec().encode(topic, event);
            Optional<String> tooLarge = tooLarge(topic, value, origin);
            if (tooLarge.isPresent()) {
                reject(
                        new Verdict.Rejected("filter", null, "TOO_LARGE", tooLarge.get(), version),
                        dataset,
                        origin,
                        record);
                return;
            }
            values.add(value);
        }
        for (byte[] value : values) {
            // Never the time a device claims: brokers refuse batches dated ahead.
            forward(origin.partition(), value, record.timestamp(), new RecordHeaders(), PiperTopology.PROCESSED);
        }
        parts.counts().emitted(dataset, values.size());
    }

    private Optional<String> tooLarge(String topic, byte[] value, RecordMetadata origin) {
        return parts.refusals().isEventRefused(origin(origin))
                ? Optional.of("the brokers refused an event made of it as too large for " + topic)
                : parts.sizes().eventTooLarge(topic, value, NO_HEADERS);
    }

    private void reject(
            Verdict.Rejected rejected, DatasetRef dataset, RecordMetadata origin, Record<byte[], byte[]> record) {
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
        byte[] value = cut(dataset, origin, record.value(), headers);
        forward(origin.partition(), value, record.timestamp(), headers, PiperTopology.DEAD_LETTER);
        parts.counts().rejected(dataset, rejected.stage(), rejected.code());
    }

    /** As much of the value as the dead-letter topic takes. */
    private byte @Nullable [] cut(DatasetRef dataset, RecordMetadata origin, byte @Nullable [] value, Headers headers) {
        String topic = parts.topics().deadLetter(dataset);
        DeadLetterCut cut = parts.refusals().cut(origin(origin));
        byte[] left = cut.of(value, headers);
        while (cut != DeadLetterCut.ALL
                && parts.sizes().tooLarge(topic, left, headers).isPresent()) {
            cut = cut.stronger();
            left = cut.of(value, headers);
        }
        return left;
    }

    private static Origin origin(RecordMetadata record) {
        return new Origin(record.topic(), record.partition(), record.offset());
    }

    private void forward(int partition, byte @Nullable [] value, long timestamp, Headers headers, String sink) {
        context().forward(new Record<>(partition, value, timestamp, headers), sink);
    }

    private ProcessorContext<Integer, byte[]> context() {
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
