package io.bytefreezer.provenance.audit;

import io.bytefreezer.provenance.audit.check.OffsetSet;
import io.bytefreezer.provenance.origin.OffsetRange;
import io.bytefreezer.provenance.origin.TopicCursor;
import io.bytefreezer.provenance.origin.TopicLog;
import io.bytefreezer.schemas.event.DeadLetterHeaders;
import io.bytefreezer.schemas.event.ProcessedEvent;
import io.bytefreezer.schemas.name.DatasetRef;
import io.bytefreezer.schemas.name.Topics;
import io.bytefreezer.schemas.wire.EventCodec;
import io.bytefreezer.schemas.wire.UndecodableRecordException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Which raw records have a dead letter. Belongs to one thread. */
public final class Letters {

    private static final Logger LOG = LoggerFactory.getLogger(Letters.class);
    private static final OffsetSet NONE = new OffsetSet();

    private final Topics topics;
    private final DatasetRef dataset;
    private final EventCodec codec;
    private final Map<Integer, OffsetSet> byPartition = new HashMap<>();
    private final Optional<String> error;
    private boolean expired;

    Letters(Topics topics, DatasetRef dataset, EventCodec codec) {
        this(topics, dataset, codec, Optional.empty());
    }

    /** Those of a dataset, or only those with this error code. */
    public Letters(Topics topics, DatasetRef dataset, EventCodec codec, Optional<String> error) {
        this.topics = topics;
        this.dataset = dataset;
        this.codec = codec;
        this.error = error;
    }

    /** Reads all there are. */
    public void read(TopicLog topic, SortedMap<Integer, OffsetRange> held) {
        held.forEach((partition, range) -> {
            expired |= range.from() > 0;
            try (TopicCursor cursor = topic.read(partition, range)) {
                cursor.forEachRemaining(this::add);
            }
        });
    }

    /** Offsets of a raw partition that have one. */
    public OffsetSet of(int partition) {
        return byPartition.getOrDefault(partition, NONE);
    }

    /** Whether retention has taken some. */
    boolean mayHaveExpired() {
        return expired;
    }

    /** Takes a letter. */
    void add(ConsumerRecord<byte[], byte[]> letter) {
        if (error.isPresent() && !header(letter, DeadLetterHeaders.ERROR).equals(error)) {
            return;
        }
        Optional<Origin> origin = originTopic(letter).equals(Optional.of(topics.processed(dataset)))
                ? throughProcessed(letter)
                : direct(letter);
        if (origin.isPresent()) {
            byPartition
                    .computeIfAbsent(origin.get().partition(), partition -> new OffsetSet())
                    .add(origin.get().offset());
        } else {
            LOG.warn(
                    "dead letter {} of {}-{} does not say which raw record it is of",
                    letter.offset(),
                    letter.topic(),
                    letter.partition());
        }
    }

    private record Origin(int partition, long offset) {}

    private static Optional<String> originTopic(ConsumerRecord<byte[], byte[]> letter) {
        return header(letter, DeadLetterHeaders.ORIGIN_TOPIC);
    }

    private static Optional<Origin> direct(ConsumerRecord<byte[], byte[]> letter) {
        try {
            return header(letter, DeadLetterHeaders.ORIGIN_PARTITION)
                    .flatMap(partition -> header(letter, DeadLetterHeaders.ORIGIN_OFFSET)
                            .map(offset -> new Origin(Integer.parseInt(partition), Long.parseLong(offset))));
        } catch (NumberFormatException e) {
            LOG.debug("the headers of a dead letter are no numbers", e);
            return Optional.empty();
        }
    }

    /** The packer's letters hold the processed event, which knows its raw record. */
    private Optional<Origin> throughProcessed(ConsumerRecord<byte[], byte[]> letter) {
        if (letter.value() == null) {
            return Optional.empty();
        }
        try {
            ProcessedEvent event = codec.decodeProcessed(letter.value());
            return Optional.of(new Origin(event.rawPartition(), event.rawOffset()));
        } catch (UndecodableRecordException e) {
            LOG.debug("a dead letter of the packer holds no event", e);
            return Optional.empty();
        }
    }

    private static Optional<String> header(ConsumerRecord<byte[], byte[]> letter, String name) {
        Header header = letter.headers().lastHeader(name);
        return header == null ? Optional.empty() : Optional.of(new String(header.value(), StandardCharsets.UTF_8));
    }
}
