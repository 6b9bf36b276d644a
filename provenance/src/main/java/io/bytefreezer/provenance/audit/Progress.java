package io.bytefreezer.provenance.audit;

import io.bytefreezer.lake.TableId;
import io.bytefreezer.provenance.audit.check.Frontier;
import io.bytefreezer.provenance.origin.OffsetRange;
import io.bytefreezer.provenance.origin.RawObject;
import io.bytefreezer.provenance.origin.RawRecords;
import io.bytefreezer.provenance.origin.TopicCursor;
import io.bytefreezer.provenance.origin.TopicLog;
import io.bytefreezer.schemas.event.ProcessedEvent;
import io.bytefreezer.schemas.name.DatasetRef;
import io.bytefreezer.schemas.wire.UndecodableRecordException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Finds out how far each stage has come. What the piper has committed is asked first, then where the processed and the
 * dead-letter topics end, then what the table holds: so everything below the found frontier is in what is read afterwards,
 * while all stages go on working.
 */
public final class Progress {

    private static final Logger LOG = LoggerFactory.getLogger(Progress.class);

    private final Sources sources;
    private final DatasetRef dataset;
    private final KafkaState kafka;
    private final TopicLog raw;
    private final TopicLog processed;
    private final TopicLog letters;

    public Progress(Sources sources, DatasetRef dataset) {
        this.sources = sources;
        this.dataset = dataset;
        this.kafka = new KafkaState(sources.admin());
        this.raw = new TopicLog(sources.clients(), sources.topics().raw(dataset));
        this.processed = new TopicLog(sources.clients(), sources.topics().processed(dataset));
        this.letters = new TopicLog(sources.clients(), sources.topics().deadLetter(dataset));
    }

    /**
     * Everything an audit looks at, as of one moment.
     *
     * @param raw what the raw topic holds
     * @param letters what the dead-letter topic holds
     * @param objects the raw objects by partition
     * @param lake the table
     * @param frontiers how far each partition has come
     */
    public record Scene(
            SortedMap<Integer, OffsetRange> raw,
            SortedMap<Integer, OffsetRange> letters,
            SortedMap<Integer, List<RawObject>> objects,
            LakeState lake,
            SortedMap<Integer, Frontier> frontiers) {

        /** Whether no stage is behind. */
        boolean isSettled() {
            return frontiers.values().stream()
                    .allMatch(frontier -> frontier.lags().isEmpty());
        }

        /** The offsets of each partition that are judged. */
        public SortedMap<Integer, OffsetRange> judged() {
            SortedMap<Integer, OffsetRange> judged = new TreeMap<>();
            frontiers.forEach((partition, frontier) -> judged.put(partition, frontier.settled()));
            return judged;
        }
    }

    public TopicLog raw() {
        return raw;
    }

    public TopicLog letters() {
        return letters;
    }

    public SortedMap<Integer, List<RawObject>> objects() {
        return sources.objects().list(dataset, raw.name());
    }

    /** Looks at everything, in the order that makes the answer right. */
    public Scene look(SortedMap<Integer, OffsetRange> targets) {
        Map<Integer, Long> committed = kafka.committed(sources.application(), raw.name());
        SortedMap<Integer, OffsetRange> rawHeld = raw.held();
        SortedMap<Integer, OffsetRange> processedHeld = kafka.settled(processed);
        SortedMap<Integer, OffsetRange> lettersHeld = kafka.settled(letters);
        LakeState lake = LakeState.read(
                sources.lake(),
                new TableId(dataset.tenant().value(), dataset.dataset().value()));
        Map<Integer, Long> unpacked = unpacked(processedHeld, lake, targets.keySet());
        SortedMap<Integer, List<RawObject>> objects = objects();
        SortedMap<Integer, Frontier> frontiers = new TreeMap<>();
        targets.forEach((partition, wanted) -> {
            OffsetRange held = rawHeld.getOrDefault(partition, new OffsetRange(0, 0));
            long landed = objects.getOrDefault(partition, List.of()).stream()
                    .mapToLong(object -> object.range().until())
                    .max()
                    .orElse(0);
            frontiers.put(
                    partition,
                    new Frontier(
                            wanted,
                            firstRecord(partition, landed, held, wanted),
                            firstRecord(partition, committed.getOrDefault(partition, 0L), held, wanted),
                            Math.min(unpacked.getOrDefault(partition, Long.MAX_VALUE), wanted.until())));
        });
        return new Scene(rawHeld, lettersHeld, objects, lake, frontiers);
    }

    /**
     * Offset of the first record from here on that the topic holds: a stage that stands before markers of transactions, or
     * before what retention took, has nothing left to do there.
     */
    private long firstRecord(int partition, long from, OffsetRange held, OffsetRange wanted) {
        OffsetRange pending = held.meet(new OffsetRange(from, Long.MAX_VALUE)).meet(wanted);
        return first(raw, partition, pending, wanted.until());
    }

    static long first(TopicLog topic, int partition, OffsetRange range, long otherwise) {
        if (range.isEmpty()) {
            return otherwise;
        }
        try (RawRecords.Cursor cursor = topic.records(partition).read(range)) {
            return cursor.hasNext() ? cursor.next().offset() : otherwise;
        }
    }

    /** For raw partitions of which something is processed and not packed: the first offset of that. */
    private Map<Integer, Long> unpacked(
            SortedMap<Integer, OffsetRange> held, LakeState lake, Set<Integer> rawPartitions) {
        String topicId = kafka.topicId(processed.name()).orElse("");
        Map<Integer, Long> first = new HashMap<>();
        held.forEach((partition, range) -> {
            long packed = lake.offsets().next(topicId, partition).orElse(0);
            OffsetRange tail = range.meet(new OffsetRange(packed, Long.MAX_VALUE));
            if (!tail.isEmpty()) {
                Set<Integer> open = new HashSet<>(rawPartitions);
                open.removeIf(raw -> raw % held.size() != partition);
                scan(partition, tail, first, open);
            }
        });
        return first;
    }

    private void scan(int partition, OffsetRange tail, Map<Integer, Long> first, Set<Integer> open) {
        try (TopicCursor cursor = processed.read(partition, tail)) {
            while (!open.isEmpty() && cursor.hasNext()) {
                decode(cursor.next()).ifPresent(event -> {
                    first.merge(event.rawPartition(), event.rawOffset(), Math::min);
                    open.remove(event.rawPartition());
                });
            }
        }
    }

    /** The event, or nothing: what is none goes to the dead letters without saying which raw record it was. */
    private Optional<ProcessedEvent> decode(ConsumerRecord<byte[], byte[]> record) {
        if (record.value() == null) {
            return Optional.empty();
        }
        try {
            return Optional.of(sources.codec().decodeProcessed(record.value()));
        } catch (UndecodableRecordException e) {
            LOG.debug("record {} of {}-{} is no event", record.offset(), record.topic(), record.partition(), e);
            return Optional.empty();
        }
    }
}
