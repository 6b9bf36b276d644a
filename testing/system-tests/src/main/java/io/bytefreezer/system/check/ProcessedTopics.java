package io.bytefreezer.system.check;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.bytefreezer.schemas.event.DeadLetterHeaders;
import io.bytefreezer.schemas.name.DatasetRef;
import io.bytefreezer.schemas.name.Topics;
import io.bytefreezer.system.ledger.Comparison;
import io.bytefreezer.system.ledger.Marker;
import io.bytefreezer.system.ledger.Sightings;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;

/**
 * What the processed topics hold, and the dead letters beside them.
 *
 * @param records events in processed topics
 * @param refusedByPiper dead letters of records in raw topics
 * @param refusedByPacker dead letters of records in processed topics, each counted once: where a commit fails they are sent
 *     again, as is written on the packer's dead letters
 * @param lettersByError dead letters, by their error's code
 * @param repeatedLetters dead letters of the packer that were sent again
 */
record ProcessedTopics(
        Sightings records,
        Sightings refusedByPiper,
        Sightings refusedByPacker,
        Map<String, Integer> lettersByError,
        int repeatedLetters) {

    /** Reads the topics of datasets. */
    static ProcessedTopics read(String bootstrapServers, Collection<DatasetRef> datasets) {
        Reading reading = new Reading();
        List<String> topics = datasets.stream()
                .flatMap(dataset -> Stream.of(Topics.DEFAULT.processed(dataset), Topics.DEFAULT.deadLetter(dataset)))
                .toList();
        try (TopicReader reader = new TopicReader(bootstrapServers, topics)) {
            reader.readToEnd(reading::take);
        }
        return new ProcessedTopics(
                reading.records.found(),
                reading.piper.found(),
                reading.packer.found(),
                Map.copyOf(reading.errors),
                reading.repeated);
    }

    /** The stage behind the piper. */
    Sightings behindPiper() {
        return Comparison.together("processed topics and dead letters", List.of(records, refusedByPiper));
    }

    /** The stage behind the packer, with the rows of the lake. */
    Sightings behindPacker(Sightings rows) {
        return Comparison.together("lake and dead letters", List.of(rows, refusedByPiper, refusedByPacker));
    }

    private static final class Reading {

        private final Sightings.Collector records = new Sightings.Collector("processed topics");
        private final Sightings.Collector piper = new Sightings.Collector("dead letters of the piper");
        private final Sightings.Collector packer = new Sightings.Collector("dead letters of the packer");
        private final Map<String, Integer> errors = new TreeMap<>();
        private final Set<String> packerOrigins = new HashSet<>();
        private int repeated;

        private void take(ConsumerRecord<byte[], byte[]> record) {
            Topics.Stage stage =
                    Topics.DEFAULT.parse(record.topic()).orElseThrow().stage();
            if (stage == Topics.Stage.PROCESSED) {
                see(records, record);
                return;
            }
            errors.merge(text(record, DeadLetterHeaders.ERROR), 1, Integer::sum);
            String origin = text(record, DeadLetterHeaders.ORIGIN_TOPIC);
            boolean ofPiper = Topics.DEFAULT.parse(origin).orElseThrow().stage() == Topics.Stage.RAW;
            if (ofPiper) {
                see(piper, record);
            } else if (packerOrigins.add(origin + "-" + text(record, DeadLetterHeaders.ORIGIN_PARTITION) + "@"
                    + text(record, DeadLetterHeaders.ORIGIN_OFFSET))) {
                see(packer, record);
            } else {
                repeated++;
            }
        }

        private static void see(Sightings.Collector found, ConsumerRecord<byte[], byte[]> record) {
            Marker.find(record.value())
                    .filter(Marker::isIntact)
                    .ifPresentOrElse(
                            marker -> found.saw(marker.id()),
                            () -> found.sawAltered("no whole event at " + record.topic() + "-" + record.partition()
                                    + "@" + record.offset()));
        }

        private static String text(ConsumerRecord<byte[], byte[]> record, String header) {
            Header value = record.headers().lastHeader(header);
            return value == null ? "" : new String(value.value(), UTF_8);
        }
    }
}
