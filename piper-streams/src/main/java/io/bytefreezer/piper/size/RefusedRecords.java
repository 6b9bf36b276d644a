package io.bytefreezer.piper.size;

import io.bytefreezer.piper.judge.Routes;
import io.bytefreezer.schemas.event.DeadLetterHeaders;
import io.bytefreezer.schemas.event.ProcessedEvent;
import io.bytefreezer.schemas.name.DatasetRef;
import io.bytefreezer.schemas.name.Topics;
import io.bytefreezer.schemas.wire.EventCodec;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.streams.errors.ErrorHandlerContext;
import org.apache.kafka.streams.errors.ProductionExceptionHandler;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Hears of records that could not be sent. A retriable error restarts the task, as Streams does by itself. A record that is
 * too large fails the thread, because its transaction cannot go on; but first its origin is remembered, so that the next
 * attempt ends in the dead letters.
 *
 * <p>Streams makes this object itself and hands it its {@link Tools} among the properties, under {@link #TOOLS}. It is
 * called by the producers' threads.
 */
public final class RefusedRecords implements ProductionExceptionHandler {

    /** The property that holds the tools. */
    public static final String TOOLS = "bytefreezer.refused.records";

    private static final Logger LOG = LoggerFactory.getLogger(RefusedRecords.class);

    private @Nullable Tools tools;

    /**
     * What it works with.
     *
     * @param topics names of the topics
     * @param codec reads processed events
     * @param refusals remembers what was refused
     * @param doubt is called when the limits known of topics are seen to be out of date; returns at once
     */
    public record Tools(Topics topics, EventCodec codec, Refusals refusals, Runnable doubt) {}

    /** As Streams makes it. */
    public RefusedRecords() {}

    @Override
    public void configure(Map<String, ?> configs) {
        tools = (Tools) Objects.requireNonNull(configs.get(TOOLS), TOOLS);
    }

    @Override
    public Response handleError(
            ErrorHandlerContext context, ProducerRecord<byte[], byte[]> record, Exception exception) {
        if (exception instanceof RecordTooLargeException) {
            remember(Objects.requireNonNull(tools, "configured before it is called"), record);
        }
        return exception instanceof RetriableException ? Response.retry() : Response.fail();
    }

    /** The context names the record that is processed now, not the one that was refused: that one has to tell its origin. */
    private static void remember(Tools tools, ProducerRecord<byte[], byte[]> record) {
        Optional<Topics.Parsed> parsed = tools.topics().parse(record.topic());
        if (parsed.isEmpty()) {
            LOG.error(
                    "{} does not take a record of {} bytes: see its max.message.bytes", record.topic(), bytes(record));
            return;
        }
        Topics.Parsed target = parsed.get();
        Origin origin = switch (target.stage()) {
            case PROCESSED -> {
                ProcessedEvent event = tools.codec().decodeProcessed(record.value());
                yield new Origin(tools.topics().raw(target.dataset()), event.rawPartition(), event.rawOffset());
            }
            case RAW -> routed(tools, target.dataset(), record.value());
            case DEAD_LETTER ->
                new Origin(
                        header(record, DeadLetterHeaders.ORIGIN_TOPIC),
                        Integer.parseInt(header(record, DeadLetterHeaders.ORIGIN_PARTITION)),
                        Long.parseLong(header(record, DeadLetterHeaders.ORIGIN_OFFSET)));
        };
        if (target.stage() == Topics.Stage.DEAD_LETTER) {
            tools.refusals().deadLetter(origin);
        } else {
            tools.refusals().event(origin);
        }
        LOG.warn("{} was refused as too large; its origin {} is treated otherwise at once", record.topic(), origin);
        tools.doubt().run();
    }

    private static int bytes(ProducerRecord<byte[], byte[]> record) {
        return record.value() == null ? 0 : record.value().length;
    }

    /** The raw record of the dataset that an event came from, which says so in its attributes. */
    private static Origin routed(Tools tools, DatasetRef target, byte[] value) {
        Routes.From from = Routes.from(tools.codec().decodeRaw(value)).orElseThrow();
        DatasetRef dataset = DatasetRef.of(target.tenant().value(), from.dataset());
        return new Origin(tools.topics().raw(dataset), from.partition(), from.offset());
    }

    private static String header(ProducerRecord<byte[], byte[]> record, String name) {
        Header header = Objects.requireNonNull(record.headers().lastHeader(name), name);
        return new String(header.value(), StandardCharsets.UTF_8);
    }
}
