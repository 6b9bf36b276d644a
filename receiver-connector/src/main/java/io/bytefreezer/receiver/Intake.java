package io.bytefreezer.receiver;

import io.bytefreezer.receiver.layout.Fingerprint;
import io.bytefreezer.receiver.layout.RawObjectKey;
import io.bytefreezer.receiver.object.RawObjectRecord;
import io.bytefreezer.receiver.plan.Arrival;
import io.bytefreezer.schemas.event.RawEvent;
import io.bytefreezer.schemas.name.DatasetRef;
import io.bytefreezer.schemas.name.Topics;
import io.bytefreezer.schemas.wire.EventCodec;
import io.bytefreezer.schemas.wire.UndecodableRecordException;
import java.time.Instant;
import java.util.Objects;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.connect.errors.ConnectException;
import org.apache.kafka.connect.sink.SinkRecord;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads what Connect delivers. */
final class Intake {

    private static final Logger LOG = LoggerFactory.getLogger(Intake.class);

    private final Topics topics;
    private final EventCodec codec;

    Intake(Topics topics, EventCodec codec) {
        this.topics = topics;
        this.codec = codec;
    }

    /** The dataset a topic is of. */
    DatasetRef datasetOf(String topic) {
        return topics.parse(topic)
                .filter(parsed -> parsed.stage() == Topics.Stage.RAW)
                .map(Topics.Parsed::dataset)
                .orElseThrow(() -> new ConnectException("topic " + topic + " is not a raw topic of the prefix '"
                        + topics.prefix() + "': set topics or topics.regex to match "
                        + topics.pattern(Topics.Stage.RAW) + ", or set " + ReceiverConfig.TOPICS_PREFIX));
    }

    /** A record and what the plan needs to know of it. */
    Received read(SinkRecord record) {
        byte[] value = bytes(record);
        long timestamp = Objects.requireNonNullElse(record.timestamp(), ConsumerRecord.NO_TIMESTAMP);
        Instant recordTime = Instant.ofEpochMilli(timestamp);
        RawEvent event = value == null ? null : decode(value, record);
        RawObjectKey key = new RawObjectKey(
                datasetOf(record.topic()),
                RawObjectKey.hourOf(event == null ? recordTime : event.receivedAt(), recordTime),
                record.topic(),
                record.kafkaPartition(),
                record.kafkaOffset());
        return new Received(
                new RawObjectRecord(record.kafkaOffset(), recordTime, event, event == null ? value : null),
                new Arrival(key, Fingerprint.of(timestamp, value)));
    }

    private static byte @Nullable [] bytes(SinkRecord record) {
        Object value = record.value();
        if (value == null || value instanceof byte[]) {
            return (byte[]) value;
        }
        throw new ConnectException("the value of record " + record.kafkaOffset() + " of " + record.topic() + "-"
                + record.kafkaPartition() + " came as " + value.getClass().getSimpleName() + ", not as bytes: set"
                + " value.converter=org.apache.kafka.connect.converters.ByteArrayConverter on the connector");
    }

    private @Nullable RawEvent decode(byte[] value, SinkRecord record) {
        try {
            return codec.decodeRaw(value);
        } catch (UndecodableRecordException e) {
            LOG.debug(
                    "record {} of {}-{} is landed as it is",
                    record.kafkaOffset(),
                    record.topic(),
                    record.kafkaPartition(),
                    e);
            return null;
        }
    }
}
