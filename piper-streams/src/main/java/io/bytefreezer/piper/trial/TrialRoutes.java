package io.bytefreezer.piper.trial;

import io.bytefreezer.piper.plan.DatasetPlan;
import io.bytefreezer.runtime.control.KeyCheck;
import io.bytefreezer.runtime.control.SnapshotSource;
import io.bytefreezer.runtime.http.BearerKey;
import io.bytefreezer.runtime.http.ErrorBody;
import io.bytefreezer.runtime.http.HttpErrors;
import io.bytefreezer.schemas.event.RawEvent;
import io.bytefreezer.schemas.name.DatasetRef;
import io.bytefreezer.schemas.name.Topics;
import io.bytefreezer.schemas.snapshot.Snapshot;
import io.bytefreezer.schemas.wire.EventCodec;
import io.bytefreezer.schemas.wire.UndecodableRecordException;
import io.bytefreezer.transformations.Compilation;
import io.bytefreezer.transformations.Plan;
import io.bytefreezer.transformations.event.Context;
import io.bytefreezer.transformations.event.RawInput;
import io.bytefreezer.transformations.trial.Trial;
import io.helidon.http.HeaderValues;
import io.helidon.http.Status;
import io.helidon.webserver.http.HttpRouting;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.function.Function;
import java.util.function.LongSupplier;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** {@code POST …/transformations/test}: tries a transformation on records that are in Kafka now. Safe for use by many threads. */
public final class TrialRoutes {

    private static final Logger LOG = LoggerFactory.getLogger(TrialRoutes.class);

    /** Trials take memory and time that the stream needs. */
    private static final int TRIALS_MAX = 2;

    private static final String SERVICE_KEY = "service";

    private final Parts parts;
    private final LiveRecords records;
    private final Semaphore room = new Semaphore(TRIALS_MAX);

    /**
     * What trials work with.
     *
     * @param topics the topics' names
     * @param codec reads raw events
     * @param snapshots who may try, and what datasets there are
     * @param plans the plan in force for a dataset, or null when it has to wait
     * @param compiler compiles documents, with the piper's lookups
     * @param nanoClock counts nanoseconds from any time on
     */
    public record Parts(
            Topics topics,
            EventCodec codec,
            SnapshotSource snapshots,
            Function<DatasetRef, @Nullable DatasetPlan> plans,
            Function<String, Compilation> compiler,
            LongSupplier nanoClock) {}

    /** Routes that read with these properties of a consumer of bytes. */
    public TrialRoutes(Parts parts, Map<String, Object> consumer) {
        this.parts = parts;
        this.records = new LiveRecords(consumer);
    }

    /** Adds the route. */
    public void register(HttpRouting.Builder routing) {
        routing.post("/api/v1/tenants/{tenant}/datasets/{dataset}/transformations/test", this::handle);
    }

    private void handle(ServerRequest request, ServerResponse response) {
        try {
            DatasetRef dataset = requireDataset(request);
            byte[] answer = answer(dataset, TrialRequest.read(request.content().as(byte[].class)));
            response.header(HeaderValues.CONTENT_TYPE_JSON).send(answer);
        } catch (TrialRefusal refusal) {
            LOG.debug("Refused: {}", refusal.getMessage(), refusal);
            HttpErrors.send(
                    response, refusal.status(), new ErrorBody(refusal.code(), String.valueOf(refusal.getMessage())));
        }
    }

    private DatasetRef requireDataset(ServerRequest request) throws TrialRefusal {
        String key = BearerKey.of(request)
                .orElseThrow(() -> new TrialRefusal(
                        Status.UNAUTHORIZED_401, "missing_key", "send a key as 'Authorization: Bearer <key>'"));
        Snapshot snapshot = parts.snapshots()
                .current()
                .orElseThrow(() -> new TrialRefusal(
                        Status.SERVICE_UNAVAILABLE_503,
                        "no_snapshot",
                        "this service has not reached its control plane yet and knows no keys; try again"));
        boolean known = KeyCheck.find(snapshot, key)
                .filter(found -> found.type().equals(SERVICE_KEY))
                .isPresent();
        if (!known) {
            throw new TrialRefusal(
                    Status.UNAUTHORIZED_401, "unknown_key", "the key is not known, was revoked, or is no service key");
        }
        String tenant = request.path().pathParameters().get("tenant");
        String dataset = request.path().pathParameters().get("dataset");
        return snapshot.refs().stream()
                .filter(ref -> ref.tenant().value().equals(tenant)
                        && ref.dataset().value().equals(dataset))
                .findFirst()
                .orElseThrow(() -> new TrialRefusal(
                        Status.NOT_FOUND_404, "unknown_dataset", "there is no such dataset in this tenant"));
    }

    private byte[] answer(DatasetRef dataset, TrialRequest request) throws TrialRefusal {
        Plan plan = plan(dataset, request);
        if (!room.tryAcquire()) {
            throw new TrialRefusal(
                    Status.TOO_MANY_REQUESTS_429, "busy", TRIALS_MAX + " trials are under way; try again");
        }
        try {
            List<RawInput> samples = new ArrayList<>();
            StringBuilder origins = new StringBuilder();
            int undecodable = 0;
            for (ConsumerRecord<byte[], byte[]> record : read(dataset, request)) {
                Optional<RawInput> input = input(record);
                if (input.isPresent()) {
                    samples.add(input.get());
                    origins.append(origins.isEmpty() ? "" : ",").append(origin(record));
                } else {
                    undecodable++;
                }
            }
            Context context =
                    new Context(dataset.tenant().value(), dataset.dataset().value());
            String report =
                    new Trial(plan, context, parts.nanoClock()).of(samples).json();
            String answer = "{\"topic\":\"" + topic(dataset, request) + "\",\"origins\":[" + origins
                    + "],\"undecodable\":" + undecodable + "," + report.substring(1);
            return answer.getBytes(StandardCharsets.UTF_8);
        } finally {
            room.release();
        }
    }

    private Plan plan(DatasetRef dataset, TrialRequest request) throws TrialRefusal {
        if (request.document() != null) {
            return switch (parts.compiler().apply(request.document().toString())) {
                case Compilation.Compiled compiled -> compiled.plan();
                case Compilation.Invalid invalid ->
                    throw new TrialRefusal(
                            Status.UNPROCESSABLE_CONTENT_422,
                            "invalid_transformation",
                            "the transformation is wrong in "
                                    + invalid.problems().size() + " places, first "
                                    + invalid.problems().getFirst());
            };
        }
        DatasetPlan plan = parts.plans().apply(dataset);
        if (plan == null) {
            throw new TrialRefusal(
                    Status.SERVICE_UNAVAILABLE_503,
                    "waiting",
                    "the dataset waits for its topics or its transformation; see /health");
        }
        return plan.plan();
    }

    private List<ConsumerRecord<byte[], byte[]>> read(DatasetRef dataset, TrialRequest request) throws TrialRefusal {
        String topic = topic(dataset, request);
        try {
            return request.partition() != null && request.offset() != null
                    ? records.from(new TopicPartition(topic, request.partition()), request.offset(), request.count())
                    : records.latest(topic, request.count());
        } catch (KafkaException e) {
            LOG.warn("records of {} cannot be read for a trial: {}", topic, e.toString());
            throw new TrialRefusal(
                    Status.SERVICE_UNAVAILABLE_503,
                    "kafka_unavailable",
                    "Kafka does not give the records now; try again");
        }
    }

    private String topic(DatasetRef dataset, TrialRequest request) {
        return request.isOfDeadLetters()
                ? parts.topics().deadLetter(dataset)
                : parts.topics().raw(dataset);
    }

    /** A dead letter's value is the raw record's; one that was cut, or never was a raw event, cannot be tried. */
    private Optional<RawInput> input(ConsumerRecord<byte[], byte[]> record) {
        if (record.value() == null) {
            return Optional.empty();
        }
        try {
            RawEvent raw = parts.codec().decodeRaw(record.value());
            return Optional.of(new RawInput(
                    raw.eventId(),
                    raw.receivedAt(),
                    raw.format(),
                    raw.sourceAddress(),
                    raw.attributes(),
                    raw.payload(),
                    record.partition(),
                    record.offset()));
        } catch (UndecodableRecordException e) {
            LOG.debug("{} offset {} cannot be tried", record.topic(), record.offset(), e);
            return Optional.empty();
        }
    }

    private static String origin(ConsumerRecord<byte[], byte[]> record) {
        return "{\"partition\":" + record.partition() + ",\"offset\":" + record.offset() + "}";
    }
}
